import { identityIn } from '../../http/authorization.ts';
import type { Exchange } from '../../http/exchange.ts';
import { fieldValues, type HeaderList } from '../../http/headerList.ts';
import type { ResourceKey } from '../../http/resource.ts';
import { learnTraits } from '../traits/learnTraits.ts';
import { sceneOf } from '../traits/scene.ts';
import { learnVendor, type VersionLesson, versionsAfter } from '../vendors/learnVendor.ts';
import { emptyResource, learn } from './learn.ts';
import { lessonsOf, type PlacedLesson, rememberable } from './lesson.ts';
import { observe } from './observe.ts';
import type { Memory, ResourceMemory, Sighting, ValidatorRecord } from './record.ts';
import { fitOf, sameOwner } from './variant.ts';

/** In which circumstances an exchange took place. `request` is its name in the file, `now` epoch ms. */
export interface SightingContext {
  readonly environment: string;
  readonly identity: string;
  readonly request: string | undefined;
  readonly now: number;
  /** The SHA-256 by which the content of the version that the answer names was kept. */
  readonly bodyHash?: string;
}

/** How many resources are kept; the least recently touched goes first. */
export const MAX_RESOURCES = 10_000;

/** A memory of nothing. */
export const emptyMemory: Memory = { resources: new Map(), origins: new Map() };

/**
 * The memory after an exchange. A failed, broken or uninformative one leaves it the same object. Redirects and
 * errors teach nothing of validators, a 304 refreshes, our own write makes what was read before outdated.
 */
export function remember(memory: Memory, exchange: Exchange, context: SightingContext): Memory {
  const { now } = context;
  // One answer may tell of hundreds of resources, and the map has thousands: it is copied once.
  const changed = new Map<ResourceKey, ResourceMemory>();
  const known = (resource: ResourceKey) => changed.get(resource) ?? memory.resources.get(resource);
  const change = (before: ResourceMemory | undefined, after: ResourceMemory): void => {
    if (after !== before) changed.set(after.resource, after);
  };
  const taught = lessonsOf(exchange, context);
  for (const { resource, lesson } of taught) {
    const before = known(resource) ?? emptyResource(resource, now);
    change(before, learn(before, lesson, now));
  }
  for (const { resource, observed } of observe(exchange, (key) => memory.resources.get(key), now)) {
    const before = known(resource) ?? emptyResource(resource, now);
    change(before, { ...before, observed, touchedAt: now });
  }
  const { memory: learned, lessons } = learnVendor(withTraits(memory, exchange, context, taught), exchange, context);
  for (const lesson of lessons) {
    const before = known(lesson.resource) ?? emptyResource(lesson.resource, now);
    change(before, versioned(before, lesson, now));
  }
  return changed.size === 0 ? learned : { ...learned, resources: withResources(memory.resources, changed) };
}

function versioned(known: ResourceMemory, lesson: VersionLesson, now: number): ResourceMemory {
  if (known.versions === undefined && lesson.versions.length === 0) return known;
  const { versions: before, ...rest } = known;
  const versions = versionsAfter(before, lesson);
  return { ...rest, ...(versions === undefined ? {} : { versions }), touchedAt: now };
}

/** Traits come before lessons: an answer is judged by what was known before it. */
function withTraits(
  memory: Memory,
  exchange: Exchange,
  context: SightingContext,
  taught: readonly PlacedLesson[],
): Memory {
  const { url, headers } = exchange.request;
  const resource = rememberable(url);
  if (resource === undefined) return memory;
  const scene = sceneOf(exchange, taught, recall(memory, { ...context, resource, headers }), context.now);
  return scene === undefined ? memory : learnTraits(memory, scene, context);
}

/** Whose validators are wanted: the resource, and the request fields that choose the variant. */
export interface Wanted {
  readonly resource: ResourceKey;
  readonly headers: HeaderList;
  readonly environment: string;
  readonly identity: string;
}

/** What is remembered for a request. */
export interface Recollection {
  /** The newest record of the variant that the request would meet. */
  readonly best: ValidatorRecord | undefined;
  /** `exact` when the same fields chose it; `open` when the request leaves out fields that chose it then. */
  readonly fit: 'exact' | 'open' | 'none';
  /** The newest record of another variant, identity or environment, when there is none that fits. */
  readonly other: ValidatorRecord | undefined;
  /** Everything known of the resource. */
  readonly resource: ResourceMemory | undefined;
}

/** What is remembered for the request; `best` is undefined when nothing known applies to it. */
export function recall(memory: Memory, wanted: Wanted): Recollection {
  const resource = memory.resources.get(wanted.resource);
  const records = resource?.records ?? [];
  const own = records.filter((record) => sameOwner(record, wanted));
  const exact = own.find((record) => fitOf(record, wanted.headers) === 'exact');
  if (exact !== undefined) return { best: exact, fit: 'exact', other: undefined, resource };
  const possible = own.find((record) => fitOf(record, wanted.headers) === 'open');
  if (possible !== undefined) return { best: possible, fit: 'open', other: undefined, resource };
  return { best: undefined, fit: 'none', other: own[0] ?? records[0], resource };
}

/** The memory without anything on the resource. */
export function forget(memory: Memory, resource: ResourceKey): Memory {
  if (!memory.resources.has(resource)) return memory;
  return { ...memory, resources: new Map([...memory.resources].filter(([key]) => key !== resource)) };
}

/**
 * The credentials of a request as one text to be hashed outside; empty when it has none. They are those of the file:
 * what is computed from them for one send says no more of who asks, and what a jar added is no part of them.
 */
export function credentialsOf(headers: HeaderList): string {
  const lines = ['Authorization', 'Cookie'].flatMap((name) =>
    fieldValues(headers, name).map((value) => `${name}: ${name === 'Cookie' ? value : identityIn(value)}`),
  );
  return lines.join('\n');
}

/** The resources on which this tag was seen, but for the one excepted. Tags are compared as they were received. */
export function resourcesWithTag(
  memory: Memory,
  etag: string,
  except: ResourceKey | undefined,
): readonly { readonly resource: ResourceKey; readonly sighting: Sighting }[] {
  const found: { readonly resource: ResourceKey; readonly sighting: Sighting }[] = [];
  for (const [resource, known] of memory.resources) {
    const sighting = resource === except ? undefined : known.sightings.findLast((each) => each.etag === etag);
    if (sighting !== undefined) found.push({ resource, sighting });
  }
  return found;
}

function withResources(
  before: Memory['resources'],
  changed: ReadonlyMap<ResourceKey, ResourceMemory>,
): Memory['resources'] {
  const resources = new Map(before);
  for (const [key, resource] of changed) {
    // Taken out and put in again, so that the map's order is the order of use.
    resources.delete(key);
    resources.set(key, resource);
  }
  return bounded(resources);
}

/** The most recently used resources of a map in the order of use. */
export function bounded(resources: Map<ResourceKey, ResourceMemory>): ReadonlyMap<ResourceKey, ResourceMemory> {
  for (const oldest of resources.keys()) {
    if (resources.size <= MAX_RESOURCES) break;
    resources.delete(oldest);
  }
  return resources;
}
