/**
 * Stryker's test runner for the bundle of pure tests: in the same process, and for each mutant only the tests that can
 * notice it, the nearest and quickest first. Stryker's command runner would start a process and run every test for
 * each, which takes some hundred times as long.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { openSuite } from './suite.mjs';

/** What the mutants look at to know which of them is on, and where they note who came by. */
const switchboard = () => {
  globalThis.__stryker__ ??= {};
  globalThis.__stryker__.hit ??= hit;
  return globalThis.__stryker__;
};

/** A mutant that is on says so each time: too often, and it keeps a loop from its end. */
function hit() {
  const board = switchboard();
  board.hitCount += 1;
  if (board.hitCount > board.hitLimit) throw new Error(`Hit count limit reached (${board.hitCount})`);
  return true;
}

/** Milliseconds beyond which a test waits until the quick ones had their look. */
const SLOW = 25;

/**
 * Milliseconds of work after which a change counts as unnoticed though slower tests have not been asked: some would find
 * it, most would not, and the score is then too low and never too high.
 */
const PATIENCE = 1_000;

const inSandbox = (name) => join(process.cwd(), name);
const read = (name) => JSON.parse(readFileSync(inSandbox(name), 'utf8'));

class InProcess {
  #suites = {};
  #tests;
  #reach;
  #known;

  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun() {
    const tests = (await run(this.#load('counting'), { bail: false })).filter((result) => !isSampledAmiss(result));
    const came = switchboard().mutantCoverage?.perTest ?? {};
    const known = Object.fromEntries(tests.map(({ id, timeSpentMs: ms }) => [id, { ms, comesBy: id in came }]));
    // Other workers start without a dry run of their own.
    writeFileSync(inSandbox('mutationTests.json'), JSON.stringify(known));
    return { status: DryRunStatus.Complete, tests, mutantCoverage: switchboard().mutantCoverage };
  }

  async mutantRun({
    activeMutant,
    sandboxFileName,
    testFilter,
    mutantActivation,
    hitLimit,
    disableBail,
    reloadEnvironment,
  }) {
    const board = switchboard();
    board.hitLimit = hitLimit;
    board.hitCount = hitLimit === undefined ? undefined : 0;
    board.activeMutant = mutantActivation === 'static' ? activeMutant.id : undefined;
    try {
      if (reloadEnvironment || this.#tests === undefined) this.#tests = this.#load('quick');
    } catch (error) {
      // A mutant with which the module cannot even be loaded is found by whoever loads it.
      return toMutantRunResult({
        status: DryRunStatus.Complete,
        tests: [failed({ title: 'loading', file: '' }, 0, error)],
      });
    }
    board.activeMutant = activeMutant.id;
    const tests = await run(this.#concerned(relative(process.cwd(), sandboxFileName), testFilter), {
      bail: !disableBail,
    });
    const endless = determineHitLimitReached(board.hitCount, board.hitLimit);
    return toMutantRunResult(endless ?? { status: DryRunStatus.Complete, tests });
  }

  #load(kind) {
    this.#suites[kind] ??= openSuite(process.cwd(), kind, switchboard());
    return this.#suites[kind].load();
  }

  /**
   * The tests that can notice a change of the file, in the order in which they are likely to do so soon. A slow one that
   * runs no line of the files that are changed is spared: were it wrong to, a change would count as unnoticed.
   */
  #concerned(file, titles) {
    this.#reach ??= read('mutationReach.json');
    this.#known ??= read('mutationTests.json');
    const wanted = titles && new Set(titles);
    const knownOf = ({ title }) => this.#known[title];
    const isConcerned = (test) => wanted?.has(test.title) ?? (knownOf(test).ms < SLOW || knownOf(test).comesBy);
    const rank = (test) => (knownOf(test).ms < SLOW ? this.#reach[test.file][file] : 100 + knownOf(test).ms);
    return this.#tests
      .filter((test) => knownOf(test) !== undefined && file in this.#reach[test.file] && isConcerned(test))
      .sort((one, other) => rank(one) - rank(other) || knownOf(one).ms - knownOf(other).ms);
  }
}

/** A property that wants to have met its premise more often than our few examples do is not asked. */
const isSampledAmiss = ({ failureMessage }) => /examples came as far/.test(failureMessage ?? '');

/** What each of the tests found; with `bail` until one fails. Tests of one title count as one. */
async function run(tests, { bail }) {
  const board = switchboard();
  const found = new Map();
  const start = process.cpuUsage();
  for (const test of tests) {
    if (bail && process.cpuUsage(start).user > PATIENCE * 1_000) break;
    board.currentTestId = test.title;
    const result = await resultOf(test);
    board.currentTestId = undefined;
    if (found.get(test.title)?.status !== TestStatus.Failed) found.set(test.title, result);
    if (bail && result.status === TestStatus.Failed) break;
  }
  return [...found.values()];
}

async function resultOf(test) {
  const start = performance.now();
  try {
    await test.act();
    return { ...told(test, performance.now() - start), status: TestStatus.Success };
  } catch (error) {
    return failed(test, performance.now() - start, error);
  }
}

const told = ({ title, file }, timeSpentMs) => ({ id: title, name: title, fileName: inSandbox(file), timeSpentMs });
const failed = (test, timeSpentMs, error) => ({
  ...told(test, timeSpentMs),
  status: TestStatus.Failed,
  failureMessage: String(error?.message ?? error).slice(0, 200),
});

export const strykerPlugins = [
  declareFactoryPlugin(
    PluginKind.TestRunner,
    'in-process',
    Object.assign(() => new InProcess(), { inject: [] }),
  ),
];
