/**
 * `npm run mutation`: changes core/http and core/conditional in every small way that Stryker knows, and asks the pure
 * tests of the room whether they notice. File by file: one whose text and tests are as they were keeps its result, so
 * a run can be stopped and taken up again. Names narrow it: `npm run mutation -- judgeTags`. `--again` takes nothing
 * for granted, `--survivors` prints what nobody noticed. Writes docs/mutation.md.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { run } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { inRoot, inScratch, root } from './lib/paths.mjs';
import { main } from './lib/problem.mjs';
import { step } from './lib/progress.mjs';
import { mutationPage, score, survivorsOf } from './mutation/page.mjs';

const rooms = ['http', 'conditional'];
const stryker = inRoot('node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
const inReports = (...parts) => inScratch('mutation', ...parts);

async function filesBelow(folder, ending) {
  const names = await readdir(inRoot(folder), { recursive: true });
  return names
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name));
}

async function digest(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(inRoot(file)));
  return hash.digest('hex');
}

/** Tables of words for people: what a test could notice there is the same text a second time. */
const isWords = (file) => file.includes('fieldCatalogue');

const slug = (file) => relative('src/core', file).replaceAll(/[/\\]/g, '-').replace(/\.ts$/, '');

/** What was found out about the file last; `older` when it or its tests have changed since. */
async function known(file, key) {
  const kept = await readFile(inReports(`${slug(file)}.json`), 'utf8').catch(() => undefined);
  const report = kept && JSON.parse(kept);
  return report && { ...report, older: report.key !== key };
}

const settings = (room, file, report) => ({
  testRunner: 'in-process',
  plugins: [inRoot('scripts', 'mutation', 'runner.mjs')],
  mutate: [file],
  buildCommand: `node scripts/mutation/bundle.mjs ${room}`,
  coverageAnalysis: 'perTest',
  concurrency: Math.max(1, Math.floor(availableParallelism() / 2)),
  timeoutMS: 3_000,
  reporters: ['json'],
  jsonReporter: { fileName: report },
  tempDirName: relative(root, inReports('sandboxes')),
  ignorePatterns: ['**', '!src/core/**', '!test/pure/**', '!test/support/**', '!scripts/mutation/**', '!package.json'],
  allowConsoleColors: false,
});

async function mutate(room, file) {
  const report = inReports('report.json');
  const config = inReports('config.json');
  await rm(report, { force: true });
  await writeFile(config, JSON.stringify(settings(room, file, report)));
  await run(process.execPath, [stryker, 'run', config, '--logLevel', 'error'], { cwd: root });
  const { files } = JSON.parse(await readFile(report, 'utf8'));
  return Object.values(files)[0];
}

async function resultOf(room, file, key) {
  const found = await step(file, () => mutate(room, file));
  const mutants = (found?.mutants ?? []).map(({ status, mutatorName, replacement, location, static: atStart }) => ({
    status,
    mutatorName,
    replacement,
    line: location.start.line,
    static: atStart,
  }));
  const result = { file, room, key, mutants };
  await writeFile(inReports(`${slug(file)}.json`), JSON.stringify(result));
  return result;
}

/** A file of types alone has nothing to change. */
async function roomResults(room, { names, again }) {
  const tests = await filesBelow(join('test', 'pure', room), '.ts');
  const results = [];
  for (const file of (await filesBelow(join('src', 'core', room), '.ts')).filter((each) => !isWords(each))) {
    const key = await digest([file, ...tests]);
    const kept = await known(file, key);
    const wanted = names.length === 0 || names.some((name) => file.includes(name));
    if (kept && !kept.older && !(again && wanted)) results.push(kept);
    else if (!wanted) results.push(...(kept ? [kept] : []));
    else {
      const result = await resultOf(room, file, key);
      console.log(`    ${score(result.mutants)}`);
      results.push(result);
    }
  }
  return results;
}

await main(async (args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { again: { type: 'boolean' }, survivors: { type: 'boolean' } },
  });
  await ensureDependencies();
  await mkdir(inReports(), { recursive: true });
  const results = [];
  for (const room of rooms) results.push(...(await roomResults(room, { names: positionals, again: values.again })));
  if (values.survivors) {
    const shown = results.filter(
      ({ file }) => positionals.length === 0 || positionals.some((name) => file.includes(name)),
    );
    for (const result of shown) console.log(await survivorsOf(result));
  }
  await writeFile(inRoot('docs', 'mutation.md'), mutationPage(results));
});
