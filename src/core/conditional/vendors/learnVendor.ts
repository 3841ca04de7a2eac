import type { Exchange } from '../../http/exchange.ts';
import { type ResourceKey, resourceKey } from '../../http/resource.ts';
import { rememberable } from '../memory/lesson.ts';
import type { SightingContext } from '../memory/memory.ts';
import { withOrigin } from '../memory/origins.ts';
import { folderOf, originOf } from '../memory/places.ts';
import type { Memory, VendorSeen, VersionSeen } from '../memory/record.ts';
import type { Vendor, VendorScene, VersionFound } from './vendor.ts';
import { vendorAt } from './vendorMemory.ts';
import { type Recognition, recogniseIn, sceneOfExchange } from './vendors.ts';

/** Of one answer no more members of a collection are remembered. */
export const MAX_MEMBERS = 200;
const MAX_VENDORS = 12;
const MAX_EVIDENCE = 6;
/** What is recognised again within an hour is not written down again. */
const SEEN_AGAIN_AFTER = 3_600_000;

/** The versions that an exchange told of one resource; none where the resource, or what was known, is gone. */
export interface VersionLesson {
  readonly resource: ResourceKey;
  readonly versions: readonly VersionSeen[];
  /** Whether what was known before is out of date, also where nothing new was told. */
  readonly replaces: 'all' | 'same-names';
}

/** The memory with the API that the exchange shows, and the versions that it told. */
export function learnVendor(
  memory: Memory,
  exchange: Exchange,
  context: SightingContext,
): { readonly memory: Memory; readonly lessons: readonly VersionLesson[] } {
  const resource = rememberable(exchange.request.url);
  const scene = resource === undefined ? undefined : sceneOfExchange(exchange);
  const nothing = { memory, lessons: [] };
  if (scene === undefined || resource === undefined) return nothing;
  const recognised = recogniseIn(scene);
  const vendor = recognised?.vendor ?? vendorAt(memory, resource)?.vendor;
  if (vendor === undefined) return nothing;
  const known = recognised === undefined ? memory : withVendor(memory, recognised, resource, context.now);
  return { memory: known, lessons: versionLessons(exchange, scene, vendor, context) };
}

function withVendor(memory: Memory, { vendor, evidence }: Recognition, resource: ResourceKey, at: number): Memory {
  const origin = originOf(resource);
  const before = memory.origins.get(origin)?.vendors ?? [];
  const folder = folderOf(resource);
  const same = before.find((each) => each.id === vendor.id && folderOf(each.resource) === folder);
  if (same !== undefined && at - same.at < SEEN_AGAIN_AFTER) return memory;
  const others = before.filter((each) => folderOf(each.resource) !== folder);
  const seen: VendorSeen = { id: vendor.id, evidence: evidence.slice(0, MAX_EVIDENCE), resource, at };
  return withOrigin(memory, origin, { vendors: [...others, seen].slice(-MAX_VENDORS), touchedAt: at });
}

function versionLessons(
  exchange: Exchange,
  scene: VendorScene,
  vendor: Vendor,
  context: SightingContext,
): readonly VersionLesson[] {
  const status = exchange.response?.status ?? 0;
  const home = homeOf(vendor, scene.url);
  if (home === undefined) return [];
  const gone = status === 404 || status === 410;
  if (gone) return [{ resource: home, versions: [], replaces: 'all' }];
  if (status < 200 || status >= 300) return [];
  const read = scene.method === 'GET' || scene.method === 'HEAD';
  const found = scene.method === 'OPTIONS' ? [] : vendor.versions(scene);
  const asSeen = ({ name, value }: VersionFound) => seenIn(exchange, vendor, { name, value }, context);
  const own = found.filter(({ url }) => url === undefined).map(asSeen);
  const replaces = read || scene.method === 'PROPFIND' || scene.method === 'REPORT' ? 'same-names' : 'all';
  const first: readonly VersionLesson[] =
    own.length === 0 && replaces === 'same-names' ? [] : [{ resource: home, versions: own, replaces }];
  return [...first, ...memberLessons(found, vendor, asSeen)];
}

function memberLessons(
  found: readonly VersionFound[],
  vendor: Vendor,
  asSeen: (version: VersionFound) => VersionSeen,
): readonly VersionLesson[] {
  const members = new Map<ResourceKey, VersionSeen[]>();
  for (const version of found) {
    const url = version.url === undefined || !URL.canParse(version.url) ? undefined : new URL(version.url);
    const resource = url === undefined ? undefined : homeOf(vendor, url);
    if (resource === undefined) continue;
    const known = members.get(resource);
    if (known !== undefined) known.push(asSeen(version));
    else if (members.size < MAX_MEMBERS) members.set(resource, [asSeen(version)]);
  }
  return [...members].map(([resource, versions]) => ({ resource, versions, replaces: 'same-names' }));
}

/** The key under which the versions of a URL are kept. */
function homeOf(vendor: Vendor, url: URL): ResourceKey | undefined {
  const home = rememberable((vendor.home?.(url) ?? url).href);
  return home === undefined ? undefined : resourceKey(home);
}

function seenIn(
  { request, response }: Exchange,
  vendor: Vendor,
  { name, value }: Pick<VersionFound, 'name' | 'value'>,
  { environment, identity, now, request: called }: SightingContext,
): VersionSeen {
  const source = { method: request.method, status: response?.status ?? 0, request: called?.slice(0, 200) };
  return { vendor: vendor.id, name, value, environment, identity, at: now, source };
}

/** The versions known after a lesson: of the same name and owner the new one, and others unless they are out of date. */
export function versionsAfter(
  before: readonly VersionSeen[] | undefined,
  { versions, replaces }: VersionLesson,
): readonly VersionSeen[] | undefined {
  const isOutdated = (old: VersionSeen): boolean =>
    versions.some(
      (each) => each.name === old.name && each.environment === old.environment && each.identity === old.identity,
    );
  const kept = replaces === 'all' ? [] : (before ?? []).filter((old) => !isOutdated(old));
  const after = [...kept, ...versions].slice(-MAX_VENDORS);
  return after.length === 0 ? undefined : after;
}
