import { type EntityTag, parseEntityTag } from '../../http/entityTag.ts';
import { folderOf } from '../memory/places.ts';
import type { ResourceMemory, Sighting, TraitObservation, ValidatorRecord } from '../memory/record.ts';
import { sameOwner, sameVariant } from '../memory/variant.ts';
import { shown } from '../wording.ts';
import type { Noted, Observer } from './scene.ts';

/** A suffix by which a server marks the tag of a compressed form. */
export const CODING_SUFFIX = /(?:--?|;|:)(?:gzip|br|zstd|deflate)$/;
/**
 * This many readings in a row with one tag speak against a server whose tags flap: a look-up and the three that
 * repeat it. Two nodes in turn never give so many, two at random seldom, and the next change of tags tells again.
 */
export const STEADY_AFTER = 4;
/** So many versions with tags of their own speak against a server that once kept a tag while the content changed. */
export const TOLD_APART = 3;

/** What the validators of a whole answer tell of a server's tags. */
export const tagHabits: Observer = ({ shown: record, known, response }, before) => {
  if (record === undefined || response.status !== 200 || record.cache !== undefined) return [];
  const presence = tagPresence(record);
  const tag = record.etag === undefined ? undefined : parseEntityTag(record.etag);
  if (tag === undefined || known === undefined) return presence;
  const reused = sameness(record, tag, known);
  return [
    ...presence,
    ...codings(record, tag, known),
    ...(reused.length > 0 ? reused : toldApart(record, known, before)),
    ...flapping(record, known),
  ];
};

const anyMethod = { method: '*' } as const;

/** HEAD may leave a tag out (RFC 9110 §9.3.2), so that only GET shows that there is none. */
function tagPresence({ etag, source }: ValidatorRecord): readonly Noted[] {
  if (etag !== undefined) {
    return [
      { id: 'no-etag', ...anyMethod, says: 'lacks', weight: 'proof', what: `${source.method} showed ${shown(etag)}.` },
    ];
  }
  if (source.method !== 'GET') return [];
  return [{ id: 'no-etag', ...anyMethod, says: 'has', weight: 'proof', what: 'A whole answer to GET had no ETag.' }];
}

/** The plain and the coded form of one version, told by their tags, of which one was made from the other. */
function codings(record: ValidatorRecord, tag: EntityTag, known: ResourceMemory): readonly Noted[] {
  const other = known.records.find(
    (each) => each.exists && each.etag !== undefined && sameOwner(each, record) && each.coding !== record.coding,
  );
  const otherTag = parseEntityTag(other?.etag ?? '');
  if (other === undefined || otherTag === undefined) return [];
  if (record.coding !== 'identity' && other.coding !== 'identity') return [];
  const coded = record.coding === 'identity' ? otherTag : tag;
  const plain = record.coding === 'identity' ? tag : otherTag;
  return codingHabits(plain, coded, record.coding === 'identity' ? other.coding : record.coding);
}

function codingHabits(plain: EntityTag, coded: EntityTag, coding: string): readonly Noted[] {
  const suffixed = coded.opaque !== plain.opaque && coded.opaque.replace(CODING_SUFFIX, '') === plain.opaque;
  const same = coded.opaque === plain.opaque;
  if (!suffixed && !same) return [];
  const what = `The plain form has ${tagText(plain)}, the ${coding} form ${tagText(coded)}.`;
  const says = (shows: 'has' | 'lacks', id: Noted['id']): Noted => ({
    id,
    ...anyMethod,
    says: shows,
    weight: 'proof',
    what,
  });
  const weakened = coded.weak && !plain.weak;
  return [
    says(weakened ? 'has' : 'lacks', 'weakens-when-compressing'),
    says(suffixed ? 'has' : 'lacks', 'adds-coding-suffix'),
    // Two forms that share a tag share a weak one (RFC 9110 §8.8.1).
    says(same && !coded.weak && !plain.weak ? 'has' : 'lacks', 'same-tag-for-codings'),
  ];
}

/** A strong tag under which the content changed does not tell versions apart (RFC 9110 §8.8.1). */
function sameness(record: ValidatorRecord, tag: EntityTag, known: ResourceMemory): readonly Noted[] {
  if (tag.weak || record.content === undefined) return [];
  const earlier = known.sightings.find((each) => each.etag === record.etag && sameVariant(each, record));
  if (earlier?.content === undefined || earlier.content === record.content || isFromWrite(earlier)) return [];
  const what = `${tagText(tag)} stayed the same while the content changed.`;
  return [{ id: 'not-discriminating', ...anyMethod, says: 'has', weight: 'proof', what }];
}

/**
 * What contradicts `not-discriminating`. One change of content with one of the tag proves little, since a server
 * whose tags are made of dates fails within one second only; several since then do.
 */
function toldApart(
  record: ValidatorRecord,
  known: ResourceMemory,
  before: readonly TraitObservation[],
): readonly Noted[] {
  const folder = folderOf(record.resource);
  const failed = before.findLast(
    ({ id, says, resource }) => id === 'not-discriminating' && says === 'has' && folderOf(resource) === folder,
  );
  if (failed === undefined || record.content === undefined) return [];
  const versions = known.sightings.filter(
    (each) => each.firstSeenAt > failed.at && sameVariant(each, record) && !isFromWrite(each),
  );
  const contents = new Map(
    [...versions, record].flatMap(({ etag, content }) => (etag && content ? [[etag, content]] : [])),
  );
  if (contents.size < TOLD_APART || new Set(contents.values()).size < contents.size) return [];
  const what = `${contents.size} versions since then had tags of their own.`;
  return [{ id: 'not-discriminating', ...anyMethod, says: 'lacks', weight: 'proof', what }];
}

function isFromWrite({ source: { method } }: Sighting): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

/** A tag that comes back after another, with no write of ours between: two nodes that do not agree, or a restore. */
function flapping(record: ValidatorRecord, known: ResourceMemory): readonly Noted[] {
  const own = known.sightings.filter((each) => sameVariant(each, record) && each.cache === undefined);
  const last = own.at(-1);
  const before = own.find((each) => each.etag === record.etag);
  if (last === undefined || before === undefined) return [];
  if (last === before) return steady(last);
  const written = known.ownWrites.some(({ at }) => at >= before.lastSeenAt);
  if (written || isFromWrite(last) || isFromWrite(before)) return [];
  const what = `${shown(before.etag)} came back after ${shown(last.etag)}.`;
  // The same content under both is no older version that somebody restored.
  const proved = last.content !== undefined && last.content === record.content;
  return [{ id: 'tags-flap', ...anyMethod, says: 'has', weight: proved ? 'proof' : 'sign', what }];
}

function steady({ etag, times = 1 }: Sighting): readonly Noted[] {
  if (times + 1 < STEADY_AFTER) return [];
  const what = `${shown(etag)} was read ${times + 1} times in a row.`;
  return [{ id: 'tags-flap', ...anyMethod, says: 'lacks', weight: 'proof', what }];
}

function tagText({ weak, opaque }: EntityTag): string {
  return shown(`${weak ? 'W/' : ''}"${opaque}"`);
}
