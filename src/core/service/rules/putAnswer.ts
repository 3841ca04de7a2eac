import type { Sighting } from '../../conditional/memory/record.ts';
import type { EntityTag } from '../../http/entityTag.ts';
import { formatEntityTag } from '../../http/entityTag.ts';
import { useKnownTag } from '../edits/fixes.ts';
import { requestWords } from '../request/knowledge.ts';
import type { Subject } from '../request/subject.ts';
import { memberSpan, type SentTag } from '../request/tagMembers.ts';
import { type Finding, finding, preferFirst, refreshFix } from './finding.ts';

const WRITES: ReadonlySet<string> = new Set(['PUT', 'POST', 'PATCH']);
/** Length and digest, as the usual package of Node's frameworks makes them of whatever is sent. */
const OF_THE_ANSWER = /^[0-9a-f]{1,8}-[A-Za-z0-9+/]{27}$/;

/**
 * A tag that only the answer to a write named, and that is not the resource's: a GET showed another since, or the
 * server's framework makes a tag of every answer (RFC 9110 §9.3.4).
 */
export function fromPutAnswer(
  subject: Subject,
  sent: SentTag,
  sighting: Sighting | undefined,
  current: EntityTag | undefined,
): Finding | undefined {
  if (sighting === undefined || !WRITES.has(sighting.source.method)) return undefined;
  const read = shownByRead(subject, sighting, current);
  if (read === undefined && !isOfTheAnswer(subject, sent)) return undefined;
  const facts = { sent: sent.member.text, by: requestWords(sighting.source), current: read };
  const fixes = preferFirst([refreshFix, ...useKnownTag(subject, sent.line, sent.member)]);
  return finding('etag-from-put-answer', memberSpan(sent.line, sent.member), facts, { fixes });
}

/** The tag that a later read showed without a write of ours between. */
function shownByRead({ known }: Subject, { etag, lastSeenAt }: Sighting, current: EntityTag | undefined) {
  const { best, resource } = known;
  const later = best !== undefined && best.seenAt >= lastSeenAt && /^(?:GET|HEAD)$/.test(best.source.method);
  if (!later || current === undefined || best.etag === etag) return undefined;
  const written = resource?.ownWrites.some(({ at }) => at > lastSeenAt) ?? false;
  return written ? undefined : formatEntityTag(current);
}

function isOfTheAnswer({ known, traits }: Subject, { tag }: SentTag): boolean {
  if (traits.some(({ id, confidence }) => id === 'put-answer-tag-foreign' && confidence !== 'faded')) return true;
  return /^express\b/i.test(known.resource?.observed?.poweredBy ?? '') && OF_THE_ANSWER.test(tag.opaque);
}
