import { bounded } from './memory.ts';
import { readStoredResource } from './readStoredResource.ts';
import type { Memory, ResourceMemory } from './record.ts';

/** The memory as JSON. What is undefined is left out. */
export interface StoredMemory {
  readonly version: 1;
  /** In the order of use, the most recent last. */
  readonly resources: readonly ResourceMemory[];
}

const VERSION = 1;

/** Lifts a stored form by one version, or says why it cannot. */
type Migration = (data: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/**
 * The ladder: `migrations[n]` lifts version n + 1 to n + 2. Version 1 is the first that was ever written, so there
 * is no step yet; a change of the stored form adds one, with a test that holds the old form.
 */
const migrations: readonly Migration[] = [];

/** The memory in the form that is written to disk. */
export function storeMemory(memory: Memory): StoredMemory {
  return { version: VERSION, resources: [...memory.resources.values()] };
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
  return loadCurrent(current.resources);
}

function loadCurrent(resources: unknown): ReturnType<typeof loadMemory> {
  if (!Array.isArray(resources)) return unreadable('resources is not a list');
  const read = new Map<ResourceMemory['resource'], ResourceMemory>();
  for (const [index, each] of resources.entries()) {
    const resource = readStoredResource(each, `resources[${index}]`);
    if (typeof resource === 'string') return unreadable(resource);
    read.set(resource.resource, resource);
  }
  return { kind: 'loaded', memory: { resources: bounded(read) } };
}

function unreadable(why: string): { readonly kind: 'unreadable'; readonly why: string } {
  return { kind: 'unreadable', why };
}

function isObject(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
