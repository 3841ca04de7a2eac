import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BodyStore } from '../exchange/ports.ts';

/** All bodies together; the least recently used go first. */
export const BODIES_LIMIT = 67_108_864;
/** A larger one is not kept: it would push many others out. */
export const LARGEST_BODY = 4_194_304;

const NAME = /^[0-9a-f]{64}$/;

interface Kept {
  readonly size: number;
  readonly usedAt: number;
}

/**
 * Bodies as files of a folder, each named by the SHA-256 of its bytes, so that equal ones are kept once and a damaged
 * one is told. Writing goes on in the background; reading waits for it. A folder that cannot be written keeps nothing,
 * and `report` hears of it once.
 */
export class BodyFolder implements BodyStore {
  readonly #folder: string;
  readonly #limit: number;
  readonly #report: (error: unknown) => void;
  /** In the order of use. */
  #kept: Map<string, Kept> | undefined;
  #work: Promise<void> = Promise.resolve();
  #reported: 'yes' | 'no' = 'no';

  constructor(folder: string, report: (error: unknown) => void, limit: number = BODIES_LIMIT) {
    this.#folder = folder;
    this.#report = report;
    this.#limit = limit;
  }

  keep(content: Uint8Array): string | undefined {
    if (content.length === 0 || content.length > Math.min(LARGEST_BODY, this.#limit)) return undefined;
    const hash = hashOf(content);
    this.#later(() => this.#write(hash, content));
    return hash;
  }

  async read(hash: string): Promise<Uint8Array | undefined> {
    if (!NAME.test(hash)) return undefined;
    await this.#work;
    const content = await absentAsUndefined(readFile(this.#fileOf(hash)));
    if (content === undefined) return undefined;
    if (hashOf(content) !== hash) {
      await rm(this.#fileOf(hash), { force: true });
      return undefined;
    }
    this.#later(() => this.#touch(hash, content.length));
    return content;
  }

  /** Removes everything. */
  async clear(): Promise<void> {
    this.#later(async () => {
      await rm(this.#folder, { recursive: true, force: true });
      this.#kept = undefined;
    });
    await this.#work;
  }

  /** When everything is written. */
  async settled(): Promise<void> {
    await this.#work;
  }

  /** One after the other; a failure is told once, and costs a body and nothing else. */
  #later(job: () => Promise<void>): void {
    this.#work = this.#work.then(job).catch((error: unknown) => {
      if (this.#reported === 'no') this.#report(error);
      this.#reported = 'yes';
    });
  }

  async #write(hash: string, content: Uint8Array): Promise<void> {
    const kept = await this.#index();
    if (kept.has(hash)) return this.#touch(hash, content.length);
    const file = this.#fileOf(hash);
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await writeFile(`${file}.${process.pid}.tmp`, content, { mode: 0o600 });
    await rename(`${file}.${process.pid}.tmp`, file);
    kept.set(hash, { size: content.length, usedAt: Date.now() });
    await this.#evict(kept);
  }

  async #touch(hash: string, size: number): Promise<void> {
    const kept = await this.#index();
    const now = new Date();
    await absentAsUndefined(utimes(this.#fileOf(hash), now, now));
    kept.delete(hash);
    kept.set(hash, { size, usedAt: now.getTime() });
  }

  async #evict(kept: Map<string, Kept>): Promise<void> {
    let total = [...kept.values()].reduce((sum, { size }) => sum + size, 0);
    for (const [hash, { size }] of kept) {
      if (total <= this.#limit) return;
      await rm(this.#fileOf(hash), { force: true });
      kept.delete(hash);
      total -= size;
    }
  }

  /** What is there, read once. Drafts that a crash left behind are removed. */
  async #index(): Promise<Map<string, Kept>> {
    if (this.#kept !== undefined) return this.#kept;
    const names = (await absentAsUndefined(readdir(this.#folder))) ?? [];
    const found: [string, Kept][] = [];
    for (const name of names) {
      const file = join(this.#folder, name);
      const { size, mtimeMs } = (await absentAsUndefined(stat(file))) ?? { size: 0, mtimeMs: 0 };
      if (NAME.test(name)) found.push([name, { size, usedAt: mtimeMs }]);
      else if (/\.tmp$/.test(name) && Date.now() - mtimeMs > 3_600_000) await rm(file, { force: true });
    }
    this.#kept = new Map(found.sort(([, a], [, b]) => a.usedAt - b.usedAt));
    return this.#kept;
  }

  #fileOf(hash: string): string {
    return join(this.#folder, hash);
  }
}

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** What is not there is no failure. */
async function absentAsUndefined<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
