import { parseEntityTag, strongMatch, weakMatch } from '../../http/entityTag.ts';
import { scanEntityTags } from '../../http/entityTagList.ts';
import { combinedValue, firstValue, type HeaderList } from '../../http/headerList.ts';
import type { ResourceKey } from '../../http/resource.ts';
import type { Lesson } from './lesson.ts';
import type { OwnWrite, ResourceMemory, Sighting, ValidatorRecord } from './record.ts';
import { sameOwner, sameVariant } from './variant.ts';

const MAX_RECORDS = 12;
const MAX_SIGHTINGS = 40;
const MAX_WRITES = 20;

/** A resource nothing is remembered of. */
export function emptyResource(resource: ResourceKey, now: number): ResourceMemory {
  return { resource, records: [], sightings: [], ownWrites: [], touchedAt: now };
}

/** What is known of a resource after a lesson. The same object when the lesson changes nothing. */
export function learn(known: ResourceMemory, lesson: Lesson, now: number): ResourceMemory {
  switch (lesson.kind) {
    case 'read':
      return learnRead(known, lesson.record, now);
    case 'confirmed':
      return learnConfirmed(known, lesson, now);
    case 'glimpsed':
      return learnGlimpse(known, lesson.record, now);
    case 'missing': {
      const records = known.records.filter((other) => !sameOwner(other, lesson.record));
      return { ...withRecord(known, records, lesson.record), touchedAt: now };
    }
    case 'written':
      return learnWrite(known, lesson.write, lesson.record);
  }
}

function learnRead(known: ResourceMemory, record: ValidatorRecord, now: number): ResourceMemory {
  const seen = withSighting(known, record, now);
  if (isOvertaken(known, record) || isSilentHead(known, record)) return { ...seen, touchedAt: now };
  return {
    ...withRecord(
      seen,
      seen.records.filter((other) => !replaces(record, other)),
      record,
    ),
    touchedAt: now,
  };
}

/** What a reading takes the place of: its variant's, what said "nothing here", and what a write had to assume. */
function replaces(record: ValidatorRecord, other: ValidatorRecord): boolean {
  if (sameVariant(record, other)) return true;
  if (!sameOwner(record, other)) return false;
  // The answer to a write names no variant; the plain form is the one it most likely spoke of.
  return !other.exists || (record.coding === 'identity' && !isRead(other));
}

function isRead({ source }: ValidatorRecord): boolean {
  return source.method === 'GET' || source.method === 'HEAD';
}

/**
 * Whether a cache gave a tag that our own write has replaced. A cache must drop what it stored when a write passes
 * it (RFC 9111 §4.4), and not all do; what is known from the origin then stands.
 */
function isOvertaken({ ownWrites, sightings }: ResourceMemory, record: ValidatorRecord): boolean {
  const write = ownWrites.at(-1);
  if (record.cache === undefined || record.etag === undefined || write === undefined || write.etag === record.etag) {
    return false;
  }
  if (record.age !== undefined && record.seenAt - record.age * 1000 < write.at - 1000) return true;
  const earlier = sightings.find((sighting) => sighting.etag === record.etag && sameVariant(sighting, record));
  return (
    earlier !== undefined &&
    earlier.firstSeenAt <= write.at &&
    (earlier.cache !== undefined || earlier.lastSeenAt <= write.at)
  );
}

/** HEAD may leave a validator out (RFC 9110 §9.3.2): its silence does not unsay what GET said. */
function isSilentHead(known: ResourceMemory, record: ValidatorRecord): boolean {
  if (record.source.method !== 'HEAD' || record.etag !== undefined) return false;
  const held = known.records.find((other) => other.exists && sameVariant(other, record));
  if (held?.etag === undefined) return false;
  return record.lastModified === undefined || record.lastModified === held.lastModified;
}

type Confirmation = Extract<Lesson, { kind: 'confirmed' }>;

/**
 * A 304 refreshes the record it names and never replaces it (RFC 9111 §4.3.4): by its strong tag, by its weak tag
 * within the variant, or without a tag by the validator that was sent. A tag no record has is still a tag seen.
 */
function learnConfirmed(known: ResourceMemory, { record, sent }: Confirmation, now: number): ResourceMemory {
  const held = known.records.find((other) => isConfirmed(other, record, sent));
  if (held === undefined) return record.etag === undefined ? known : learnGlimpse(known, record, now);
  const refreshed: ValidatorRecord = {
    ...held,
    lastModified: record.lastModified ?? held.lastModified,
    date: record.date ?? held.date,
    age: record.age,
    cache: record.cache,
    seenAt: record.seenAt,
  };
  const others = known.records.filter((other) => other !== held);
  return { ...withRecord(withSighting(known, refreshed, now), others, refreshed), touchedAt: now };
}

function isConfirmed(held: ValidatorRecord, record: ValidatorRecord, sent: HeaderList): boolean {
  if (!held.exists || !sameOwner(held, record)) return false;
  const stored = held.etag === undefined ? undefined : parseEntityTag(held.etag);
  if (record.etag !== undefined) {
    const tag = parseEntityTag(record.etag);
    if (tag === undefined || stored === undefined) return false;
    return strongMatch(tag, stored) || (sameCoding(held, record) && weakMatch(tag, stored) && tag.weak === stored.weak);
  }
  if (stored !== undefined) return sentTags(sent).some((tag) => weakMatch(tag, stored));
  return held.lastModified !== undefined && held.lastModified === firstValue(sent, 'If-Modified-Since');
}

