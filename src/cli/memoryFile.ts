import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync, realpathSync, renameSync } from 'node:fs';
import { emptyMemory } from '../core/conditional/memory/memory.ts';
import type { Memory } from '../core/conditional/memory/record.ts';
import { loadMemory, storeMemory } from '../core/conditional/memory/storedMemory.ts';
import type { BodyStore, HashIdentity, MemoryStore } from '../exchange/ports.ts';
import { BodyFolder } from '../storage/bodyFolder.ts';
import { asideName, writeAtomically } from '../storage/writeAtomically.ts';
import { isAbsence } from './folderFiles.ts';
import { reasonOf } from './readInput.ts';
import { UsageError } from './usageError.ts';

/** A validator memory and the salt its identities are hashed with: without the salt they would match nothing. */
export interface MemoryHolder extends MemoryStore {
  readonly hashIdentity: HashIdentity;
  /** Contents beside the file; none for a memory of one run. */
  readonly bodies?: BodyStore;
}

/** A memory for one run. */
export function runMemory(): MemoryHolder {
  return holder(emptyMemory, newSalt(), () => {});
}

/**
 * A memory in a file, made when missing. Every write replaces the whole file, so no reader ever sees half of one. A
 * memory that is damaged, or newer than this program, is kept aside under another name, which `tell` hears of, and a
 * new one is begun. A file that is something else is refused and left alone: the name was a slip.
 */
export function fileMemory(file: string, tell: (line: string) => void): MemoryHolder {
  const text = readText(file);
  const { data, loaded } = text === undefined ? { data: undefined, loaded: undefined } : parsed(text);
  if (loaded?.kind === 'unreadable') {
    if (!isMeantAsMemory(text ?? '')) throw new UsageError(`${file} holds no validator memory: ${loaded.why}.`);
    setAside(file, loaded.why, tell);
  }
  const bodies = new BodyFolder(`${file}.bodies`, (error) => tell(`Contents are not kept: ${reasonOf(error)}.`));
  const salt = saltOf(data) ?? newSalt();
  if (loaded?.kind === 'loaded') return { ...holder(loaded.memory, salt, (next) => save(file, next, salt)), bodies };
  save(file, emptyMemory, salt);
  return { ...holder(emptyMemory, salt, (next) => save(file, next, salt)), bodies };
}

/** As this program begins one, whole or cut short; an empty file is one that a crash cut to nothing. */
function isMeantAsMemory(text: string): boolean {
  return /^\s*(?:\{\s*"version"\s*:|$)/.test(text.slice(0, 200));
}

function parsed(text: string): { readonly data: unknown; readonly loaded: ReturnType<typeof loadMemory> } {
  try {
    const data: unknown = JSON.parse(text);
    return { data, loaded: loadMemory(data) };
  } catch (error) {
    if (error instanceof SyntaxError) return { data: undefined, loaded: { kind: 'unreadable', why: 'it is not JSON' } };
    throw error;
  }
}

function setAside(file: string, why: string, tell: (line: string) => void): void {
  const target = realTarget(file);
  const aside = asideName(target, Date.now());
  try {
    renameSync(target, aside);
  } catch (error) {
    throw new UsageError(`${file} holds no validator memory (${why}), and cannot be kept aside: ${reasonOf(error)}.`);
  }
  tell(`${file} holds no validator memory: ${why}. It is kept as ${aside}, and a new one is begun.`);
}

function holder(initial: Memory, salt: string, persist: (memory: Memory) => void): MemoryHolder {
  let memory = initial;
  return {
    read: () => memory,
    write: (next) => {
      memory = next;
      persist(next);
    },
    hashIdentity: (credentials) =>
      credentials === '' ? '' : createHmac('sha256', salt).update(credentials).digest('hex'),
  };
}

const newSalt = (): string => randomBytes(16).toString('hex');

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EISDIR' && isAbsence(error)) return undefined;
    throw new UsageError(`${file} cannot be read: ${reasonOf(error)}.`);
  }
}

function saltOf(data: unknown): string | undefined {
  const salt = (data as { readonly salt?: unknown } | undefined)?.salt;
  return typeof salt === 'string' ? salt : undefined;
}

/** A link is followed first, so that it stays a link. */
function save(file: string, memory: Memory, salt: string): void {
  try {
    writeAtomically(realTarget(file), `${JSON.stringify({ ...storeMemory(memory), salt })}\n`);
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${reasonOf(error)}.`);
  }
}

function realTarget(file: string): string {
  try {
    return realpathSync(file);
  } catch (error) {
    if (isAbsence(error)) return file;
    throw error;
  }
}
