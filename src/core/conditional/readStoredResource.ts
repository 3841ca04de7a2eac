import type { HeaderField } from '../http/headerList.ts';
import { type ResourceKey, resourceKey } from '../http/resource.ts';
import type { Observed } from './observed.ts';
import { readStoredObserved } from './readStoredObserved.ts';
import type { OwnWrite, ResourceMemory, Sighting, SightingSource, ValidatorRecord, VariantKey } from './record.ts';

/**
 * A place in a stored form. What does not fit is noted in `faults`, and reading goes on with a value of the right
 * type; the whole is thrown away in the end.
 */
interface Place {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly path: string;
  readonly faults: string[];
}

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
    touchedAt: numberIn(place, 'touchedAt'),
  };
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
    firstSeenAt: numberIn(place, 'firstSeenAt'),
    lastSeenAt: numberIn(place, 'lastSeenAt'),
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
  };
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

function placeAt(data: unknown, path: string, faults: string[]): Place {
  if (typeof data === 'object' && data !== null && !Array.isArray(data)) {
    return { fields: data as Place['fields'], path, faults };
  }
  faults.push(`${path} is not an object`);
  return { fields: {}, path, faults };
}

function listIn({ fields, path, faults }: Place, name: string): readonly Place[] {
  const list = fields[name];
  if (!Array.isArray(list)) {
    faults.push(`${path}.${name} is not a list`);
    return [];
  }
  return list.map((each: unknown, index) => placeAt(each, `${path}.${name}[${index}]`, faults));
}

function textIn({ fields, path, faults }: Place, name: string): string {
  const text = fields[name];
  if (typeof text === 'string') return text;
  faults.push(`${path}.${name} is not a text`);
  return '';
}

function optionalText(place: Place, name: string): string | undefined {
  return place.fields[name] === undefined ? undefined : textIn(place, name);
}

function numberIn({ fields, path, faults }: Place, name: string): number {
  const number = fields[name];
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  faults.push(`${path}.${name} is not a number`);
  return 0;
}
