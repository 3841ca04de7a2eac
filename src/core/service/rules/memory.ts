import type { OwnWrite, Sighting } from '../../conditional/memory/record.ts';
import { sameOwner } from '../../conditional/memory/variant.ts';
import { type EntityTag, formatEntityTag, strongMatch, weakMatch } from '../../http/entityTag.ts';
import { removeHeaders, replaceHeader, useKnownTag } from '../edits/fixes.ts';
import type { ConditionLine } from '../request/conditionLine.ts';
import { knownStrongTag, knownTag, requestWords, seen } from '../request/knowledge.ts';
import { age, shownMoment } from '../request/moment.ts';
import { has, linesOf, type Subject } from '../request/subject.ts';
import { isStar, memberSpan, type SentTag, sentTags, tagField } from '../request/tagMembers.ts';
import { withoutTag } from './contradictions.ts';
import {
  editFix,
  type Finding,
  type FindingRelated,
  finding,
  NO_FINDINGS,
  preferFirst,
  refreshFix,
} from './finding.ts';
import { fromPutAnswer } from './putAnswer.ts';

/** §2.4: preconditions against what is known of this URL. */
export function checkMemory(subject: Subject): readonly Finding[] {
  const { lines, effect, context } = subject;
  if (lines.length === 0 || effect === 'none' || context.memory.resources.size === 0) return NO_FINDINGS;
  const whole = [...onMissing(subject), ...withoutEtag(subject), ...starOnExisting(subject)];
  // Where the resource is gone or has no tag, nothing more is to be said of the tags in If-Match.
  const settled = whole.length > 0;
  return [
    ...whole,
    ...lines.flatMap((line) => (settled && line.field === 'If-Match' ? NO_FINDINGS : checkLine(subject, line))),
  ];
}

function onMissing(subject: Subject): readonly Finding[] {
  const { known, method, context } = subject;
  const [line] = linesOf(subject, 'If-Match');
  if (line === undefined || known.best === undefined || known.current.exists !== false) return NO_FINDINGS;
  const create =
    method === 'PUT' && !has(subject, 'If-None-Match')
      ? editFix('Use If-None-Match: * to create it', replaceHeader(line.header, 'If-None-Match', '*'))
      : [];
  const fixes = preferFirst([...create, ...removeHeaders(subject, [line.header])]);
  const facts = { method, seen: seen(known.best.seenAt, known.best.source, context) };
  return [finding('im-on-missing', line.header.node.value, facts, { fixes, related: sightedBy(subject) })];
}

function withoutEtag(subject: Subject): readonly Finding[] {
  const { known, context } = subject;
  const line = linesOf(subject, 'If-Match').find((each) => sentTags(each).length > 0);
  const none = known.current.exists === true && known.current.etag.kind === 'none';
  if (line === undefined || known.best === undefined || !none) return NO_FINDINGS;
  const facts = { seen: seen(known.best.seenAt, known.best.source, context) };
  const fixes = preferFirst(withoutTag(subject, line));
  return [finding('server-no-etag', line.header.node.value, facts, { fixes, related: sightedBy(subject) })];
}

function starOnExisting(subject: Subject): readonly Finding[] {
  const { known, method, context } = subject;
  const line = linesOf(subject, 'If-None-Match').find(isStar);
  const creates = method === 'PUT' || method === 'POST';
  if (line === undefined || !creates || known.best === undefined || known.current.exists !== true) return NO_FINDINGS;
  const tag = knownStrongTag(known);
  const update =
    tag === undefined || has(subject, 'If-Match')
      ? []
      : editFix(`Use If-Match: ${tag} to update it`, replaceHeader(line.header, 'If-Match', tag));
  const fixes = preferFirst([...update, ...removeHeaders(subject, [line.header])]);
  const facts = { method, seen: seen(known.best.seenAt, known.best.source, context) };
  return [finding('inm-star-exists', line.header.node.value, facts, { fixes, related: sightedBy(subject) })];
}

function checkLine(subject: Subject, line: ConditionLine): readonly Finding[] {
  const tags = sentTags(line);
  if (tags.length === 0) return NO_FINDINGS;
  const current = knownTag(subject.known);
  const holds = current === undefined ? undefined : tags.find(({ tag }) => matches(line, tag, current));
  // One member that matches decides the condition; older ones beside it do no harm.
  if (holds !== undefined) return answerOfWrite(subject, holds, current) ?? tooOld(subject, holds);
  return tags.flatMap((sent) => checkTag(subject, sent, current) ?? NO_FINDINGS);
}

/** The tag known to be current, when only the answer to a write says so and that answer is not to be trusted. */
function answerOfWrite(
  subject: Subject,
  sent: SentTag,
  current: EntityTag | undefined,
): readonly Finding[] | undefined {
  const found = fromPutAnswer(subject, sent, sightingHere(subject, sent), current);
  return found === undefined ? undefined : [found];
}

const sightingHere = (subject: Subject, { member }: SentTag) =>
  subject.known.resource?.sightings.findLast((each) => each.etag === member.text && isOwn(subject, each));

