/**
 * Follows the events file of a mocha run (test/support/mochaEvents.ts writes it), prints what a
 * reader wants to see while it happens, and counts.
 */
import { open } from 'node:fs/promises';

const heartbeat = 5_000;

const indented = (text) => text.replace(/^/gm, '      ');

export class SuiteFollower {
  #file;
  #offset = 0;
  #rest = '';
  #lastLine = Date.now();
  passed = 0;
  failed = 0;
  skipped = 0;
  total = 0;
  ended = false;
  /** The test that runs now; after a death, the one that was running. */
  running = '';

  constructor(file) {
    this.#file = file;
  }

  get counted() {
    return this.passed + this.failed + this.skipped;
  }

  /** Grows with everything that is heard. */
  get progress() {
    return this.#offset;
  }

  /** Reads what was appended since the last call. */
  async poll() {
    const handle = await open(this.#file).catch(() => undefined);
    if (!handle) return;
    try {
      const { size } = await handle.stat();
      const { buffer, bytesRead } = await handle.read(
        Buffer.alloc(size - this.#offset),
        0,
        size - this.#offset,
        this.#offset,
      );
      this.#offset += bytesRead;
      const lines = (this.#rest + buffer.toString('utf8', 0, bytesRead)).split('\n');
      this.#rest = lines.pop();
      for (const line of lines) this.#take(JSON.parse(line));
    } finally {
      await handle.close();
    }
    this.#beat();
  }

  #take(event) {
    if (event.event === 'start') this.total = event.total;
    if (event.event === 'begin') this.running = event.title;
    if (event.event === 'end') this.ended = true;
    if (event.event in { passed: 1, failed: 1, skipped: 1 }) this[event.event] += 1;
    if (event.event === 'failed') this.#print(`    FAILED  ${event.title}\n${indented(event.error)}`);
    if (event.event === 'skipped') this.#print(`    skipped ${event.title}`);
  }

  #beat() {
    if (Date.now() - this.#lastLine < heartbeat || this.ended) return;
    const of = this.total ? `${this.counted} of ${this.total}` : 'starting';
    this.#print(`    ${of}${this.running ? `, now: ${this.running}` : ''}`);
  }

  #print(text) {
    this.#lastLine = Date.now();
    console.log(text);
  }
}
