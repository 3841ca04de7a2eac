/** Packs precondition.vsix and looks at what came out. */
import { readFile, stat } from 'node:fs/promises';
import { browserEntries, nodeEntries, overBudget } from './bundles.mjs';
import { run } from './command.mjs';
import { inRoot, root, vsix } from './paths.mjs';
import { Problem } from './problem.mjs';
import { step } from './progress.mjs';
import { listZip } from './zip.mjs';

/** All bundles but the terminal's. */
const bundles = [...nodeEntries, ...browserEntries]
  .map(({ output }) => `dist/${output}`)
  .filter((path) => path !== 'dist/cli.cjs');

/** What may ship beside the bundles. The manifest's own pointers are checked one by one below. */
const shipped = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/package(\.nls(\.[\w-]+)?)?\.json$/,
  /^extension\/language-configuration\.json$/,
  /^extension\/(readme|changelog)\.md$/i,
  /^extension\/(license|notice)(\.\w+)?$/i,
  /^extension\/(syntaxes|snippets|l10n)\/[\w.-]+\.json$/,
  /^extension\/media\/[\w./-]+$/,
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

/**
 * vsce runs as a program of its own: its packaging prints to the console and we want it quiet.
 * `--no-dependencies`, since everything is bundled; the links of the README are left as they are,
 * which needs no repository address and no network.
 */
export async function packVsix() {
  const vsce = inRoot('node_modules', '@vscode', 'vsce', 'vsce');
  const flags = ['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository', '--skip-license'];
  await step('Packing precondition.vsix', () =>
    run(process.execPath, [vsce, 'package', ...flags, '--out', vsix], { cwd: root }),
  );
  const { size } = await stat(vsix);
  const faults = await faultsOfVsix();
  if (faults.length > 0) throw new Problem(faults.join('\n'));
  return { bytes: size, tooLarge: overBudget('precondition.vsix', size) };
}
