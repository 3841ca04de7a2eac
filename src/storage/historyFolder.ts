import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type HistoryEntry, targetOf } from '../exchange/history/historyEntry.ts';
import { readEntry, storeEntry } from '../exchange/history/storedEntry.ts';
import { writeWhole } from './writeAtomically.ts';

/** How much of a history is kept. */
export interface HistoryLimits {
  readonly entries: number;
  /** All files together. */
  readonly bytes: number;
}

export const HISTORY_LIMITS: HistoryLimits = { entries: 2000, bytes: 16_777_216 };

/**
 * The id, a digest of method and URL, and the size in bytes: what is asked of many entries is in their names, so that
 * the first send of a window need not open thousands of files.
 */
const NAME = /^([0-9a-z]{9,12}-[0-9a-f]{8})-([0-9a-f]{12})-([0-9a-z]{1,7})\.json$/;
const DRAFT = /\.tmp$/;
/** Nobody is still writing a draft of that age, in milliseconds. */
const ABANDONED = 3_600_000;
/** Files that are open at the same time. */
const AT_ONCE = 64;
/** A send is compared with the last comparable one: it is among so many, or long ago. */
const MOST_ALIKE = 50;

interface Named {
  readonly name: string;
  readonly id: string;
  readonly target: string;
  readonly size: number;
}

/**
 * The history as files of a folder, one for each exchange; other windows may write there too. The oldest go when there
 * are too many. Writing goes on in the background; `report` hears once of a folder that cannot be written, and of
 * nothing else is anything lost by it than the history. What cannot be read is passed over.
 */
export class HistoryFolder {
  readonly #folder: string;
  readonly #report: (error: unknown) => void;
  readonly #limits: HistoryLimits;
  /** What was read, by the names of files; undefined for what cannot be read. */
  readonly #read = new Map<string, HistoryEntry | undefined>();
  /** As last seen, in the order of time; grows in place, since each send looks at it. */
  #listed: Named[] | undefined;
  /** When the folder had changed last as it was listed, in milliseconds of its file system. */
  #listedAt: number | undefined;
  #bytes = 0;
  #work: Promise<void> = Promise.resolve();
  #reported: 'yes' | 'no' = 'no';
  /** How many ids were given. */
  #given = 0;

  constructor(folder: string, report: (error: unknown) => void, limits: HistoryLimits = HISTORY_LIMITS) {
    this.#folder = folder;
    this.#report = report;
    this.#limits = limits;
  }

  /** An id for an exchange that began then, in epoch milliseconds: later ones sort after it, also in one millisecond. */
  idAt(startedAt: number): string {
    const order = (this.#given & 0xffff).toString(16).padStart(4, '0');
    this.#given += 1;
    return `${Math.round(startedAt).toString(36).padStart(9, '0')}-${order}${randomBytes(2).toString('hex')}`;
  }

  /** The oldest first; none where the folder cannot be read. */
  entries(): Promise<readonly HistoryEntry[]> {
    return this.#among(() => this.#list());
  }

  /** The latest of those with the same method and URL as this one, the oldest first. */
  alike(entry: HistoryEntry): Promise<readonly HistoryEntry[]> {
    const wanted = digestOf(entry);
    return this.#among(async () => {
      const listed = await this.#current();
      return listed.filter(({ target }) => target === wanted).slice(-MOST_ALIKE);
    });
  }

  keep(entry: HistoryEntry): void {
    this.#later(async () => {
      const text = storeEntry(entry);
      const size = Buffer.byteLength(text);
      if (size > this.#limits.bytes) return;
      const listed = await this.#current();
      const target = digestOf(entry);
      const name = `${entry.id}-${target}-${size.toString(36)}.json`;
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await writeWhole(join(this.#folder, name), text);
      this.#read.set(name, entry);
      listed.push({ name, id: entry.id, target, size });
      this.#bytes += size;
      await this.#evict(listed);
      this.#listedAt = await changeOf(this.#folder);
    });
  }

  /** Removes these. */
  async remove(ids: readonly string[]): Promise<void> {
    const gone = new Set(ids);
    this.#later(async () => {
      for (const named of await this.#list()) if (gone.has(named.id)) await this.#drop(named);
      await this.#list();
    });
    await this.#work;
  }

  /** Removes everything, also what could not be read. */
  async clear(): Promise<void> {
    this.#later(async () => {
      // Another window may write there just now.
      await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
      this.#read.clear();
      this.#listed = undefined;
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

  async #among(wanted: () => Promise<readonly Named[]>): Promise<readonly HistoryEntry[]> {
    let found: readonly HistoryEntry[] = [];
    this.#later(async () => {
      found = await this.#open(await wanted());
    });
    await this.#work;
    return found;
  }

  /** So many files at a time: one by one takes longer, and all at once more files than may be open. */
  async #open(named: readonly Named[]): Promise<readonly HistoryEntry[]> {
    const unread = named.filter(({ name }) => !this.#read.has(name));
    for (let at = 0; at < unread.length; at += AT_ONCE) {
      await Promise.all(unread.slice(at, at + AT_ONCE).map((each) => this.#readOne(each)));
    }
    return named.flatMap(({ name }) => this.#read.get(name) ?? []);
  }

  async #readOne({ name, id }: Named): Promise<void> {
    const text = await readFile(join(this.#folder, name), 'utf8').catch(() => '');
    const entry = readEntry(text);
    this.#read.set(name, entry?.id === id ? entry : undefined);
  }

  /**
   * What is there as far as is known, looked through again only where another window has changed something: with
   * thousands of files that takes longer than most requests. What one keeps while we write shows when the next is kept.
   */
  async #current(): Promise<Named[]> {
    const known = this.#listedAt !== undefined && this.#listedAt === (await changeOf(this.#folder));
    return known && this.#listed !== undefined ? this.#listed : this.#list();
  }

  /** What is there now. Drafts that a crash left behind are removed, once. */
  async #list(): Promise<Named[]> {
    this.#listedAt = await changeOf(this.#folder);
    const names = (await namesIn(this.#folder)).sort();
    if (this.#listed === undefined) await this.#sweep(names.filter((name) => DRAFT.test(name)));
    const listed = names.flatMap((name): Named[] => {
      const [, id, target, size] = NAME.exec(name) ?? [];
      return id && target && size ? [{ name, id, target, size: Number.parseInt(size, 36) }] : [];
    });
    const there = new Set(names);
    for (const name of this.#read.keys()) if (!there.has(name)) this.#read.delete(name);
    this.#listed = listed;
    this.#bytes = listed.reduce((sum, { size }) => sum + size, 0);
    return listed;
  }

  async #sweep(drafts: readonly string[]): Promise<void> {
    for (const name of drafts) {
      const file = join(this.#folder, name);
      const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
      if (Date.now() - mtimeMs > ABANDONED) await rm(file, { force: true });
    }
  }

  async #evict(listed: Named[]): Promise<void> {
    while (listed.length > this.#limits.entries || this.#bytes > this.#limits.bytes) {
      const oldest = listed.shift();
      if (oldest === undefined) return;
      this.#bytes -= oldest.size;
      await this.#drop(oldest);
    }
  }

  async #drop({ name }: Named): Promise<void> {
    this.#read.delete(name);
    await rm(join(this.#folder, name), { force: true });
  }
}

const digestOf = (entry: HistoryEntry): string =>
  createHash('sha256').update(targetOf(entry)).digest('hex').slice(0, 12);

/** When anything was added to the folder or taken from it; undefined where that cannot be told. */
async function changeOf(folder: string): Promise<number | undefined> {
  const found = await stat(folder).catch(() => undefined);
  return found?.mtimeMs;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
