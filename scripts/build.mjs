/**
 * Bundles src/ into dist/ and the extension-host suite into out/host/. `--dev` keeps names and
 * source maps, `--watch` (with `--dev`) keeps running.
 */
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { browserEntries, hostTestEntries, kilobytes, nodeEntries, overBudget } from './lib/bundles.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { lazyChunks } from './lib/lazyChunks.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { main, Problem } from './lib/problem.mjs';
import { step } from './lib/progress.mjs';

const production = (flags) => !flags.includes('--dev') && !flags.includes('--watch');

/** esbuild wants output names without their ending. Entries not written yet are left out. */
const entryPoints = (entries) =>
  entries
    .filter(({ source }) => existsSync(inRoot(source)))
    .map(({ source, output }) => ({ in: source, out: output.replace(/\.c?js$/, '') }));

const shared = (flags) => ({
  absWorkingDir: root,
  bundle: true,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  minify: production(flags),
  sourcemap: production(flags) ? false : 'linked',
});

/** jsonc-parser's UMD build, which `main` alone would pick, breaks when it is bundled. */
const forNode = { platform: 'node', target: 'node20', format: 'cjs', mainFields: ['module', 'main'] };

function bundles(flags) {
  const common = shared(flags);
  const cjs = { ...common, ...forNode, outExtension: { '.js': '.cjs' } };
  return [
    {
      ...cjs,
      entryPoints: entryPoints(nodeEntries),
      outdir: 'dist',
      external: ['vscode'],
      plugins: [lazyChunks],
      supported: { 'dynamic-import': false },
    },
    {
      ...common,
      entryPoints: entryPoints(browserEntries),
      outdir: 'dist',
      platform: 'browser',
      target: 'es2022',
      format: 'iife',
    },
    {
      ...cjs,
      entryPoints: entryPoints(hostTestEntries()),
      outdir: 'out/host',
      external: ['vscode', 'mocha'],
      minify: false,
      sourcemap: 'inline',
    },
  ].filter((bundle) => bundle.entryPoints.length > 0);
}

function report(results) {
  const outputs = results.flatMap(({ metafile }) => Object.entries(metafile.outputs));
  const shipped = outputs.filter(([path]) => path.startsWith('dist/') && !path.endsWith('.map'));
  console.log(shipped.map(([path, { bytes }]) => `    ${path} ${kilobytes(bytes)}`).join('\n'));
  return shipped.map(([path, { bytes }]) => overBudget(path, bytes)).filter(Boolean);
}

/**
 * What an earlier build left behind and this one did not write. Emptying the folders first would
 * pull the files away from under a demo origin or an editor that still runs.
 */
async function removeLeftovers(results) {
  const written = new Set(results.flatMap(({ metafile }) => Object.keys(metafile.outputs)));
  for (const folder of ['dist', 'out/host']) {
    const names = await readdir(inRoot(folder), { recursive: true }).catch(() => []);
    const stale = names
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((path) => /\.(c?js|map)$/.test(path));
    for (const path of stale) if (!written.has(path)) await rm(inRoot(path));
  }
}

async function buildOnce(esbuild, flags) {
  const results = await step('Bundling', () => Promise.all(bundles(flags).map((each) => esbuild.build(each))));
  await removeLeftovers(results);
  const tooLarge = report(results);
  if (production(flags) && tooLarge.length > 0) throw new Problem(tooLarge.join('\n'));
}

/** The two words at the start and the end of a rebuild are what .vscode/tasks.json waits for. */
const announcer = {
  name: 'announcer',
  setup(build) {
    const what = relative('.', build.initialOptions.outdir) || basename(root);
    build.onStart(() => console.log(`[build] started ${what}`));
    build.onEnd(({ errors }) => console.log(`[build] finished ${what}, ${errors.length} errors`));
  },
};

async function watch(esbuild, flags) {
  for (const each of bundles(flags)) {
    const context = await esbuild.context({ ...each, plugins: [...(each.plugins ?? []), announcer] });
    await context.watch();
  }
  await new Promise(() => {});
}

await main(async (flags) => {
  await ensureDependencies();
  const esbuild = await import('esbuild');
  await (flags.includes('--watch') ? watch(esbuild, flags) : buildOnce(esbuild, flags));
});
