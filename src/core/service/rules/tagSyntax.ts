import type { TagMember } from '../../http/entityTagList.ts';
import { isStandIn } from '../../http/tagFlaw.ts';
import { removeHeaders, removeMember, repairMember, useKnownTag, useKnownValue } from '../edits/fixes.ts';
import type { ConditionLine } from '../request/conditionLine.ts';
import { sourceSpan } from '../request/sourceMap.ts';
import type { Subject } from '../request/subject.ts';
import { memberSpan, membersOf, tagField } from '../request/tagMembers.ts';
import { type Finding, finding, NO_FINDINGS, preferFirst, refreshFix } from './finding.ts';
import { misplacedDate, misplacedTags } from './misplacedValues.ts';
import { starsAmongTags } from './starsAmongTags.ts';
import { variableQuotes } from './variableQuotes.ts';
import { vendorTaking } from './vendorTaking.ts';

/** §2.1: what is wrong with the tags themselves, and with values in the wrong field. */
export function checkTagSyntax(subject: Subject): readonly Finding[] {
  return [...subject.lines.flatMap((line) => checkLine(subject, line)), ...starsAmongTags(subject)];
}

function checkLine(subject: Subject, line: ConditionLine): readonly Finding[] {
  switch (line.reading.kind) {
    case 'empty':
      return [emptyValue(subject, line)];
    case 'tags':
      return checkMembers(subject, line, line.reading.members);
    case 'misplaced-date':
      return [misplacedDate(subject, line, line.reading.epoch)];
    case 'misplaced-tags':
      return [misplacedTags(subject, line, line.reading.members)];
    case 'unresolved':
    case 'date':
    case 'bad-date':
    case 'date-list':
      return NO_FINDINGS;
  }
}

function checkMembers(subject: Subject, line: ConditionLine, members: readonly TagMember[]): readonly Finding[] {
  const findings: Finding[] = [];
  const seen = new Map<string, TagMember>();
  for (const member of members) {
    const first = seen.get(member.text);
    const found = checkMember(subject, line, members, member, first);
    if (found !== undefined) findings.push(found);
    if (first === undefined) seen.set(member.text, member);
  }
  return findings;
}

/** At most one code a member: what makes it no tag first, then what makes it a doubtful one, then repetition. */
function checkMember(
  subject: Subject,
  line: ConditionLine,
  members: readonly TagMember[],
  member: TagMember,
  first: TagMember | undefined,
): Finding | undefined {
  switch (member.kind) {
    case 'star':
    case 'unresolved':
      return undefined;
    case 'empty':
      return emptyMember(subject, line, members, member);
    case 'malformed':
      return variableQuotes(subject, line, member) ?? malformed(subject, line, member);
    case 'tag':
      return remark(subject, line, member) ?? duplicate(subject, line, members, member, first);
  }
}

