import type { OwnWrite, Sighting } from '../../conditional/memory/record.ts';
import { sameOwner } from '../../conditional/memory/variant.ts';
import { formatEntityTag, strongMatch, weakMatch } from '../../http/entityTag.ts';
import type { TagMember } from '../../http/entityTagList.ts';
import type { ConditionLine } from '../request/conditionLine.ts';
import { knownTag, requestWords } from '../request/knowledge.ts';
import { age } from '../request/moment.ts';
import type { Subject } from '../request/subject.ts';
import { code, plainText } from './markdown.ts';

/** A hover with more lines than this hides the file. */
const most = 8;

/** Each member with its strength, and whether and when it was seen; one line each. */
export function memberReadings(subject: Subject, line: ConditionLine, members: readonly TagMember[]): string {
  const present = members.filter(({ kind }) => kind !== 'empty');
  const lines = present.slice(0, most).map((member) => `- ${code(member.text)} ${reading(subject, line, member)}`);
  const rest = present.length - most;
  return [...lines, ...(rest > 0 ? [`- and ${rest} more`] : [])].join('\n');
}

function reading(subject: Subject, line: ConditionLine, member: TagMember): string {
  switch (member.kind) {
    case 'tag':
      return tagReading(subject, line, member);
    case 'star':
      return 'any version';
    case 'unresolved':
      return 'has no value yet';
    case 'malformed':
      return 'no entity tag, matches nothing';
    case 'empty':
      return '';
  }
}

function tagReading(subject: Subject, { field }: ConditionLine, { tag, text }: TagMember & { kind: 'tag' }): string {
  const seen = sightingOf(subject, text);
  const since = seen && `seen ${age(seen.lastSeenAt, subject.context.now)} by ${plainText(requestWords(seen.source))}`;
  // A weak tag that is the server's own is still no match, so that comes first.
  if (tag.weak && field !== 'If-None-Match')
    return ['weak', `never matches here: ${field} compares strongly`, ...(since === undefined ? [] : [since])].join(
      ' · ',
    );
  const strength = tag.weak ? 'weak' : 'strong';
  const current = knownTag(subject.known);
  const match = field === 'If-None-Match' ? weakMatch : strongMatch;
  const isCurrent = current !== undefined && match(tag, current);
  if (seen !== undefined) return [strength, since, ...fate(subject, seen, text, isCurrent)].join(' · ');
  return `${strength} · ${isCurrent ? `matches ${code(formatEntityTag(current))}` : elsewhere(subject, text)}`;
}

const sightingOf = ({ known }: Subject, etag: string) =>
  known.resource?.sightings.findLast((each) => each.etag === etag && sameOwner(each, known.owner));

/** What became of a tag since it was seen. */
function fate(subject: Subject, seen: Sighting, etag: string, isCurrent: boolean): readonly string[] {
  if (isCurrent) return ['the current one'];
  const { known, context } = subject;
  const write = known.resource?.ownWrites.findLast((each) => each.at >= seen.lastSeenAt && each.etag !== etag);
  if (write !== undefined) return [`replaced by your own ${ownWrite(write)} ${age(write.at, context.now)}`];
  const current = knownTag(known);
  if (current === undefined || known.best === undefined) return [];
  return [`replaced, ${code(formatEntityTag(current))} was there ${age(known.best.seenAt, context.now)}`];
}

const ownWrite = (write: OwnWrite) => plainText(requestWords(write));

function elsewhere({ context, resource }: Subject, etag: string): string {
  const home = context.homesOf(etag).find((each) => each !== resource);
  return home === undefined ? 'never seen here' : `seen only at ${code(home)}`;
}
