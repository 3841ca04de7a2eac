/**
 * Stryker's test runner for the bundle of pure tests: mocha in the same process, and for each mutant only the tests
 * that come by it. Stryker's command runner would start a process and run every test for each, which takes forty
 * times as long.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import Mocha from 'mocha';

/** What the mutants look at to know which of them is on, and where they note who came by. */
const switchboard = () => {
  globalThis.__stryker__ ??= {};
  return globalThis.__stryker__;
};

/** Tests of how long something takes say little of a change, and take long. */
const OF_TIME = /linear|64 KiB|endless/;

class Silent extends Mocha.reporters.Base {}

class InProcess {
  #mocha;

  /** A module is loaded once in a process: what runs while it loads needs a new one, and Stryker starts it. */
  capabilities() {
    return { reloadEnvironment: false };
  }

  async dryRun() {
    await this.#load();
    const tests = await this.#run({ bail: false });
    return { status: DryRunStatus.Complete, tests, mutantCoverage: switchboard().mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, mutantActivation, hitLimit, disableBail }) {
    const board = switchboard();
    board.hitLimit = hitLimit;
    board.hitCount = hitLimit === undefined ? undefined : 0;
    board.activeMutant = mutantActivation === 'static' ? activeMutant.id : undefined;
    try {
      await this.#load();
    } catch (error) {
      // A mutant with which the module cannot even be loaded is found by whoever loads it.
      return toMutantRunResult({ status: DryRunStatus.Complete, tests: [failed('loading', 0, error)] });
    }
    board.activeMutant = activeMutant.id;
    const tests = await this.#run({ bail: !disableBail, only: testFilter && new Set(testFilter) });
    const endless = determineHitLimitReached(board.hitCount, board.hitLimit);
    return toMutantRunResult(endless ?? { status: DryRunStatus.Complete, tests });
  }

  async #load() {
    if (this.#mocha !== undefined) return;
    const mocha = new Mocha({ ui: 'bdd', timeout: 20_000, reporter: Silent, cleanReferencesAfterRun: false });
    mocha.cleanReferencesAfterRun(false);
    const file = join(process.cwd(), 'mutationTests.mjs');
    mocha.suite.emit('pre-require', globalThis, file, mocha);
    await import(pathToFileURL(file).href);
    this.#mocha = mocha;
  }

  #run({ bail, only }) {
    const mocha = this.#mocha;
    for (const suite of suitesIn(mocha.suite)) suite.bail(bail);
    // Mocha asks it as it would ask a regular expression.
    mocha.options.grep = { test: (title) => !OF_TIME.test(title) && (only?.has(title) ?? true) };
    return new Promise((resolve) => {
      const found = new Map();
      const runner = mocha.run(() => resolve([...found.values()]));
      runner.on('test', (test) => {
        switchboard().currentTestId = test.fullTitle();
      });
      runner.on('test end', () => {
        switchboard().currentTestId = undefined;
      });
      runner.on('pass', (test) => keep(found, passed(test.fullTitle(), test.duration ?? 0)));
      runner.on('fail', (test, error) => keep(found, failed(test.fullTitle(), test.duration ?? 0, error)));
    });
  }
}

const suitesIn = (suite) => [suite, ...suite.suites.flatMap(suitesIn)];

const passed = (title, timeSpentMs) => ({ id: title, name: title, status: TestStatus.Success, timeSpentMs });
const failed = (title, timeSpentMs, error) => ({
  id: title,
  name: title,
  status: TestStatus.Failed,
  timeSpentMs,
  failureMessage: String(error?.message ?? error).slice(0, 200),
});

/** Tests of one title count as one, which fails when one of them does. */
function keep(found, result) {
  if (found.get(result.id)?.status !== TestStatus.Failed) found.set(result.id, result);
}

export const strykerPlugins = [
  declareFactoryPlugin(
    PluginKind.TestRunner,
    'in-process',
    Object.assign(() => new InProcess(), { inject: [] }),
  ),
];
