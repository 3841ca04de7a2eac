import type { HeaderField } from '../http/headerList.ts';
import { type ResourceKey, resourceKey } from '../http/resource.ts';
import type { OwnWrite, ResourceMemory, Sighting, SightingSource, ValidatorRecord, VariantKey } from './record.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Thrown inside this file alone, from the depth of a form to `readStoredResource`, which turns it into data. */
class Misfit extends Error {}

/** One resource as it was stored, every part checked; or a sentence that names the first part that is wrong. */
export function readStoredResource(data: unknown, path: string): ResourceMemory | string {
  try {
    return readResource(data, path);
  } catch (error) {
    if (error instanceof Misfit) return error.message;
    throw error;
  }
}

function readResource(data: unknown, path: string): ResourceMemory {
  const fields = objectAt(data, path);
  const resource = keyAt(fields, path);
  return {
    resource,
    records: listAt(fields, 'records', path, (each, at) => readRecord(each, at, resource)),
    sightings: listAt(fields, 'sightings', path, readSighting),
    ownWrites: listAt(fields, 'ownWrites', path, readWrite),
    touchedAt: numberAt(fields, 'touchedAt', path),
  };
}

function readRecord(data: unknown, path: string, resource: ResourceKey): ValidatorRecord {
  const fields = objectAt(data, path);
  if (typeof fields.exists !== 'boolean') throw new Misfit(`${path}.exists is neither true nor false`);
  return {
    resource,
    ...readVariant(fields, path),
    exists: fields.exists,
    etag: optionalText(fields, 'etag', path),
    lastModified: optionalText(fields, 'lastModified', path),
    date: optionalText(fields, 'date', path),
    age: fields.age === undefined ? undefined : numberAt(fields, 'age', path),
    cache: optionalText(fields, 'cache', path),
    content: optionalText(fields, 'content', path),
    seenAt: numberAt(fields, 'seenAt', path),
    source: readSource(fields.source, `${path}.source`),
  };
}

function readSighting(data: unknown, path: string): Sighting {
  const fields = objectAt(data, path);
  return {
    ...readVariant(fields, path),
    etag: textAt(fields, 'etag', path),
    lastModified: optionalText(fields, 'lastModified', path),
    date: optionalText(fields, 'date', path),
    cache: optionalText(fields, 'cache', path),
    content: optionalText(fields, 'content', path),
    firstSeenAt: numberAt(fields, 'firstSeenAt', path),
    lastSeenAt: numberAt(fields, 'lastSeenAt', path),
    source: readSource(fields.source, `${path}.source`),
  };
}

function readWrite(data: unknown, path: string): OwnWrite {
  const fields = objectAt(data, path);
  return {
    method: textAt(fields, 'method', path),
    status: numberAt(fields, 'status', path),
    at: numberAt(fields, 'at', path),
    request: optionalText(fields, 'request', path),
    etag: optionalText(fields, 'etag', path),
  };
}

function readVariant(fields: Fields, path: string): VariantKey {
  return {
    vary: listAt(fields, 'vary', path, readField),
    coding: textAt(fields, 'coding', path),
    environment: textAt(fields, 'environment', path),
    identity: textAt(fields, 'identity', path),
  };
}

function readField(data: unknown, path: string): HeaderField {
  if (!Array.isArray(data) || data.length !== 2) throw new Misfit(`${path} is not a name and a value`);
  const [name, value]: unknown[] = data;
  if (typeof name !== 'string' || typeof value !== 'string') throw new Misfit(`${path} is not a name and a value`);
  return [name, value];
}

function readSource(data: unknown, path: string): SightingSource {
  const fields = objectAt(data, path);
  return {
    method: textAt(fields, 'method', path),
    status: numberAt(fields, 'status', path),
    request: optionalText(fields, 'request', path),
  };
}

/** A stored key must be one that this program would make; userinfo in it would be a secret in the file. */
function keyAt(fields: Fields, path: string): ResourceKey {
  const text = textAt(fields, 'resource', path);
  const key = resourceKey(text);
  if (key === undefined || key !== text) throw new Misfit(`${path}.resource is not a normalised URL`);
  return key;
}

function objectAt(data: unknown, path: string): Fields {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw new Misfit(`${path} is not an object`);
  return data as Fields;
}

function listAt<T>(fields: Fields, name: string, path: string, read: (data: unknown, path: string) => T): readonly T[] {
  const list = fields[name];
  if (!Array.isArray(list)) throw new Misfit(`${path}.${name} is not a list`);
  return list.map((each: unknown, index) => read(each, `${path}.${name}[${index}]`));
}

function textAt(fields: Fields, name: string, path: string): string {
  const text = fields[name];
  if (typeof text !== 'string') throw new Misfit(`${path}.${name} is not a text`);
  return text;
}

function optionalText(fields: Fields, name: string, path: string): string | undefined {
  return fields[name] === undefined ? undefined : textAt(fields, name, path);
}

function numberAt(fields: Fields, name: string, path: string): number {
  const number = fields[name];
  if (typeof number !== 'number' || !Number.isFinite(number)) throw new Misfit(`${path}.${name} is not a number`);
  return number;
}
