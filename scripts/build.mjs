/**
 * Bundles src/ into dist/ and the extension-host suite into out/host/. `--dev` keeps names and
 * source maps, `--watch` (with `--dev`) keeps running. A bundle over its budget fails the build;
 * `--any-size` only says so, for those who want to start or test what there is.
 */
import { readdir, rm } from 'node:fs/promises';
import { browserEntries, hostTestEntries, kilobytes, nodeEntries, overBudget } from './lib/bundles.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { lazyChunks } from './lib/lazyChunks.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { main, Problem } from './lib/problem.mjs';
import { step } from './lib/progress.mjs';
import { packRulePages } from './lib/rulePages.mjs';
import { unusedParts } from './lib/unusedParts.mjs';

const production = (flags) => !flags.includes('--dev') && !flags.includes('--watch');

/** esbuild wants output names without their ending. */
const entryPoints = (entries) =>
  entries.map(({ source, output }) => ({ in: source, out: output.replace(/\.c?js$/, '') }));

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
const forNode = {
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  outExtension: { '.js': '.cjs' },
};

const kinds = {
  node: {
    ...forNode,
    outdir: 'dist',
    external: ['vscode'],
    plugins: [lazyChunks, unusedParts],
    supported: { 'dynamic-import': false },
  },
  browser: { outdir: 'dist', platform: 'browser', target: 'es2022', format: 'iife' },
  tests: { ...forNode, outdir: 'out/host', external: ['vscode', 'mocha'], minify: false, sourcemap: 'inline' },
};

/** A bundle of its own for each entry: one that does not build leaves the others usable. */
const bundles = (flags) =>
  [
    [kinds.node, nodeEntries],
    [kinds.browser, browserEntries],
    [kinds.tests, hostTestEntries()],
  ].flatMap(([kind, entries]) =>
    entryPoints(entries).map((entry) => ({ ...shared(flags), ...kind, entryPoints: [entry] })),
  );

/** What weighs most in a bundle that has become too large. */
function heaviest({ inputs }) {
  const weights = Object.entries(inputs).map(([path, { bytesInOutput }]) => [path, bytesInOutput]);
  const top = weights.sort(([, one], [, other]) => other - one).slice(0, 10);
  return top.map(([path, bytes]) => `    ${kilobytes(bytes)} ${path}`).join('\n');
}

function report(results) {
  const outputs = results.flatMap(({ metafile }) => Object.entries(metafile.outputs));
  const shipped = outputs.filter(([path]) => path.startsWith('dist/') && !path.endsWith('.map'));
  console.log(shipped.map(([path, { bytes }]) => `    ${path} ${kilobytes(bytes)}`).join('\n'));
  return shipped.flatMap(([path, output]) => {
    const sentence = overBudget(path, output.bytes);
    return sentence ? [`${sentence}\n${heaviest(output)}`] : [];
  });
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

/** esbuild has printed what is wrong; only the number is left to say. */
async function bundleAll(esbuild, flags) {
  const settled = await Promise.allSettled(bundles(flags).map((each) => esbuild.build(each)));
  const broken = settled.filter(({ status }) => status === 'rejected').length;
  if (broken > 0) throw new Problem(`${broken} of ${settled.length} bundles could not be built.`);
  return settled.map(({ value }) => value);
}

async function buildOnce(esbuild, flags) {
  const results = await step('Bundling', () => bundleAll(esbuild, flags));
  await removeLeftovers(results);
  const tooLarge = report(results);
  console.log(`    dist/rulePages.br ${kilobytes(await packRulePages())}`);
  if (!production(flags) || tooLarge.length === 0) return;
  if (!flags.includes('--any-size')) throw new Problem(tooLarge.join('\n'));
  console.log(tooLarge.join('\n'));
}

/**
 * .vscode/tasks.json waits for these two lines: the first starts a round, the second says that
 * every bundle of the round is done.
 */
function announcer() {
  let building = 0;
  return {
    name: 'announcer',
    setup(build) {
      build.onStart(() => {
        if (building === 0) console.log('[build] started');
        building += 1;
      });
      build.onEnd(() => {
        building -= 1;
        if (building === 0) console.log('[build] all finished');
      });
    },
  };
}

async function watch(esbuild, flags) {
  const announce = announcer();
  const contexts = await Promise.all(
    bundles(flags).map((each) => esbuild.context({ ...each, plugins: [...(each.plugins ?? []), announce] })),
  );
  await Promise.all(contexts.map((context) => context.watch()));
  await new Promise(() => {});
}

await main(async (flags) => {
  await ensureDependencies();
  const esbuild = await import('esbuild');
  await (flags.includes('--watch') ? watch(esbuild, flags) : buildOnce(esbuild, flags));
});
