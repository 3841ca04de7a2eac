import { locksOver } from '../../conditional/memory/locks.ts';
import type { LockSeen } from '../../conditional/memory/observed.ts';
import type { Memory } from '../../conditional/memory/record.ts';
import type { Vendor } from '../../conditional/vendors/vendor.ts';
import { vendorAt } from '../../conditional/vendors/vendorMemory.ts';
import type { ResourceKey } from '../../http/resource.ts';
import type { ServiceContext } from '../serviceContext.ts';

/** The context of one pass over a document, with what is worked out once for all of its requests. */
export interface Surroundings extends ServiceContext {
  /** The resources where this tag, as it was received, has been seen. */
  homesOf(etag: string): readonly ResourceKey[];
  /** What is known of the lock with this token, on whichever resource it was taken. */
  lockOf(token: string): LockSeen | undefined;
  /** The locks that concern a resource, its collections' first, each as it was last heard of. */
  locksOver(resource: ResourceKey): ReturnType<typeof locksOver>;
  /** The API that a resource belongs to, if it is one with preconditions of its own. */
  vendorOf(resource: ResourceKey): Vendor | undefined;
  /** Whether a GET of the same file has this target, as it is written. */
  isReadInFile(target: string): boolean;
  /** The same of a target by its number (`targetHash`); a no is sure. */
  mayBeReadInFile(hash: number): boolean;
}

/** What the file says of the targets of its requests. */
export interface ReadTargets {
  isRead(target: string): boolean;
  mayBeRead(hash: number): boolean;
}

const nothingRead: ReadTargets = { isRead: () => false, mayBeRead: () => false };

const known = new WeakMap<ServiceContext, Surroundings>();

/** The surroundings of a context alone; the same ones for the same context. */
export function surroundingsOf(context: ServiceContext): Surroundings {
  const before = known.get(context);
  if (before !== undefined) return before;
  const made = surroundingsIn(context, nothingRead);
  known.set(context, made);
  return made;
}

/** The surroundings of the requests of a file; the index of tags is made when the first unknown tag asks for it. */
export function surroundingsIn(context: ServiceContext, targets: ReadTargets): Surroundings {
  let vendors: Map<ResourceKey, Vendor | undefined> | undefined;
  let homes: ReadonlyMap<string, readonly ResourceKey[]> | undefined;
  let locks: ReadonlyMap<string, LockSeen> | undefined;
  const lockOf = (token: string): LockSeen | undefined => {
    locks ??= indexLocks(context.memory);
    return locks.get(token);
  };
  return {
    ...context,
    homesOf: (etag) => {
      homes ??= indexTags(context.memory);
      return homes.get(etag) ?? [];
    },
    isReadInFile: (target) => targets.isRead(target),
    mayBeReadInFile: (hash) => targets.mayBeRead(hash),
    vendorOf: (resource) => {
      vendors ??= new Map();
      if (!vendors.has(resource)) vendors.set(resource, vendorAt(context.memory, resource)?.vendor);
      return vendors.get(resource);
    },
    lockOf,
    locksOver: (resource) =>
      locksOver(context.memory.resources, resource).map(({ root, lock }) => ({
        root,
        lock: (lock.token === undefined ? undefined : lockOf(lock.token)) ?? lock,
      })),
  };
}

function indexTags({ resources }: Memory): ReadonlyMap<string, readonly ResourceKey[]> {
  const homes = new Map<string, ResourceKey[]>();
  for (const [resource, { sightings }] of resources) {
    for (const { etag } of sightings) {
      const known = homes.get(etag);
      if (known === undefined) homes.set(etag, [resource]);
      else if (known.at(-1) !== resource) known.push(resource);
    }
  }
  return homes;
}

function indexLocks({ resources }: Memory): ReadonlyMap<string, LockSeen> {
  const locks = new Map<string, LockSeen>();
  for (const { observed } of resources.values()) {
    for (const lock of observed?.locks ?? []) {
      const known = lock.token === undefined ? undefined : locks.get(lock.token);
      if (lock.token !== undefined && (known === undefined || known.at <= lock.at)) locks.set(lock.token, lock);
    }
  }
  return locks;
}
