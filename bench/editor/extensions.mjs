/** The extensions that the benchmark brings, packed as they would be shipped. */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../scripts/lib/command.mjs';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { step } from '../../scripts/lib/progress.mjs';

const vsce = inRoot('node_modules', '@vscode', 'vsce', 'vsce');
const flags = ['--no-dependencies', '--allow-missing-repository', '--skip-license'];

/** The same colouring and the same settings for the language as Precondition brings. */
async function languageOf(name) {
  if (name !== 'ideal') return {};
  const { contributes } = JSON.parse(await readFile(inRoot('package.json'), 'utf8'));
  const { languages, grammars, configurationDefaults } = contributes;
  return { contributes: { languages, grammars, configurationDefaults } };
}

/** Packs bench/<name>; the file it is packed into. */
export async function packExtension(name) {
  const source = inRoot('bench', name);
  const staged = inRoot('out', 'bench', name);
  await rm(staged, { recursive: true, force: true });
  await mkdir(staged, { recursive: true });
  const manifest = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'));
  await writeFile(join(staged, 'package.json'), JSON.stringify({ ...manifest, ...(await languageOf(name)) }));
  await writeFile(join(staged, 'README.md'), `${manifest.description}\n`);
  await cp(inRoot('syntaxes'), join(staged, 'syntaxes'), { recursive: true });
  const { build } = await import('esbuild');
  await build({
    entryPoints: [join(source, 'extension.mjs')],
    outfile: join(staged, 'extension.cjs'),
    bundle: true,
    format: 'cjs',
    platform: 'node',
    external: ['vscode'],
    minify: true,
  });
  const packed = inRoot('out', 'bench', `${name}.vsix`);
  await step(`Packing ${name}.vsix`, () =>
    run(process.execPath, [vsce, 'package', ...flags, '--out', packed], { cwd: staged }),
  );
  return packed;
}
