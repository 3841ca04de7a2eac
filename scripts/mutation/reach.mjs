/** Which tests can notice a change of a file: those whose imports lead to it. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Tests of many situations, each with the text that it reads, which is recorded anew with the code and so is no part of
 * a key. They take long, and are asked about the inner rooms that they are of.
 */
const tables = {
  'test/pure/conditional/apis.test.ts': { reads: 'test/corpus/apis.txt', rooms: /\/vendors\// },
  'test/pure/conditional/catalogue.test.ts': {
    reads: ['test/corpus/causes.txt', 'test/corpus/probes.txt'],
    rooms: /\/explanation\//,
  },
  'test/pure/conditional/learned.test.ts': {
    reads: 'test/corpus/learned.txt',
    rooms: /\/(?:memory|traits)\/|learnVendor/,
  },
  'test/pure/conditional/responses.test.ts': { reads: 'test/corpus/responses.txt', rooms: /\/responses\// },
  'test/pure/conditional/told.test.ts': {
    reads: ['test/corpus/explanations.txt', 'test/corpus/answers.txt'],
    rooms: /\/explanation\//,
  },
};

/** What tests read besides what they import. */
export const readByTests = Object.values(tables).flatMap(({ reads }) => reads);

const isAskedAbout = (test, file) => file.startsWith('test') || (tables[test]?.rooms.test(file) ?? true);

/** The test files of a room, as paths from `root`. */
export async function testFiles(root, room) {
  const folder = join('test', 'pure', room);
  const names = await readdir(join(root, folder), { recursive: true });
  return names
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => join(folder, name));
}

/** How many imports lie between the test and each file that it reaches: `{ 'src/core/http/method.ts': 1, … }`. */
function distancesFrom(test, inputs) {
  const found = { [test]: 0 };
  // Walks on while it grows: near files come before far ones.
  const queue = [test];
  for (const file of queue) {
    for (const { path, external } of inputs[file]?.imports ?? []) {
      if (external || path in found) continue;
      found[path] = found[file] + 1;
      queue.push(path);
    }
  }
  return found;
}

/** For each test file what it reaches, and how far that is. Imports of types do not count. */
export async function reachOf(root, tests) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: tests,
    outdir: 'out',
    write: false,
    metafile: true,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  const reached = (test) =>
    Object.entries(distancesFrom(test, metafile.inputs)).filter(([file]) => isAskedAbout(test, file));
  return Object.fromEntries(tests.map((test) => [test, Object.fromEntries(reached(test))]));
}

/** One name for the texts of a file and of tests, with what the tests import from among the tests. */
export async function keyOf(root, file, tests, reach) {
  const told = tests
    .flatMap((test) => Object.keys(reach[test] ?? { [test]: 0 }))
    .filter((each) => each.startsWith('test'));
  const hash = createHash('sha256');
  for (const each of [file, ...[...new Set(told)].sort()]) {
    hash.update(each).update(await readFile(join(root, each)).catch(() => 'gone'));
  }
  return hash.digest('hex');
}
