/** One suite: files, a way to run them, a count. However the run ends, a count comes out. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inRoot, inScratch, root } from './paths.mjs';
import { describe } from './problem.mjs';
import { startProgram } from './programs.mjs';
import { seconds } from './progress.mjs';
import { SuiteFollower } from './suiteEvents.mjs';

/** What could not run is one failed test. */
export const failure = (reason) => ({ passed: 0, failed: 1, skipped: 0, reason });

/** The compiled test files of a suite, in a stable order. */
export async function testFiles(suite) {
  const folder = inRoot('out', 'test', suite);
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sources = new Set(await readdir(inRoot('test', suite), { recursive: true }).catch(() => []));
  return names
    .filter((name) => name.endsWith('.test.js') && sources.has(name.replace(/\.js$/, '.ts')))
    .sort()
    .map((name) => join(folder, name));
}

/**
 * Starts a run that writes its events to a file, follows the file, and gives the run up when
 * nothing has been appended for `silence` milliseconds. `launch` gets the file and an abort
 * signal; it resolves, to how, when its process has ended. `mayBeEmpty` is for a run that a grep narrows.
 */
export async function followRun(name, launch, { silence = 120_000, mayBeEmpty = false } = {}) {
  const eventsFile = inScratch('events', `${name}.jsonl`);
  await mkdir(inScratch('events'), { recursive: true });
  await rm(eventsFile, { force: true });
  const follower = new SuiteFollower(eventsFile);
  const abort = new AbortController();
  let over;
  const launched = launch(eventsFile, abort.signal).then(
    (how) => {
      over = how;
    },
    (error) => {
      over = describe(error);
    },
  );
  let seen = -1;
  let since = Date.now();
  while (!follower.ended && over === undefined && Date.now() - since < silence) {
    await wait(150);
    await follower.poll();
    if (follower.progress !== seen) [seen, since] = [follower.progress, Date.now()];
  }
  abort.abort();
  await Promise.race([launched, wait(10_000, undefined, { ref: false })]);
  await follower.poll();
  return verdict(follower, over ?? `nothing was heard for ${seconds(silence)}`, mayBeEmpty);
}

function verdict(follower, over, mayBeEmpty) {
  const { passed, failed, skipped, ended, running } = follower;
  if (ended && (mayBeEmpty || passed + failed > 0)) return { passed, failed, skipped };
  const where = running ? ` after "${running}" had begun` : ' before any test had begun';
  const reason = ended ? 'the suite holds no test that ran' : `the suite did not finish${where}: ${over}`;
  return { passed, failed: failed + 1, skipped, reason };
}

/** Runs a suite that needs no editor in a Node process of its own, with all that its tests start. */
export async function runInNode(name, { timeout, grep, env, files }) {
  const list = files ?? (await testFiles(name));
  if (list.length === 0) return failure(`there is no test in test/${name}`);
  const child = inRoot('out', 'test', 'support', 'mochaChild.js');
  const launch = async (eventsFile, signal) => {
    const options = JSON.stringify({ files: list, eventsFile, timeout, grep });
    const suite = startProgram(name, process.execPath, ['--enable-source-maps', child, options], {
      logFile: inScratch('logs', `suite-${name}.log`),
      cwd: root,
      env: { ...process.env, ...env },
    });
    await Promise.race([suite.exit, aborted(signal)]);
    await suite.stop();
    return `its process ended\n${suite.output().slice(-8_000)}`;
  };
  return followRun(name, launch, { mayBeEmpty: grep !== undefined });
}

/** For a launcher whose process does not end by itself when the suite has. */
export const aborted = (signal) =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', resolve);
  });
