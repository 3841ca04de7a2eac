/**
 * `npm run mutation`: changes core/http and core/conditional in every small way that Stryker knows, and asks the pure
 * tests of the room whether they notice. Inner room by inner room: a file keeps its result until it or a test that
 * could say more about it changes, so a run can be stopped and taken up again. Names narrow it:
 * `npm run mutation -- judgeTags`. `--again` takes nothing for granted, `--kept` measures nothing, `--survivors` prints
 * what nobody noticed. Writes docs/mutation.md.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { run } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { inRoot, inScratch, root } from './lib/paths.mjs';
import { main } from './lib/problem.mjs';
import { step } from './lib/progress.mjs';
import { isOpen, mutationPage, score, survivorsOf } from './mutation/page.mjs';
import { keyOf, reachOf, readByTests, testFiles } from './mutation/reach.mjs';

const rooms = ['http', 'conditional'];
const stryker = inRoot('node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
const inReports = (...parts) => inScratch('mutation', ...parts);

/** Tables of words for people: what a test could notice there is the same text a second time. */
const isWords = (file) => file.includes('fieldCatalogue');

async function sourcesOf(room) {
  const folder = join('src', 'core', room);
  const names = await readdir(inRoot(folder), { recursive: true });
  return names
    .filter((name) => name.endsWith('.ts') && !isWords(name))
    .sort()
    .map((name) => join(folder, name));
}

/** So many files are changed in one run: more would share what a run costs at its start, fewer lose less of a run that is stopped. */
const TOGETHER = 12;

const reportOf = (file) =>
  inReports(`${relative('src/core', file).replaceAll(/[/\\]/g, '-').replace(/\.ts$/, '')}.json`);

const reaching = (file, reach) => Object.keys(reach).filter((test) => file in reach[test]);

/**
 * What was found out about the file last. `older`: it, or a test that noticed one of its changes, is another now, so
 * the score may be too high. `open`: a test came or changed that might notice more, so the score may be too low.
 */
async function known(file, reach) {
  const text = await readFile(reportOf(file), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const report = JSON.parse(text);
  if (report.noticing === undefined) return undefined;
  const older = report.key !== (await keyOf(root, file, report.noticing, reach));
  const changed = report.widerKey !== (await keyOf(root, file, reaching(file, reach), reach));
  return { ...report, older, open: changed && report.mutants.some(isOpen) };
}

const settings = (room, files, report) => ({
  testRunner: 'in-process',
  plugins: [inRoot('scripts', 'mutation', 'runner.mjs')],
  mutate: files,
  buildCommand: `node scripts/mutation/bundle.mjs ${room} ${files.join(' ')}`,
  coverageAnalysis: 'perTest',
  concurrency: availableParallelism(),
  // Endless loops are found by counting their rounds. A busy machine is no reason to call a change noticed.
  timeoutMS: 30_000,
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: report },
  tempDirName: relative(root, inReports('sandboxes')),
  ignorePatterns: [
    '**',
    '!src/**',
    '!test/pure/**',
    '!test/support/**',
    ...readByTests.map((each) => `!${each}`),
    '!scripts/mutation/**',
    '!package.json',
  ],
  allowConsoleColors: false,
});

/** Stryker tells every ten seconds how far it is. */
const onOutput = (text) => process.stdout.write(text.replaceAll(/^(?=.)/gm, '    '));

async function mutate(room, files) {
  const report = inReports('report.json');
  const config = inReports('config.json');
  await rm(report, { force: true });
  await writeFile(config, JSON.stringify(settings(room, files, report)));
  await run(process.execPath, [stryker, 'run', config, '--logLevel', 'error'], { cwd: root, onOutput });
  return JSON.parse(await readFile(report, 'utf8'));
}

/** The test file of each test that Stryker knows by a number. */
function testFileById(testFiles) {
  const entries = Object.entries(testFiles ?? {});
  return new Map(entries.flatMap(([name, { tests }]) => tests.map(({ id }) => [id, name])));
}

const mutantOf = ({ status, mutatorName, replacement, location, static: atStart }) => ({
  status,
  mutatorName,
  replacement,
  line: location.start.line,
  static: atStart,
});

/** Measures files of one inner room together, and keeps what was found of each. A file of types has no changes. */
async function measure(room, files, reach) {
  const wider = await Promise.all(files.map((file) => keyOf(root, file, reaching(file, reach), reach)));
  const label = `${dirname(files[0])}: ${files.length === 1 ? '1 file' : `${files.length} files`}`;
  const found = await step(label, () => mutate(room, files));
  const tests = testFileById(found.testFiles);
  const measured = files.map(async (file, at) => {
    const mutants = found.files[file]?.mutants ?? [];
    const noticing = [...new Set(mutants.flatMap(({ killedBy = [] }) => killedBy.map((id) => tests.get(id))))].sort();
    const key = await keyOf(root, file, noticing, reach);
    const result = { file, room, key, widerKey: wider[at], noticing, mutants: mutants.map(mutantOf) };
    await writeFile(reportOf(file), JSON.stringify(result));
    console.log(`    ${file}: ${score(result.mutants)}`);
    return result;
  });
  return Promise.all(measured);
}

const inParts = (files) =>
  Array.from({ length: Math.ceil(files.length / TOGETHER) }, (_, at) =>
    files.slice(at * TOGETHER, (at + 1) * TOGETHER),
  );

async function roomResults(room, { isAsked, again, kept: keptOnly }) {
  const reach = await reachOf(root, await testFiles(root, room));
  const results = [];
  const innerRooms = new Map();
  for (const file of await sourcesOf(room)) {
    const kept = await known(file, reach);
    // What is held by the tests of other rooms alone is named as not measured.
    if (reaching(file, reach).length === 0) continue;
    const isDue = isAsked(file) && !keptOnly && (again || !kept || kept.older || kept.open);
    if (isDue) innerRooms.set(dirname(file), [...(innerRooms.get(dirname(file)) ?? []), file]);
    else if (kept) results.push(kept);
  }
  for (const files of [...innerRooms.values()].flatMap(inParts)) results.push(...(await measure(room, files, reach)));
  return results.sort((one, other) => one.file.localeCompare(other.file));
}

await main(async (args) => {
  const { values, positionals: names } = parseArgs({
    args,
    allowPositionals: true,
    options: { again: { type: 'boolean' }, kept: { type: 'boolean' }, survivors: { type: 'boolean' } },
  });
  await ensureDependencies();
  await mkdir(inReports(), { recursive: true });
  const isAsked = (file) => names.length === 0 || names.some((name) => file.includes(name));
  const results = [];
  for (const room of rooms) results.push(...(await roomResults(room, { ...values, isAsked })));
  if (values.survivors) {
    for (const result of results.filter(({ file }) => isAsked(file))) console.log(await survivorsOf(result));
  }
  const sources = (await Promise.all(rooms.map(sourcesOf))).flat();
  const missing = sources.filter((source) => !results.some(({ file }) => file === source));
  await writeFile(inRoot('docs', 'mutation.md'), mutationPage(results, missing));
});