function malformed(subject: Subject, line: ConditionLine, member: TagMember & { kind: 'malformed' }): Finding {
  const { flaw, text } = member;
  const repair = usable(subject, line, member);
  const known = useKnownTag(subject, line, member);
  // A weak tag is what was written, and yet of no use in these two fields.
  const useless = line.field !== 'If-None-Match' && repair?.startsWith('W/') === true;
  const written = repairMember(subject, line, member, repair);
  const fresh = flaw === 'etag-unquoted' && isStandIn(text) ? [refreshFix] : [];
  const fixes = useless ? [...preferFirst(known), ...written] : preferFirst([...written, ...known, ...fresh]);
  const place = memberSpan(line, member);
  if (flaw === 'etag-list-missing-comma') {
    const parts = text.split(/(?<=")[ \t;|]+/);
    return finding(flaw, place, { before: parts[0] ?? '', after: parts[1] ?? '' }, { fixes });
  }
  const taken = flaw === 'etag-unquoted' && line.field === 'If-Match';
  const vendor = taken ? vendorTaking(subject, 'unquotedAllowedInIfMatch') : undefined;
  if (vendor === undefined) return finding(flaw, place, garbled(subject, line, text), { fixes });
  const facts = { ...garbled(subject, line, text), vendor };
  return finding(flaw, place, facts, { circumstance: 'vendor', fixes: [...written, ...known] });
}

/** What was probably meant, unless it would be wrong in another way in this place. */
function usable(subject: Subject, line: ConditionLine, { flaw, repaired }: TagMember & { kind: 'malformed' }) {
  if (repaired === '"*"') return takesStar(subject, line) ? '*' : undefined;
  return flaw === 'etag-list-missing-comma' && line.field === 'If-Range' ? undefined : repaired;
}

/** Beside other members, and in If-Range, a star would only be wrong in another way. */
function takesStar(subject: Subject, line: ConditionLine): boolean {
  return membersOf(line).length === 1 && subject.lines.length === 1 && line.field !== 'If-Range';
}

function garbled({ effect }: Subject, line: ConditionLine, sent: string) {
  const { reading } = line;
  const among = reading.kind === 'tags' && reading.members.length > 1 ? 'others' : 'alone';
  return { sent, field: tagField(line), effect, among } as const;
}

function remark(subject: Subject, line: ConditionLine, member: TagMember & { kind: 'tag' }): Finding | undefined {
  const [code] = member.remarks;
  if (code === undefined) return undefined;
  const place = memberSpan(line, member);
  const sent = member.text;
  const known = useKnownTag(subject, line, member);
  switch (code) {
    case 'etag-quoted-star': {
      const repaired = takesStar(subject, line) ? '*' : undefined;
      const fixes = preferFirst([...repairMember(subject, line, member, repaired), ...known]);
      return finding(code, place, garbled(subject, line, sent), { fixes });
    }
    case 'etag-bad-weak-prefix': {
      const fixes = preferFirst([...repairMember(subject, line, member, unwrapped(member)), ...known]);
      return finding(code, place, garbled(subject, line, sent), { fixes });
    }
    case 'etag-non-ascii':
    case 'etag-backslash':
      return finding(code, place, { sent }, { fixes: known });
  }
}

/** `"W/x"` is meant as `W/"x"`. */
const unwrapped = ({ tag }: TagMember & { kind: 'tag' }) => `W/"${tag.opaque.slice(2)}"`;

function duplicate(
  subject: Subject,
  line: ConditionLine,
  members: readonly TagMember[],
  member: TagMember,
  first: TagMember | undefined,
): Finding | undefined {
  if (first === undefined) return undefined;
  const related = [{ kind: 'span', message: 'It stands here already.', span: memberSpan(line, first) }] as const;
  const fixes = preferFirst(removeMember(subject, line, members, member, 'Remove the repetition'));
  const details = { fixes, related, tag: 'unnecessary' } as const;
  return finding('etag-list-duplicate', memberSpan(line, member), { sent: member.text }, details);
}

/** The comma is shown: the member itself has no characters. */
function emptyMember(subject: Subject, line: ConditionLine, members: readonly TagMember[], member: TagMember): Finding {
  const last = members.at(-1) === member;
  const comma = line.text.indexOf(',', last ? (members.at(-2)?.end ?? 0) : member.end);
  const place = sourceSpan(line.header.value, { start: comma, end: comma + 1 });
  const fixes = preferFirst(removeMember(subject, line, members, member, 'Remove the comma'));
  return finding('etag-list-empty-member', place, { field: tagField(line) }, { fixes });
}

function emptyValue(subject: Subject, line: ConditionLine): Finding {
  const { header, field } = line;
  const { name, value } = header.node;
  const place = value.start === value.end ? name : value;
  const fixes = preferFirst([...useKnownValue(subject, line), ...removeHeaders(subject, [header])]);
  return finding('conditional-empty-value', place, { field, effect: subject.effect }, { fixes });
}
