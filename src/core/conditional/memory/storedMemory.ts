import { bounded } from './memory.ts';
import { boundedOrigins } from './origins.ts';
import { readStoredOrigin } from './readStoredOrigin.ts';
import { readStoredResource } from './readStoredResource.ts';
import type { Memory, OriginMemory, ResourceMemory } from './record.ts';

/** The memory as JSON. What is undefined is left out. */
export interface StoredMemory {
  readonly version: 2;
  /** In the order of use, the most recent last. */
  readonly resources: readonly ResourceMemory[];
  /** Likewise. */
  readonly origins: readonly OriginMemory[];
}

const VERSION = 2;

/** Lifts a stored form by one version, or says why it cannot. */
type Migration = (data: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** The ladder: `migrations[n]` lifts version n + 1 to n + 2. Each step has a test that holds the old form. */
const migrations: readonly Migration[] = [
  // Version 1 knew resources alone.
  (data) => ({ ...data, origins: [] }),
];

/** The memory in the form that is written to disk. */
export function storeMemory(memory: Memory): StoredMemory {
  return { version: VERSION, resources: [...memory.resources.values()], origins: [...memory.origins.values()] };
}

/**
 * Reads what was stored, checking every part. A form that is broken, or newer than this program, is refused whole
 * with the reason: half a memory would give wrong answers, and overwriting it would lose what a newer program knew.
 */
export function loadMemory(
  data: unknown,
): { readonly kind: 'loaded'; readonly memory: Memory } | { readonly kind: 'unreadable'; readonly why: string } {
  if (!isObject(data)) return unreadable('it is not a JSON object');
  const { version } = data;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return unreadable('it does not say which version it is');
  }
  if (version > VERSION) {
    return unreadable(`it has version ${version}, and this program reads up to version ${VERSION}`);
  }
  const current = migrations.slice(version - 1).reduce((form, lift) => lift(form), data);
  return loadCurrent(current);
}

function loadCurrent(data: Readonly<Record<string, unknown>>): ReturnType<typeof loadMemory> {
  const resources = readAll(data, 'resources', readStoredResource);
  if (typeof resources === 'string') return unreadable(resources);
  const origins = readAll(data, 'origins', readStoredOrigin);
  if (typeof origins === 'string') return unreadable(origins);
  return {
    kind: 'loaded',
    memory: {
      resources: bounded(new Map(resources.map((each) => [each.resource, each]))),
      origins: boundedOrigins(new Map(origins.map((each) => [each.origin, each]))),
    },
  };
}

/** Every member of a list; or a sentence that names the first part that is wrong. */
function readAll<T extends object>(
  data: Readonly<Record<string, unknown>>,
  name: string,
  readOne: (data: unknown, path: string) => T | string,
): readonly T[] | string {
  const list = data[name];
  if (!Array.isArray(list)) return `${name} is not a list`;
  const found: T[] = [];
  for (const [index, each] of list.entries()) {
    const read = readOne(each, `${name}[${index}]`);
    if (typeof read === 'string') return read;
    found.push(read);
  }
  return found;
}

function unreadable(why: string): { readonly kind: 'unreadable'; readonly why: string } {
  return { kind: 'unreadable', why };
}

function isObject(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
