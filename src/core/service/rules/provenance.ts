import type { Sighting } from '../../conditional/memory/record.ts';
import { differingFields, sameOwner } from '../../conditional/memory/variant.ts';
import { fieldDoc } from '../../http/fields.ts';
import { readHttpDate } from '../../http/httpDate.ts';
import { rewriteValue } from '../edits/valueEdits.ts';
import { requestWords } from '../request/knowledge.ts';
import { shownMoment } from '../request/moment.ts';
import { headerNamed, type Subject } from '../request/subject.ts';
import { memberSpan, type SentTag, sentTags } from '../request/tagMembers.ts';
import { shown } from '../words/shown.ts';
import { codingSuffix } from './codingSuffix.ts';
import { withoutTag } from './contradictions.ts';
import { editFix, type Finding, finding, NO_FINDINGS, preferFirst, refreshFix } from './finding.ts';
import { evidenceOf, traitHere } from './serverTraits.ts';

/** What says more of a tag than where it came from. */
const outweighs: ReadonlySet<string> = new Set([
  'etag-stale-known',
  'etag-own-write-stale',
  'etag-of-other-url',
  'etag-from-put-answer',
]);

/** §2.4: what is wrong with where a tag came from: another form, a cache, a node that disagrees. One finding a tag. */
export function checkProvenance(subject: Subject, others: readonly Finding[]): readonly Finding[] {
  if (subject.effect === 'none') return NO_FINDINGS;
  const told = others.filter(({ code }) => outweighs.has(code));
  return subject.lines.flatMap(sentTags).flatMap((sent) => {
    const { start, end } = memberSpan(sent.line, sent.member);
    if (told.some((other) => other.start < end && other.end > start)) return NO_FINDINGS;
    return checkTag(subject, sent) ?? NO_FINDINGS;
  });
}

function checkTag(subject: Subject, sent: SentTag): Finding | undefined {
  const sighting = sightingOf(subject, sent);
  const suffix = suffixed(subject, sent, sighting);
  if (suffix !== undefined) return suffix;
  if (sighting === undefined) return ofOthers(subject, sent);
  return (
    flaps(subject, sent) ??
    encoded(subject, sent, sighting) ??
    negotiated(subject, sent, sighting) ??
    weakForASecond(subject, sent, sighting) ??
    cached(subject, sent, sighting)
  );
}

function sightingOf({ known }: Subject, { member }: SentTag): Sighting | undefined {
  return known.resource?.sightings.findLast((each) => each.etag === member.text && sameOwner(each, known.owner));
}

const isRead = ({ source }: Sighting) => source.method === 'GET' || source.method === 'HEAD';

/** Servers compare a write with the plain form's tag (RFC 9110 §8.8.3.3). */
function suffixed(subject: Subject, sent: SentTag, sighting: Sighting | undefined): Finding | undefined {
  const { line, member, tag } = sent;
  const suffix = subject.effect === 'write' ? codingSuffix(tag.opaque) : undefined;
  // Read as the tag of the plain form, it is no tag of a compressed one.
  if (suffix === undefined || (sighting !== undefined && isRead(sighting) && sighting.coding === 'identity'))
    return undefined;
  const plain = `${member.text.slice(0, -1 - suffix.length)}"`;
  const stripped = editFix(`Use ${shown(plain)}`, rewriteValue(subject.document, line.header.value, member, plain));
  const facts = { sent: member.text, suffix, method: subject.method };
  return finding('etag-coding-suffix', memberSpan(line, member), facts, {
    fixes: preferFirst([refreshFix, ...stripped]),
  });
}

/** Nodes behind one URL that make tags each in its own way: the next one may refuse what this one gave. */
function flaps(subject: Subject, sent: SentTag): Finding | undefined {
  const { line, member } = sent;
  const trait = traitHere(subject, 'tags-flap');
  if (trait === undefined) return undefined;
  const byDate = line.field === 'If-Match' ? withoutTag(subject, line) : [];
  const facts = { sent: member.text, evidence: evidenceOf(trait, subject) };
  return finding('etag-flapping', memberSpan(line, member), facts, { fixes: preferFirst([...byDate, refreshFix]) });
}