/** If-None-Match compares weakly, the others strongly (RFC 9110 §13.1). */
const matches = ({ field }: ConditionLine, tag: EntityTag, current: EntityTag) =>
  field === 'If-None-Match' ? weakMatch(tag, current) : strongMatch(tag, current);

function tooOld(subject: Subject, { line, member }: SentTag): readonly Finding[] {
  const { known, context, effect } = subject;
  const at = known.best?.seenAt ?? context.now;
  const old = effect === 'write' && line.field === 'If-Match' && context.now - at > context.etagMaxAge;
  if (!old) return NO_FINDINGS;
  const facts = { sent: member.text, age: age(at, context.now) };
  return [finding('etag-old', memberSpan(line, member), facts, { fixes: preferFirst([refreshFix]) })];
}

/** The one thing to say of a tag that is not known to match. A weak tag in If-Match has its own finding. */
function checkTag(subject: Subject, sent: SentTag, current: EntityTag | undefined): Finding | undefined {
  const { line, tag, member } = sent;
  if (tag.weak && line.field === 'If-Match') return undefined;
  const here = (subject.known.resource?.sightings ?? []).filter((each) => isOwn(subject, each));
  const sighting = here.findLast(({ etag }) => etag === member.text);
  if (sighting !== undefined) return outdated(subject, sent, sighting, current);
  if (line.field === 'If-Match' && here.some(({ etag }) => etag === `W/${member.text}`)) return onlyWeak(subject, sent);
  return neverHere(subject, sent, here);
}

const isOwn = ({ known }: Subject, sighting: Sighting) => sameOwner(sighting, known.owner);

function onlyWeak(subject: Subject, { line, member }: SentTag): Finding {
  const fixes = preferFirst([refreshFix, ...withoutTag(subject, line)]);
  return finding('known-tag-weak-if-match', memberSpan(line, member), { sent: member.text }, { fixes });
}

/** A tag once seen here. One that another variant still has is that variant's, and not outdated. */
function outdated(
  subject: Subject,
  sent: SentTag,
  sighting: Sighting,
  current: EntityTag | undefined,
): Finding | undefined {
  const { resource, best } = subject.known;
  const foreign = fromPutAnswer(subject, sent, sighting, current);
  if (foreign !== undefined) return foreign;
  const { lastSeenAt } = sighting;
  const write = resource?.ownWrites.findLast(({ at, etag }) => at >= lastSeenAt && etag !== sent.member.text);
  if (write !== undefined) return beforeOwnWrite(subject, sent, write);
  const ofOther = resource?.records.some(({ etag }) => etag === sent.member.text) ?? false;
  if (ofOther || current === undefined || best === undefined || best.seenAt < lastSeenAt) return undefined;
  const facts = {
    ...factsOf(subject, sent),
    known: formatEntityTag(current),
    seen: seen(best.seenAt, best.source, subject.context),
  };
  const fixes = staleFixes(subject, sent);
  return finding('etag-stale-known', memberSpan(sent.line, sent.member), facts, { fixes, related: sightedBy(subject) });
}

function beforeOwnWrite(subject: Subject, sent: SentTag, write: OwnWrite): Finding {
  const at = { at: shownMoment(write.at, subject.context), by: requestWords(write) };
  const facts = { ...factsOf(subject, sent), write: at, answer: write.etag };
  const related = relatedTo(write.request, `This ${write.method} changed the resource.`);
  return finding('etag-own-write-stale', memberSpan(sent.line, sent.member), facts, {
    fixes: staleFixes(subject, sent),
    related,
  });
}

function neverHere(subject: Subject, sent: SentTag, here: readonly Sighting[]): Finding | undefined {
  const place = memberSpan(sent.line, sent.member);
  const homes = subject.context.homesOf(sent.member.text);
  // Seen here under another identity or environment, it is at least a tag of this URL.
  if (homes.some((home) => home === subject.resource)) return undefined;
  const [url] = homes;
  const fixes = preferFirst([...useKnownTag(subject, sent.line, sent.member), refreshFix]);
  if (url !== undefined) return finding('etag-of-other-url', place, { ...factsOf(subject, sent), url }, { fixes });
  // On a GET the missing copy is the greater harm, and is reported as such.
  const hasCopyRule = subject.method === 'GET' && sent.line.field === 'If-None-Match';
  if (here.length === 0 || hasCopyRule) return undefined;
  return finding('etag-unknown', place, { sent: sent.member.text }, { fixes: preferFirst([refreshFix]) });
}

const factsOf = ({ effect, method }: Subject, { line, member }: SentTag) => ({
  sent: member.text,
  field: tagField(line),
  effect,
  method,
});

const staleFixes = (subject: Subject, { line, member }: SentTag) =>
  preferFirst([refreshFix, ...useKnownTag(subject, line, member)]);

/** The request of the file that saw the current state. */
function sightedBy({ known }: Subject): readonly FindingRelated[] {
  const source = known.best?.source;
  const what = known.current.exists === false ? 'there was nothing' : 'the current state';
  return relatedTo(source?.request, `This ${source?.method ?? 'request'} saw ${what}.`);
}

function relatedTo(name: string | undefined, message: string): readonly FindingRelated[] {
  return name === undefined ? [] : [{ kind: 'request', name, message }];
}
