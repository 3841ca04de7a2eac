import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { emptyMemory } from '../core/conditional/memory/memory.ts';
import { changedShards, joinMemories, storeShards } from '../core/conditional/memory/memoryShards.ts';
import type { Memory } from '../core/conditional/memory/record.ts';
import { loadMemory } from '../core/conditional/memory/storedMemory.ts';
import { asideName, writeAtomically } from './writeAtomically.ts';

/** What was wrong with the folder, or with a file in it, which is now under another name. */
export type MemoryTrouble =
  | { readonly kind: 'unreadable'; readonly why: string; readonly aside: string }
  | { readonly kind: 'not-saved'; readonly error: unknown };

const NAME = /^validators-(\d\d)\.json$/;
const nameOf = (shard: number): string => `validators-${String(shard).padStart(2, '0')}.json`;

/** How long changes are gathered before they are written, in milliseconds. */
export const SAVE_AFTER = 500;

/**
 * A memory kept as files of a folder, one for each part, so that a save writes only the parts that changed. Writes are
 * gathered and atomic. What cannot be read is kept aside under another name.
 */
export class MemoryFolder {
  readonly #folder: string;
  readonly #trouble: (trouble: MemoryTrouble) => void;
  #saved: Memory = emptyMemory;
  #wanted: Memory | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(folder: string, trouble: (trouble: MemoryTrouble) => void) {
    this.#folder = folder;
    this.#trouble = trouble;
  }

  /** Everything stored. Reads in the background: nothing waits for a long memory at activation. */
  async load(): Promise<Memory> {
    const parts: Memory[] = [];
    for (const name of await namesIn(this.#folder)) {
      const text = await readFile(join(this.#folder, name), 'utf8');
      const part = this.#read(name, text);
      if (part !== undefined) parts.push(part);
    }
    this.#saved = joinMemories(parts);
    return this.#saved;
  }

  /** Writes the memory's changed parts before long; the last one given counts. */
  save(memory: Memory): void {
    this.#wanted = memory;
    // Not put off again by each change: what is sent all the time is saved all the same.
    this.#timer ??= setTimeout(() => this.flush(), SAVE_AFTER).unref();
  }

  /** Writes at once what is still to be written. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const memory = this.#wanted;
    this.#wanted = undefined;
    if (memory === undefined) return;
    try {
      this.#write(memory);
      this.#saved = memory;
    } catch (error) {
      this.#trouble({ kind: 'not-saved', error });
    }
  }

  #write(memory: Memory): void {
    const changed = changedShards(this.#saved, memory);
    if (changed.size > 0) mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    for (const [shard, stored] of storeShards(memory, changed)) {
      const file = join(this.#folder, nameOf(shard));
      if (stored.resources.length === 0 && stored.origins.length === 0) rmSync(file, { force: true });
      else writeAtomically(file, `${JSON.stringify(stored)}\n`);
    }
  }

  #read(name: string, text: string): Memory | undefined {
    const loaded = loadText(text);
    if (loaded.kind === 'loaded') return loaded.memory;
    const file = join(this.#folder, name);
    const aside = asideName(file, Date.now());
    renameSync(file, aside);
    this.#trouble({ kind: 'unreadable', why: loaded.why, aside });
    return undefined;
  }
}

/** The memory in a text, or why there is none. */
export function loadText(text: string): ReturnType<typeof loadMemory> {
  try {
    return loadMemory(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'unreadable', why: 'it is not JSON' };
    throw error;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => NAME.test(name)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
