import type { Sighting } from '../../conditional/memory/record.ts';
import { sameOwner } from '../../conditional/memory/variant.ts';
import { formatEntityTag, parseEntityTag } from '../../http/entityTag.ts';
import { scanEntityTags, type TagMember } from '../../http/entityTagList.ts';
import { type Span, touches } from '../../span.ts';
import { documentRequests } from '../../syntax/locate.ts';
import { code, plainText } from '../hover/markdown.ts';
import { knownTag, requestWords } from '../request/knowledge.ts';
import { age, shownMoment } from '../request/moment.ts';
import type { Subject } from '../request/subject.ts';
import { knownGuards } from '../request/versions.ts';
import type { TagField } from '../words/words.ts';
import { type Completion, completion } from './completion.ts';
import type { FieldValuePlace } from './place.ts';

/** The known tags of this URL, the current one first; then `*` and the references that carry a tag. */
export function tagValues(subject: Subject, field: TagField, place: FieldValuePlace): readonly Completion[] {
  const raw = subject.document.text.slice(place.start, place.end);
  const members = scanEntityTags(raw);
  const caret = place.typed.length;
  const member = members.find((each) => touches(each, caret));
  if (member?.kind === 'unresolved' || (member === undefined && !opensMember(place.typed))) return [];
  const span = spanOf(member, raw, caret, place.start);
  const typed = raw.slice(span.start - place.start, caret);
  const others = new Set(members.filter((each) => each !== member).map(({ text }) => text));
  const tags = sightingsOf(subject).filter(({ etag }) => !others.has(etag));
  const ordered = [...tags].sort((a, b) => Number(useless(field, a)) - Number(useless(field, b)));
  const known = ordered.map((each, at) => tagCompletion(subject, field, each, span, typed, at));
  if (others.size > 0) return known;
  return [...versionTags(subject, field, span, tags), ...known, ...star(field, span), ...carriers(subject, span)];
}

/** Whether a member can begin here: at the value's start or behind a comma. */
const opensMember = (typed: string) => /(?:^|,)[ \t]*$/.test(typed);

/** The member under the caret, unless an open quote has swallowed the members after it. */
function spanOf(member: TagMember | undefined, raw: string, caret: number, base: number): Span {
  if (member === undefined) return { start: base + caret, end: base + caret };
  const comma = raw.slice(caret, member.end).indexOf(',');
  return { start: base + member.start, end: base + (comma === -1 ? member.end : caret + comma) };
}

/** The tags that this client has seen here, each once, the current one first and then the newest. */
function sightingsOf({ known }: Subject): readonly Sighting[] {
  const current = knownTag(known);
  const now = current === undefined ? undefined : formatEntityTag(current);
  const own = (known.resource?.sightings ?? []).filter((each) => sameOwner(each, known.owner));
  const newest = [...own]
    .filter(({ etag }) => parseEntityTag(etag) !== undefined)
    .sort((a, b) => Number(b.etag === now) - Number(a.etag === now) || b.lastSeenAt - a.lastSeenAt);
  return newest.filter(({ etag }, at) => newest.findIndex((each) => each.etag === etag) === at);
}

/** A weak tag can hold in If-None-Match alone (RFC 9110 §13.1.1, §13.1.5). */
const useless = (field: TagField, { etag }: Sighting) => field !== 'If-None-Match' && etag.startsWith('W/');

function tagCompletion(
  subject: Subject,
  field: TagField,
  sighting: Sighting,
  span: Span,
  typed: string,
  at: number,
): Completion {
  const { etag, lastSeenAt, source } = sighting;
  const current = knownTag(subject.known);
  const isCurrent = current !== undefined && formatEntityTag(current) === etag;
  const strength = etag.startsWith('W/') ? 'weak' : 'strong';
  const fate = useless(field, sighting) ? 'never matches here' : isCurrent ? 'current' : 'replaced';
  const { context } = subject;
  const since = `${age(lastSeenAt, context.now)} (${plainText(shownMoment(lastSeenAt, context))})`;
  return completion('tag', span, etag, {
    description: [strength, age(lastSeenAt, context.now), fate].join(' · '),
    documentation: `${code(etag)}, ${strength}\n\nSeen ${since} by ${plainText(requestWords(source))}. ${fateWords(field, fate)}.`,
    filterText: soughtIn(etag, typed),
    preferred: at === 0 && fate === 'current' ? 'yes' : 'no',
  });
}

/** What the resource's API wants in this field, where it was told in the content and not in a tag seen here. */
function versionTags(subject: Subject, field: TagField, span: Span, tags: readonly Sighting[]): readonly Completion[] {
  return knownGuards(subject).flatMap(({ put, title }) => {
    if (put.kind !== 'field' || put.name !== field || tags.some(({ etag }) => etag === put.value)) return [];
    return [completion('tag', span, put.value, { description: title, preferred: 'yes' })];
  });
}

function fateWords(field: TagField, fate: 'never matches here' | 'current' | 'replaced'): string {
  switch (fate) {
    case 'never matches here':
      return `${field} compares strongly, so a weak tag never matches`;
    case 'current':
      return 'It is the current one, as far as is known';
    case 'replaced':
      return 'Another has been seen here since, or a write of yours has changed it';
  }
}

/** Without the marks that the user has not typed, so that what is typed is found at the text's beginning. */
function soughtIn(etag: string, typed: string): string {
  if (typed === '' || typed.startsWith('W/')) return etag;
  if (typed.startsWith('"')) return etag.replace(/^W\//, '');
  return etag.replace(/^(?:W\/)?"/, '');
}

function star(field: TagField, span: Span): readonly Completion[] {
  switch (field) {
    case 'If-Match':
      return [completion('value', span, '*', { description: 'any version, as long as it exists' })];
    case 'If-None-Match':
      return [completion('value', span, '*', { description: 'only if there is nothing yet' })];
    case 'If-Range':
      return [];
  }
}

/** `{{$etag}}`, and the tags in the answers of requests with the same target that were named to be referred to. */
function carriers({ document, placed }: Subject, span: Span): readonly Completion[] {
  const named = documentRequests(document).flatMap(({ node }) =>
    node.name !== undefined &&
    node.name !== node.title &&
    node !== placed.node &&
    node.target.text === placed.node.target.text
      ? [node.name.text]
      : [],
  );
  const text = (name: string) => `{{${name}.response.headers.ETag}}`;
  return [
    completion('variable', span, '{{$etag}}', { description: 'newest known, at each send' }),
    ...[...new Set(named)].map((name) => completion('request', span, text(name), { description: `from #${name}` })),
  ];
}
