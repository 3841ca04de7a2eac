import type { Memory, OriginMemory } from './record.ts';

/** How many origins are kept; the least recently touched goes first. */
export const MAX_ORIGINS = 500;

/** The memory with news of an origin; what they do not speak of stays. */
export function withOrigin(
  memory: Memory,
  origin: string,
  news: Partial<OriginMemory> & Pick<OriginMemory, 'touchedAt'>,
): Memory {
  const before = memory.origins.get(origin) ?? { origin, observations: [] };
  const origins = new Map(memory.origins);
  // Taken out and put in again, so that the map's order is the order of use.
  origins.delete(origin);
  origins.set(origin, { ...before, ...news });
  return { ...memory, origins: boundedOrigins(origins) };
}

/** The most recently used origins of a map in the order of use. */
export function boundedOrigins(origins: Map<string, OriginMemory>): ReadonlyMap<string, OriginMemory> {
  for (const oldest of origins.keys()) {
    if (origins.size <= MAX_ORIGINS) break;
    origins.delete(oldest);
  }
  return origins;
}
