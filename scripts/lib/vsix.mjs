/** Packs precondition.vsix and looks at what came out. */
import { cp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { browserEntries, nodeEntries, overBudget } from './bundles.mjs';
import { run } from './command.mjs';
import { inRoot, vsix } from './paths.mjs';
import { Problem } from './problem.mjs';
import { step } from './progress.mjs';
import { listZip } from './zip.mjs';

/** All bundles but the terminal's, the pages of the rules, and undici's parser. */
const bundles = [
  ...[...nodeEntries, ...browserEntries]
    .map(({ output }) => `dist/${output}`)
    .filter((path) => path !== 'dist/cli.cjs'),
  'dist/rulePages.br',
  'dist/llhttp.wasm',
];

/** What may ship beside the bundles. The manifest's own pointers are checked one by one below. */
const shipped = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/package(\.nls(\.[\w-]+)?)?\.json$/,
  /^extension\/language-configuration\.json$/,
  /^extension\/(readme|changelog)\.md$/i,
  /^extension\/(license|notice)(\.\w+)?$/i,
  /^extension\/(syntaxes|snippets|l10n)\/[\w.-]+\.json$/,
  /^extension\/media\/[\w.-]+$/,
];

/** Files the manifest points to, found by shape: every string that starts with `./`. */
function pointers(value) {
  if (typeof value === 'string') return value.startsWith('./') ? [value.slice(2)] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(pointers);
}

async function manifestPointers() {
  const manifest = JSON.parse(await readFile(inRoot('package.json'), 'utf8'));
  const { main, browser, icon, l10n, contributes } = manifest;
  return pointers([main, browser, icon && `./${icon.replace(/^\.\//, '')}`, l10n, contributes]);
}

/** What is in the package that should not be, and what is not that should. */
export async function faultsOfVsix() {
  const names = (await listZip(vsix)).map(({ name }) => name);
  const expected = (name) =>
    bundles.includes(name.replace('extension/', '')) || shipped.some((pattern) => pattern.test(name));
  const strangers = names.filter((name) => !expected(name));
  const wanted = [...bundles, ...(await manifestPointers())];
  const absent = wanted.filter((path) => !names.some((name) => name.startsWith(`extension/${path}`)));
  return [
    ...strangers.map((name) => `${name} is in the package and on no list of what ships (scripts/lib/vsix.mjs).`),
    ...absent.map((path) => `${path} is needed and not in the package; name it in .vscodeignore.`),
  ];
}

const staging = inRoot('out', 'package');
const pictures = inRoot('media', 'screenshots');

/**
 * What is packed is a copy: the README's pictures weigh more than the product and cannot be shown from inside a
 * package, so the copy goes without them and without the lines that show them; nor does a package build or test.
 */
async function stage() {
  await rm(staging, { recursive: true, force: true });
  for (const name of ['.vscodeignore', 'CHANGELOG.md', 'LICENSE', 'dist', 'syntaxes', 'media']) {
    const filter = (source) => source !== pictures;
    await cp(inRoot(name), join(staging, name), { recursive: true, filter });
  }
  const { scripts, devDependencies, ...manifest } = JSON.parse(await readFile(inRoot('package.json'), 'utf8'));
  await writeFile(join(staging, 'package.json'), JSON.stringify(manifest));
  const readme = await readFile(inRoot('README.md'), 'utf8');
  await writeFile(join(staging, 'README.md'), readme.replace(/^!\[.*\n\n/gm, ''));
}

/**
 * vsce runs as a program of its own: its packaging prints to the console and we want it quiet.
 * `--no-dependencies`, since everything is bundled; the links of the README are left as they are,
 * which needs no repository address and no network.
 */
export async function packVsix() {
  await stage();
  const vsce = inRoot('node_modules', '@vscode', 'vsce', 'vsce');
  const flags = ['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository', '--skip-license'];
  await step('Packing precondition.vsix', () =>
    run(process.execPath, [vsce, 'package', ...flags, '--out', vsix], { cwd: staging }),
  );
  const { size } = await stat(vsix);
  const faults = await faultsOfVsix();
  if (faults.length > 0) throw new Problem(faults.join('\n'));
  return { bytes: size, tooLarge: overBudget('precondition.vsix', size) };
}
