import { isOnlyLine, removeHeaders, removeMember, replaceHeader, useKnownTag } from '../edits/fixes.ts';
import type { ConditionLine } from '../request/conditionLine.ts';
import { knownDate, knownStrongDate } from '../request/knowledge.ts';
import { has, isGetOrHead, linesOf, type Subject } from '../request/subject.ts';
import { isStar, memberSpan, membersOf, type SentTag, sentTags } from '../request/tagMembers.ts';
import { shown } from '../words/shown.ts';
import { editFix, type Finding, type FindingFix, finding, NO_FINDINGS, preferFirst, refreshFix } from './finding.ts';
import { vendorTaking } from './vendorTaking.ts';

/** §2.3: fields that contradict or silence each other, and weak tags where strong comparison is used. */
export function checkContradictions(subject: Subject): readonly Finding[] {
  if (subject.lines.length === 0 || subject.effect === 'none') return NO_FINDINGS;
  return [...silenced(subject), ...matchAndNoneMatch(subject), ...weakTags(subject)];
}

/** Dates that must be ignored because the more accurate tag field is there (RFC 9110 §13.1.3, §13.1.4). */
function silenced(subject: Subject): readonly Finding[] {
  const unmodified = has(subject, 'If-Match') ? linesOf(subject, 'If-Unmodified-Since') : [];
  const modified = has(subject, 'If-None-Match') && isGetOrHead(subject) ? linesOf(subject, 'If-Modified-Since') : [];
  return [
    ...unmodified.map((line) => redundant(subject, 'ius-with-im', line)),
    ...modified.map((line) => redundant(subject, 'ims-with-inm', line)),
  ];
}

function redundant(subject: Subject, code: 'ius-with-im' | 'ims-with-inm', { header }: ConditionLine): Finding {
  const fixes = preferFirst(removeHeaders(subject, [header]));
  return finding(code, header.node, {}, { fixes, tag: 'unnecessary' });
}

/** If-Match and If-None-Match in one request: at most one of three findings. */
function matchAndNoneMatch(subject: Subject): readonly Finding[] {
  const match = linesOf(subject, 'If-Match');
  const noneMatch = linesOf(subject, 'If-None-Match');
  const [first] = match;
  const [second] = noneMatch;
  if (first === undefined || second === undefined) return NO_FINDINGS;
  const fixes = keepOne(subject, match, noneMatch);
  const related = [{ kind: 'span', message: 'If-Match stands here.', span: first.header.node }] as const;
  if (match.some(isStar) && noneMatch.some(isStar)) {
    return [finding('im-star-inm-star', second.header.node, {}, { fixes, related })];
  }
  const common = sharedTag(match, noneMatch);
  if (common !== undefined) {
    const facts = { sent: common.member.text, effect: subject.effect };
    return [finding('im-inm-same-tag', memberSpan(common.line, common.member), facts, { fixes, related })];
  }
  return [finding('im-inm-both', second.header.node, {}, { fixes, related })];
}

function sharedTag(match: readonly ConditionLine[], noneMatch: readonly ConditionLine[]): SentTag | undefined {
  const wanted = new Set(match.flatMap(sentTags).map(({ tag }) => tag.opaque));
  return noneMatch.flatMap(sentTags).find(({ tag }) => wanted.has(tag.opaque));
}

/** A write keeps its guard, a read its saving. */
function keepOne(subject: Subject, match: readonly ConditionLine[], noneMatch: readonly ConditionLine[]) {
  const headersOf = (lines: readonly ConditionLine[]) => lines.map(({ header }) => header);
  const withoutMatch = removeHeaders(subject, headersOf(match));
  const withoutNoneMatch = removeHeaders(subject, headersOf(noneMatch));
  return preferFirst(
    subject.effect === 'write' ? [...withoutNoneMatch, ...withoutMatch] : [...withoutMatch, ...withoutNoneMatch],
  );
}

/** If-Match compares strongly, so a weak tag in it never matches (RFC 9110 §13.1.1, §8.8.3.2). */
function weakTags(subject: Subject): readonly Finding[] {
  const lines = linesOf(subject, 'If-Match');
  // Several lines are one list (RFC 9110 §5.3): a strong member on another line can match.
  const hopeless = lines.every((line) => weakOn(line).length === membersOf(line).length);
  return lines.flatMap((line) => {
    const members = membersOf(line);
    const weak = weakOn(line);
    if (weak.length === 0) return NO_FINDINGS;
    if (hopeless) return [onlyWeak(subject, line, weak)];
    return weak.map(({ member }) => {
      const all = line.reading.kind === 'tags' ? line.reading.members : members;
      const fixes = preferFirst(removeMember(subject, line, all, member, `Remove ${shown(member.text)}`));
      return finding('weak-member-in-if-match', memberSpan(line, member), { sent: member.text }, { fixes });
    });
  });
}

const weakOn = (line: ConditionLine) => sentTags(line).filter(({ tag }) => tag.weak);

function onlyWeak(subject: Subject, line: ConditionLine, weak: readonly SentTag[]): Finding {
  const [first] = weak;
  const last = weak.at(-1);
  const start = first === undefined ? line.header.node.value.start : memberSpan(line, first.member).start;
  const end = last === undefined ? line.header.node.value.end : memberSpan(line, last.member).end;
  const known = weak.length === 1 && first !== undefined ? useKnownTag(subject, line, first.member) : [];
  const vendor = vendorTaking(subject, 'weakAllowedInIfMatch');
  const fixes = preferFirst([...known, refreshFix, ...withoutTag(subject, line)]);
  const facts = { tags: weak.map(({ member }) => member.text), vendor };
  const circumstance = vendor === undefined ? undefined : 'vendor';
  return finding('weak-in-if-match', { start, end }, facts, { circumstance, fixes });
}

/** Conditions that need no strong tag: the date, which guards within a second, and `*`, which asks only for existence. */
export function withoutTag(subject: Subject, { header, field }: ConditionLine): readonly FindingFix[] {
  if (!isOnlyLine(subject, field)) return [];
  const date = knownStrongDate(subject.known) ?? knownDate(subject.known);
  const byDate =
    date === undefined || has(subject, 'If-Unmodified-Since')
      ? []
      : editFix('Use If-Unmodified-Since with the known date', replaceHeader(header, 'If-Unmodified-Since', date));
  if (has(subject, 'If-None-Match')) return byDate;
  return [...byDate, ...editFix('Use *, which asks only that it exists', replaceHeader(header, 'If-Match', '*'))];
}