/** A 304 carries no content, and so no coding of its own: the plain form may stand for any. */
function sameCoding(held: ValidatorRecord, record: ValidatorRecord): boolean {
  return record.coding === 'identity' || held.coding === record.coding;
}

function sentTags(headers: HeaderList) {
  const value = combinedValue(headers, 'If-None-Match') ?? '';
  return scanEntityTags(value).flatMap((member) => (member.kind === 'tag' ? [member.tag] : []));
}

/** A tag without its content: it goes before the variant's record and leaves it where it is. */
function learnGlimpse(known: ResourceMemory, record: ValidatorRecord, now: number): ResourceMemory {
  const seen = withSighting(known, record, now);
  const others = seen.records.filter(
    (other) => !(sameOwner(other, record) && (!other.exists || (isGlimpse(other) && sameVariant(other, record)))),
  );
  return { ...withRecord(seen, others, record), touchedAt: now };
}

function isGlimpse({ source }: ValidatorRecord): boolean {
  return source.status === 304 || source.status === 412;
}

/** After our write every record read before is out of date, whoever read it and in whichever coding. */
function learnWrite(known: ResourceMemory, write: OwnWrite, record: ValidatorRecord | undefined): ResourceMemory {
  const seen = record === undefined ? known : withSighting(known, record, write.at);
  return {
    ...seen,
    records: record === undefined ? [] : [record],
    ownWrites: [...seen.ownWrites, { ...write, ...contentBefore(known) }].slice(-MAX_WRITES),
    touchedAt: write.at,
  };
}

function contentBefore({ records }: ResourceMemory): Pick<OwnWrite, 'before'> {
  const before = records.find(({ content }) => content !== undefined)?.content;
  return before === undefined ? {} : { before };
}

function withRecord(
  known: ResourceMemory,
  others: readonly ValidatorRecord[],
  record: ValidatorRecord,
): ResourceMemory {
  return { ...known, records: [record, ...others].slice(0, MAX_RECORDS) };
}

function withSighting(known: ResourceMemory, record: ValidatorRecord, now: number): ResourceMemory {
  const { etag } = record;
  if (etag === undefined) return known;
  const isSame = (sighting: Sighting): boolean => sighting.etag === etag && sameVariant(sighting, record);
  const earlier = known.sightings.find(isSame);
  const others = known.sightings.filter((sighting) => sighting !== earlier);
  const sighting = { ...sightingOf(record, etag, earlier, now), ...standing(known, record, earlier) };
  return { ...known, sightings: [...others, sighting].slice(-MAX_SIGHTINGS) };
}

/** How often in a row it was seen, and whose version it is. */
function standing(
  known: ResourceMemory,
  record: ValidatorRecord,
  earlier: Sighting | undefined,
): Pick<Sighting, 'times' | 'whose'> {
  const last = known.sightings.findLast((each) => sameVariant(each, record));
  const times = earlier !== undefined && last === earlier ? { times: (earlier.times ?? 1) + 1 } : {};
  const whose = earlier === undefined ? authorOf(known, record, last) : earlier.whose;
  return whose === undefined ? times : { ...times, whose };
}

/**
 * Whose version a tag names that was never seen before. After our write it is ours when the answer named it, or
 * when a reading shows what was sent; a new tag without a write of ours since the last one is somebody else's.
 */
function authorOf(
  { ownWrites }: ResourceMemory,
  record: ValidatorRecord,
  last: Sighting | undefined,
): Sighting['whose'] {
  if (!isRead(record) && record.source.status !== 304 && record.source.status !== 412) return 'ours';
  const write = ownWrites.at(-1);
  if (write !== undefined && write.at >= (last?.lastSeenAt ?? 0)) {
    const ours = write.sent !== undefined && write.sent === record.content;
    return ours ? 'ours' : undefined;
  }
  return last === undefined ? undefined : 'theirs';
}

function sightingOf(record: ValidatorRecord, etag: string, earlier: Sighting | undefined, now: number): Sighting {
  const { vary, coding, environment, identity, lastModified, date, cache, content } = record;
  // What a reading showed counts for more than what the answer to a write said.
  const keep = earlier !== undefined && (isReading(earlier) || !isRead(record));
  return {
    etag,
    vary,
    coding,
    environment,
    identity,
    lastModified: lastModified ?? earlier?.lastModified,
    date,
    cache,
    content: content ?? earlier?.content,
    ...keptContent(record, earlier),
    firstSeenAt: earlier?.firstSeenAt ?? now,
    lastSeenAt: now,
    source: keep ? earlier.source : record.source,
  };
}

function keptContent({ bodyHash }: ValidatorRecord, earlier: Sighting | undefined): Pick<Sighting, 'bodyHash'> {
  const hash = bodyHash ?? earlier?.bodyHash;
  return hash === undefined ? {} : { bodyHash: hash };
}

function isReading({ source }: Sighting): boolean {
  return source.method === 'GET' || source.method === 'HEAD';
}
