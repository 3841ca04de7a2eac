/**
 * The pure tests of one room that reach the named files, and with them the room, as one script. Stryker runs it in its
 * sandbox, where those files hold every mutant at once: `node scripts/mutation/bundle.mjs conditional <file>…`. Beside
 * it lies what each test file reaches, so that the runner asks the nearest tests first.
 */
import { writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { reachOf, testFiles } from './reach.mjs';

const [room = '', ...mutated] = process.argv.slice(2);
const root = process.cwd();
const reach = await reachOf(root, await testFiles(root, room));
const tests = Object.keys(reach).filter((test) => mutated.some((file) => file in reach[test]));

await build({
  stdin: {
    contents: tests
      .map((test) => `entering(${JSON.stringify(test)}); require(${JSON.stringify(`./${test}`)});`)
      .join('\n'),
    resolveDir: root,
  },
  outfile: 'mutationTests.cjs',
  bundle: true,
  format: 'cjs',
  platform: 'node',
  packages: 'external',
  logLevel: 'error',
});
await writeFile('mutationReach.json', JSON.stringify(Object.fromEntries(tests.map((test) => [test, reach[test]]))));
