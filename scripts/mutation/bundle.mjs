/**
 * The pure tests of one room, and with them the room, as one file. Stryker runs it in its sandbox, where the room's
 * sources hold every mutant at once: `node scripts/mutation/bundle.mjs conditional`.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Where the tests of a room lie, the slow ones at the end: most mutants die before they are reached. */
async function testFiles(room) {
  const folder = join('test', 'pure', room);
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.test.ts'));
  const isSlow = (name) => Number(/Product|Properties|explain|storedMemory|memory/.test(name));
  return names
    .sort((one, other) => isSlow(one) - isSlow(other) || one.localeCompare(other))
    .map((name) => join(folder, name));
}

const [room = ''] = process.argv.slice(2);
const imports = (await testFiles(room)).map((file) => `import ${JSON.stringify(`./${file}`)};`);
await build({
  stdin: {
    contents: [
      `import fc from 'fast-check';`,
      `fc.configureGlobal({ seed: 1109110, interruptAfterTimeLimit: 100 });`,
      ...imports,
    ].join('\n'),
    resolveDir: process.cwd(),
  },
  outfile: 'mutationTests.mjs',
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  logLevel: 'error',
});
