/**
 * The bundle of pure tests, loaded in a few milliseconds and as often as one likes: a mutant that is at work while a
 * module loads needs the modules anew, and a new process for each takes a hundred times as long. Mocha's `describe`
 * and `it` are told here in a few lines, for the pure tests know no hooks.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';

/** What a test or a group of them says of its own patience; Stryker has the watch. */
const PATIENT = { timeout() {} };
/** A property is tried as often on a busy machine as on an idle one, and a failure is not made small for readers. */
const TRIES = 150;
/** Tests of how long something takes say little of a change, and take long. */
const OF_TIME = /linear|64 KiB|endless/;

function sampledProperties(fc) {
  const assert = (property, asked) => {
    const numRuns = Math.min(asked?.numRuns ?? 100, TRIES);
    return fc.assert(property, { ...asked, numRuns, seed: 1109110, endOnFailure: true });
  };
  return { ...fc, assert };
}

/**
 * The script where nobody needs to know who came by: no calls that count, and of those that ask whether a mutant is on
 * just the comparison. It runs in a third of the time.
 */
const withoutCounting = (script) =>
  script
    .replaceAll(/\bstryCov_9fa48\d*\((?:"\d+"(?:,\s*)?)+\)/g, '0')
    .replaceAll(/\bstryMutAct_9fa48\d*\(("\d+")\)/g, '(switchboard.activeMutant === $1 && switchboard.hit())');

/**
 * The script of a sandbox, compiled once. `load` runs it: the tests of a fresh copy of every module. A suite that is
 * `counting` notes which mutants a test comes by, one that is `quick` does not.
 */
export function openSuite(sandbox, kind, switchboard) {
  const require = createRequire(join(sandbox, 'package.json'));
  const fastCheck = sampledProperties(require('fast-check'));
  const parameters = ['switchboard', 'require', 'module', 'exports', 'describe', 'it', 'entering'];
  const script = readFileSync(join(sandbox, 'mutationTests.cjs'), 'utf8');
  const evaluate = compileFunction(kind === 'quick' ? withoutCounting(script) : script, parameters);
  return {
    load() {
      const { tests, words } = collector();
      const imports = { 'fast-check': fastCheck, mocha: words };
      const module = { exports: {} };
      evaluate(
        switchboard,
        (name) => imports[name] ?? require(name),
        module,
        module.exports,
        words.describe,
        words.it,
        words.entering,
      );
      return tests;
    },
  };
}

/** `describe` and `it`, and the tests that were told with them: `{ title, file, act }`. */
function collector() {
  const tests = [];
  const titles = [];
  let file = '';
  const describe = (title, tell) => {
    titles.push(title);
    tell.call(PATIENT);
    titles.pop();
    return PATIENT;
  };
  const it = (name, act) => {
    const title = [...titles, name].join(' ');
    if (!OF_TIME.test(title)) tests.push({ title, file, act: () => act.call(PATIENT) });
    return PATIENT;
  };
  const entering = (name) => {
    file = name;
  };
  return { tests, words: { describe, it, entering } };
}
