import type { Line } from './line.ts';

/** Connections kept for one origin, and in all. */
const KEPT_FOR_ONE = 6;
const KEPT_IN_ALL = 32;

/**
 * Connections that wait for another request. Who may have one is not decided here: only a request whose repetition
 * changes nothing is ever sent on a kept connection (`attempt.ts` says why).
 */
export class Pool {
  readonly #free = new Map<string, Line[]>();
  #count = 0;

  /** A connection that is still open, the one used last first. */
  take(key: string): Line | undefined {
    const lines = this.#free.get(key);
    for (let line = lines?.pop(); line !== undefined; line = lines?.pop()) {
      this.#count -= 1;
      if (line.isFree) {
        line.again();
        return line;
      }
      line.close();
    }
    return undefined;
  }

  /** Keeps the connection, unless it has ended or there are enough. */
  keep(key: string, line: Line): void {
    const lines = this.#free.get(key) ?? [];
    if (!line.isFree || lines.length >= KEPT_FOR_ONE || this.#count >= KEPT_IN_ALL) {
      line.close();
      return;
    }
    this.#free.set(key, lines);
    lines.push(line);
    this.#count += 1;
    line.onClose(() => this.#drop(key, line));
  }

  close(): void {
    for (const lines of this.#free.values()) for (const line of lines) line.close();
    this.#free.clear();
    this.#count = 0;
  }

  #drop(key: string, line: Line): void {
    const lines = this.#free.get(key);
    const index = lines?.indexOf(line) ?? -1;
    if (lines === undefined || index === -1) return;
    lines.splice(index, 1);
    this.#count -= 1;
    if (lines.length === 0) this.#free.delete(key);
  }
}