/** A tag read in a compressed form, on a write that sends the plain one. */
function encoded(subject: Subject, { line, member }: SentTag, sighting: Sighting): Finding | undefined {
  const { known, effect } = subject;
  const plainToo = (known.resource?.sightings ?? []).some(
    (each) => each.etag === member.text && each.coding === 'identity' && sameOwner(each, known.owner),
  );
  if (effect !== 'write' || sighting.coding === 'identity' || plainToo) return undefined;
  if (headerNamed(subject, 'content-encoding') !== undefined) return undefined;
  const facts = { sent: member.text, coding: sighting.coding };
  return finding('etag-of-encoded-form', memberSpan(line, member), facts, { fixes: preferFirst([refreshFix]) });
}

/** Another representation was read than the one this request selects (RFC 9110 §13.1, §12.5.5). */
function negotiated(subject: Subject, { line, member }: SentTag, sighting: Sighting): Finding | undefined {
  const headers = [...subject.resolved.headers.map(({ field }) => field), ...subject.resolved.defaults];
  const [field] = differingFields(sighting, headers);
  if (field === undefined) return undefined;
  const former = sighting.vary.find(([name]) => name === field)?.[1] ?? '';
  const header = headerNamed(subject, field);
  const secret = former.startsWith('#');
  const repeated =
    header === undefined || former === '' || secret
      ? []
      : editFix(
          `Send ${shown(`${header.field[0]}: ${former}`)}, as then`,
          rewriteValue(subject.document, header.value, { start: 0, end: header.value.text.length }, former),
        );
  const facts = { sent: member.text, field, former: secret ? 'another' : former };
  return finding('etag-negotiation-differs', memberSpan(line, member), facts, {
    fixes: preferFirst([...repeated, refreshFix]),
  });
}

/** A tag that only somebody else was shown, of a server that varies by who asks. */
function ofOthers({ known }: Subject, { line, member }: SentTag): Finding | undefined {
  const by = known.resource?.observed?.variesBy ?? [];
  const { environment, identity } = known.owner;
  const theirs = known.resource?.sightings.some(
    (each) => each.etag === member.text && each.environment === environment && each.identity !== identity,
  );
  if (by.length === 0 || theirs !== true) return undefined;
  const facts = { sent: member.text, field: by.map(spelled).join(' and '), former: 'others' };
  return finding('etag-negotiation-differs', memberSpan(line, member), facts, { fixes: preferFirst([refreshFix]) });
}

const spelled = (name: string) => fieldDoc(name)?.name ?? name;

/** Apache calls the tag of a file weak until the file is a second old; the strong one is the same without W/. */
function weakForASecond(subject: Subject, { line, member, tag }: SentTag, sighting: Sighting): Finding | undefined {
  const apache = /^apache\b/i.test(subject.known.resource?.observed?.server ?? '');
  if (!tag.weak || line.field === 'If-None-Match' || !apache) return undefined;
  const date = readHttpDate(sighting.date ?? '', subject.context.now);
  const modified = readHttpDate(sighting.lastModified ?? '', subject.context.now);
  if (date.kind !== 'date' || modified.kind !== 'date' || date.epoch - modified.epoch > 1000) return undefined;
  const facts = { sent: member.text };
  return finding('etag-weak-after-write', memberSpan(line, member), facts, { fixes: preferFirst([refreshFix]) });
}

/** What a cache gave may be older than the resource (RFC 9111 §4.2). On a read that does no harm: the cache is asked again. */
function cached(subject: Subject, { line, member }: SentTag, sighting: Sighting): Finding | undefined {
  const { cache, lastSeenAt, source } = sighting;
  const reads = subject.effect === 'read' && line.field !== 'If-Match';
  if (cache === undefined || reads) return undefined;
  const facts = { sent: member.text, cache, at: shownMoment(lastSeenAt, subject.context), by: requestWords(source) };
  return finding('etag-from-cache', memberSpan(line, member), facts, { fixes: preferFirst([refreshFix]) });
}
