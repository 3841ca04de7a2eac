/** Adds up suites and says the last line, by which a machine reads the outcome. */
import { describe } from './problem.mjs';
import { seconds } from './progress.mjs';
import { failure } from './suite.mjs';

export class Tally {
  #passed = 0;
  #failed = 0;
  #skipped = 0;
  #rows = [];

  /** Runs one suite; an exception in its launcher counts like a failed test. */
  async suite(name, work) {
    const started = Date.now();
    console.log(`\n${name}`);
    const result = await work().catch((error) => failure(describe(error)));
    this.add(name, result, `, ${seconds(Date.now() - started)}`);
  }

  add(name, result, time = '') {
    if (result.reason) console.log(`    FAILED  ${name}: ${result.reason}`);
    this.#passed += result.passed;
    this.#failed += result.failed;
    this.#skipped += result.skipped;
    const row = `${name}: ${counts(result)}${time}`;
    this.#rows.push(row);
    console.log(`  ${row}`);
  }

  /** Prints the summary; the number is the exit code. */
  finish() {
    console.log(`\n${this.#rows.map((row) => `  ${row}`).join('\n')}`);
    console.log(counts({ passed: this.#passed, failed: this.#failed, skipped: this.#skipped }));
    return this.#failed > 0 ? 1 : 0;
  }
}

const counts = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
