import { type ResourceKey, resourceKey } from '../../http/resource.ts';
import { nearest, originOf } from '../memory/places.ts';
import type { Memory, VersionSeen } from '../memory/record.ts';
import type { VendorGuard } from './vendor.ts';
import { type Recognition, recognise, vendorOf } from './vendors.ts';

/** Whose versions are wanted. */
export interface VersionOwner {
  readonly environment: string;
  readonly identity: string;
}

/**
 * The API that a resource belongs to: as it was recognised at the resource or nearest to it, else by the URL's host
 * alone. With what it was recognised by.
 */
export function vendorAt(memory: Memory, resource: ResourceKey): Recognition | undefined {
  const seen = memory.origins.get(originOf(resource))?.vendors ?? [];
  const newest = seen.length === 0 ? undefined : nearest(seen, resource).items.at(-1);
  const vendor = newest === undefined ? undefined : vendorOf(newest.id);
  if (vendor !== undefined && newest !== undefined) return { vendor, evidence: newest.evidence };
  return recognise({ url: resource });
}

/** The versions known of a resource in its API's own form; none when there is no API, or none were told. */
export function versionsOf(memory: Memory, resource: ResourceKey, owner: VersionOwner): readonly VersionSeen[] {
  const vendor = vendorAt(memory, resource)?.vendor;
  const home = vendor?.home?.(new URL(resource));
  const key = home === undefined ? resource : (resourceKey(home.href) ?? resource);
  const versions = memory.resources.get(key)?.versions ?? [];
  return versions.filter(
    (each) => each.environment === owner.environment && each.identity === owner.identity && each.vendor === vendor?.id,
  );
}

/** The ways to guard a write by the versions known of its resource, in its API's own form; the best first. */
export function vendorGuards(
  memory: Memory,
  request: { readonly method: string; readonly resource: ResourceKey },
  owner: VersionOwner,
): readonly VendorGuard[] {
  const { method, resource } = request;
  const vendor = vendorAt(memory, resource)?.vendor;
  const versions = versionsOf(memory, resource, owner);
  if (vendor === undefined || versions.length === 0) return [];
  const values = new Map(versions.map(({ name, value }) => [name, value]));
  return vendor.guards({ method, url: new URL(resource) }, values);
}
