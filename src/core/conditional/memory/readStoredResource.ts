import type { HeaderField } from '../../http/headerList.ts';
import { type ResourceKey, resourceKey } from '../../http/resource.ts';
import { vendorIds } from '../vendors/vendor.ts';
import type { Observed } from './observed.ts';
import { readStoredObserved } from './readStoredObserved.ts';
import type {
  OwnWrite,
  ResourceMemory,
  Sighting,
  SightingSource,
  ValidatorRecord,
  VariantKey,
  VersionSeen,
} from './record.ts';
import { listIn, numberIn, oneOf, optionalText, type Place, placeAt, textIn } from './storedPlace.ts';

/** One resource as it was stored, every part checked; or a sentence that names the first part that is wrong. */
export function readStoredResource(data: unknown, path: string): ResourceMemory | string {
  const faults: string[] = [];
  const read = readResource(placeAt(data, path, faults));
  return faults[0] ?? read;
}

function readResource(place: Place): ResourceMemory {
  const resource = keyIn(place);
  return {
    resource,
    records: listIn(place, 'records').map((each) => readRecord(each, resource)),
    sightings: listIn(place, 'sightings').map(readSighting),
    ownWrites: listIn(place, 'ownWrites').map(readWrite),
    ...observedIn(place),
    ...(place.fields.versions === undefined
      ? {}
      : { versions: listIn(place, 'versions').flatMap((each) => readVersion(each) ?? []) }),
    touchedAt: numberIn(place, 'touchedAt'),
  };
}

function readVersion(place: Place): VersionSeen | undefined {
  const called = textIn(place, 'vendor');
  const version = {
    name: textIn(place, 'name'),
    value: textIn(place, 'value'),
    environment: textIn(place, 'environment'),
    identity: textIn(place, 'identity'),
    at: numberIn(place, 'at'),
    source: readSource(place),
  };
  // An API that this program does not know of is no fault: another version may have had it.
  const vendor = vendorIds.find((each) => each === called);
  return vendor === undefined ? undefined : { vendor, ...version };
}

function observedIn({ fields, path, faults }: Place): { observed?: Observed } {
  const observed = readStoredObserved(fields.observed, `${path}.observed`);
  if (typeof observed === 'string') faults.push(observed);
  return typeof observed === 'object' ? { observed } : {};
}

function readRecord(place: Place, resource: ResourceKey): ValidatorRecord {
  const { exists } = place.fields;
  if (typeof exists !== 'boolean') place.faults.push(`${place.path}.exists is neither true nor false`);
  return {
    resource,
    ...readVariant(place),
    exists: exists === true,
    etag: optionalText(place, 'etag'),
    lastModified: optionalText(place, 'lastModified'),
    date: optionalText(place, 'date'),
    age: place.fields.age === undefined ? undefined : numberIn(place, 'age'),
    cache: optionalText(place, 'cache'),
    content: optionalText(place, 'content'),
    ...whereThere(place, 'bodyHash', textIn),
    seenAt: numberIn(place, 'seenAt'),
    source: readSource(place),
  };
}

function readSighting(place: Place): Sighting {
  return {
    ...readVariant(place),
    etag: textIn(place, 'etag'),
    lastModified: optionalText(place, 'lastModified'),
    date: optionalText(place, 'date'),
    cache: optionalText(place, 'cache'),
    content: optionalText(place, 'content'),
    ...whereThere(place, 'bodyHash', textIn),
    firstSeenAt: numberIn(place, 'firstSeenAt'),
    lastSeenAt: numberIn(place, 'lastSeenAt'),
    ...whereThere(place, 'times', numberIn),
    ...whereThere(place, 'whose', (at, name) => oneOf(at, name, ['ours', 'theirs'])),
    source: readSource(place),
  };
}

function readWrite(place: Place): OwnWrite {
  return {
    method: textIn(place, 'method'),
    status: numberIn(place, 'status'),
    at: numberIn(place, 'at'),
    request: optionalText(place, 'request'),
    etag: optionalText(place, 'etag'),
    ...whereThere(place, 'sent', textIn),
    ...whereThere(place, 'before', textIn),
  };
}

/** A member that is left out where there is nothing to say. */
function whereThere<Name extends string, T>(
  place: Place,
  name: Name,
  read: (place: Place, name: string) => T | undefined,
): { readonly [name in Name]?: T } {
  const value = place.fields[name] === undefined ? undefined : read(place, name);
  return value === undefined ? {} : ({ [name]: value } as { readonly [name in Name]?: T });
}

function readVariant(place: Place): VariantKey {
  const { vary } = place.fields;
  if (!Array.isArray(vary)) place.faults.push(`${place.path}.vary is not a list`);
  const fields: readonly unknown[] = Array.isArray(vary) ? vary : [];
  return {
    vary: fields.map((each, index) => readField(each, `${place.path}.vary[${index}]`, place.faults)),
    coding: textIn(place, 'coding'),
    environment: textIn(place, 'environment'),
    identity: textIn(place, 'identity'),
  };
}

function readField(data: unknown, path: string, faults: string[]): HeaderField {
  const parts: readonly unknown[] = Array.isArray(data) ? data : [];
  const [name, value] = parts;
  if (parts.length === 2 && typeof name === 'string' && typeof value === 'string') return [name, value];
  faults.push(`${path} is not a name and a value`);
  return ['', ''];
}

function readSource({ fields, path, faults }: Place): SightingSource {
  const place = placeAt(fields.source, `${path}.source`, faults);
  return {
    method: textIn(place, 'method'),
    status: numberIn(place, 'status'),
    request: optionalText(place, 'request'),
  };
}

/** A stored key must be one that this program would make; userinfo in it would be a secret in the file. */
function keyIn(place: Place): ResourceKey {
  const text = textIn(place, 'resource');
  const key = resourceKey(text);
  if (key !== text) place.faults.push(`${place.path}.resource is not a normalised URL`);
  return key ?? (text as ResourceKey);
}
