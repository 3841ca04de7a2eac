import { performance } from 'node:perf_hooks';
import type { Progress } from '../../core/http/progress.ts';

/** Milliseconds between two reports: what a person can follow. */
const INTERVAL = 100;

/** Reports how far content has come, not too often, with its speed of late. */
export class Meter {
  readonly #direction: Progress['direction'];
  readonly #total: number | undefined;
  readonly #report: (progress: Progress) => void;
  #last = { at: performance.now(), bytes: 0 };
  #speed = 0;

  constructor(direction: Progress['direction'], total: number | undefined, report: (progress: Progress) => void) {
    this.#direction = direction;
    this.#total = total;
    this.#report = report;
  }

  /** Bytes so far. */
  at(bytes: number): void {
    const now = performance.now();
    const since = now - this.#last.at;
    if (since < INTERVAL && bytes !== this.#total) return;
    const latest = ((bytes - this.#last.bytes) * 1000) / Math.max(since, 1);
    this.#speed = this.#speed === 0 ? latest : this.#speed * 0.7 + latest * 0.3;
    this.#last = { at: now, bytes };
    const left = this.#total === undefined ? undefined : this.#total - bytes;
    const remaining = left === undefined || this.#speed === 0 ? undefined : (left * 1000) / this.#speed;
    this.#report({ direction: this.#direction, bytes, total: this.#total, speed: this.#speed, remaining });
  }
}
