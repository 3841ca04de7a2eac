import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { HistoryEntry } from '../exchange/history/historyEntry.ts';
import { readEntry, storeEntry } from '../exchange/history/storedEntry.ts';
import { writeAtomically } from './writeAtomically.ts';

/** How much of a history is kept. */
export interface HistoryLimits {
  readonly entries: number;
  /** All files together. */
  readonly bytes: number;
}

export const HISTORY_LIMITS: HistoryLimits = { entries: 500, bytes: 16_777_216 };

const NAME = /^([0-9a-z]{9,12}-[0-9a-f]{8})\.json$/;

interface Kept {
  readonly entry: HistoryEntry;
  readonly size: number;
}

/**
 * The history as files of a folder, one for each exchange, read when it is first asked for. The oldest go when there
 * are too many. Writing goes on in the background; `report` hears once of a folder that cannot be written, and of
 * nothing else is anything lost by it than the history. What cannot be read is passed over.
 */
export class HistoryFolder {
  readonly #folder: string;
  readonly #report: (error: unknown) => void;
  readonly #limits: HistoryLimits;
  /** In the order of their ids. */
  #kept: Promise<Map<string, Kept>> | undefined;
  #work: Promise<void> = Promise.resolve();
  #reported: 'yes' | 'no' = 'no';

  constructor(folder: string, report: (error: unknown) => void, limits: HistoryLimits = HISTORY_LIMITS) {
    this.#folder = folder;
    this.#report = report;
    this.#limits = limits;
  }

  /** An id for an exchange that began then, in epoch milliseconds: later ones sort after it. */
  idAt(startedAt: number): string {
    return `${Math.round(startedAt).toString(36).padStart(9, '0')}-${randomBytes(4).toString('hex')}`;
  }

  /** The oldest first; none where the folder cannot be read. */
  async entries(): Promise<readonly HistoryEntry[]> {
    let found: readonly HistoryEntry[] = [];
    this.#later(async () => {
      found = [...(await this.#all()).values()].map(({ entry }) => entry);
    });
    await this.#work;
    return found;
  }

  keep(entry: HistoryEntry): void {
    this.#later(async () => {
      const kept = await this.#all();
      const text = storeEntry(entry);
      const size = Buffer.byteLength(text);
      if (size > this.#limits.bytes) return;
      kept.set(entry.id, { entry, size });
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeAtomically(this.#fileOf(entry.id), text);
      await this.#evict(kept);
    });
  }

  /** Removes these. */
  async remove(ids: readonly string[]): Promise<void> {
    this.#later(async () => {
      const kept = await this.#all();
      for (const id of ids) await this.#drop(kept, id);
    });
    await this.#work;
  }

  /** Removes everything, also what could not be read. */
  async clear(): Promise<void> {
    this.#later(async () => {
      await rm(this.#folder, { recursive: true, force: true });
      this.#kept = Promise.resolve(new Map());
    });
    await this.#work;
  }

  /** When everything is written. */
  async settled(): Promise<void> {
    await this.#work;
  }

  #later(job: () => Promise<void>): void {
    this.#work = this.#work.then(job).catch((error: unknown) => {
      if (this.#reported === 'no') this.#report(error);
      this.#reported = 'yes';
    });
  }

  async #evict(kept: Map<string, Kept>): Promise<void> {
    let total = [...kept.values()].reduce((sum, { size }) => sum + size, 0);
    for (const [id, { size }] of kept) {
      if (kept.size <= this.#limits.entries && total <= this.#limits.bytes) return;
      total -= size;
      await this.#drop(kept, id);
    }
  }

  async #drop(kept: Map<string, Kept>, id: string): Promise<void> {
    if (!kept.delete(id)) return;
    await rm(this.#fileOf(id), { force: true });
  }

  #all(): Promise<Map<string, Kept>> {
    this.#kept ??= this.#load();
    return this.#kept;
  }

  async #load(): Promise<Map<string, Kept>> {
    const kept = new Map<string, Kept>();
    for (const name of await namesIn(this.#folder)) {
      const id = NAME.exec(name)?.[1];
      const text = id === undefined ? '' : await readFile(join(this.#folder, name), 'utf8').catch(() => '');
      const entry = readEntry(text);
      if (entry !== undefined && entry.id === id) kept.set(id, { entry, size: Buffer.byteLength(text) });
    }
    return kept;
  }

  #fileOf(id: string): string {
    return join(this.#folder, `${id}.json`);
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
