import { bounded, emptyMemory } from './memory.ts';
import { boundedOrigins } from './origins.ts';
import type { Memory } from './record.ts';
import { type StoredMemory, storeMemory } from './storedMemory.ts';

/**
 * A memory in parts, so that a change is saved by writing the part it is in: a resource goes by its key and an origin
 * by its own, each always into the same. With 64 of them a save of ten thousand resources writes some 160.
 */
export const SHARDS = 64;

/** The part that a resource or an origin belongs to, from 0 to `SHARDS` - 1. */
export function shardOf(key: string): number {
  // FNV-1a: the keys of one API differ in their last characters, and spread evenly all the same.
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % SHARDS;
}

/** The parts in which two memories differ. Memories share what did not change, so that it is not looked at. */
export function changedShards(before: Memory, after: Memory): ReadonlySet<number> {
  const changed = new Set<number>();
  if (before === after) return changed;
  noteChanges(before.resources, after.resources, changed);
  noteChanges(before.origins, after.origins, changed);
  return changed;
}

function noteChanges<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>, changed: Set<number>): void {
  if (before === after) return;
  for (const [key, value] of after) if (before.get(key) !== value) changed.add(shardOf(key));
  for (const key of before.keys()) if (!after.has(key)) changed.add(shardOf(key));
}

/** One or more parts of a memory in the form that is written. */
export function storeShards(memory: Memory, wanted: ReadonlySet<number>): ReadonlyMap<number, StoredMemory> {
  const parts = new Map([...wanted].map((shard) => [shard, { resources: new Map(), origins: new Map() }] as const));
  for (const [key, resource] of memory.resources) parts.get(shardOf(key))?.resources.set(key, resource);
  for (const [key, origin] of memory.origins) parts.get(shardOf(key))?.origins.set(key, origin);
  return new Map([...parts].map(([shard, part]) => [shard, storeMemory(part)]));
}

/**
 * The memory that its parts make, the most recently touched last. What `over` holds already is newer than what was
 * stored, and stands.
 */
export function joinMemories(parts: readonly Memory[], over: Memory = emptyMemory): Memory {
  const resources = parts.flatMap((part) => [...part.resources.values()]);
  const origins = parts.flatMap((part) => [...part.origins.values()]);
  const byUse = <T extends { readonly touchedAt: number }>(a: T, b: T) => a.touchedAt - b.touchedAt;
  const stored = new Map(resources.sort(byUse).map((each) => [each.resource, each]));
  const storedOrigins = new Map(origins.sort(byUse).map((each) => [each.origin, each]));
  return {
    resources: bounded(overlaid(stored, over.resources)),
    origins: boundedOrigins(overlaid(storedOrigins, over.origins)),
  };
}

function overlaid<K, V>(stored: Map<K, V>, over: ReadonlyMap<K, V>): Map<K, V> {
  for (const [key, value] of over) {
    stored.delete(key);
    stored.set(key, value);
  }
  return stored;
}
