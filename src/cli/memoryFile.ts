import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { emptyMemory } from '../core/conditional/memory.ts';
import type { Memory } from '../core/conditional/record.ts';
import { loadMemory, storeMemory } from '../core/conditional/storedMemory.ts';
import type { HashIdentity, MemoryStore } from '../exchange/ports.ts';
import { isAbsence } from './folderFiles.ts';
import { reasonOf } from './readInput.ts';
import { UsageError } from './usageError.ts';

/** A validator memory and the salt its identities are hashed with: without the salt they would match nothing. */
export interface MemoryHolder extends MemoryStore {
  readonly hashIdentity: HashIdentity;
}

/** A memory for one run. */
export function runMemory(): MemoryHolder {
  return holder(emptyMemory, newSalt(), () => {});
}

/** A memory in a file, made when missing. Every write replaces the whole file, so no reader ever sees half of one. */
export function fileMemory(file: string): MemoryHolder {
  const text = readText(file);
  if (text === undefined) {
    const salt = newSalt();
    save(file, emptyMemory, salt);
    return holder(emptyMemory, salt, (memory) => save(file, memory, salt));
  }
  const data = parseJson(file, text);
  const loaded = loadMemory(data);
  if (loaded.kind === 'unreadable') throw new UsageError(`${file} holds no validator memory: ${loaded.why}.`);
  const salt = saltOf(data) ?? newSalt();
  return holder(loaded.memory, salt, (memory) => save(file, memory, salt));
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

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`${file} holds no validator memory: it is not JSON.`);
    throw error;
  }
}

function saltOf(data: unknown): string | undefined {
  const salt = (data as { readonly salt?: unknown }).salt;
  return typeof salt === 'string' ? salt : undefined;
}

/** Written beside the file and renamed over it; a link is followed first, so that it stays a link. */
function save(file: string, memory: Memory, salt: string): void {
  let draft: string | undefined;
  try {
    const target = realTarget(file);
    draft = `${target}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
    writeFileSync(draft, `${JSON.stringify({ ...storeMemory(memory), salt })}\n`, { mode: 0o600, flag: 'wx' });
    renameSync(draft, target);
  } catch (error) {
    if (draft !== undefined) rmSync(draft, { force: true });
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
