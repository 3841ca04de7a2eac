import type { ResolvedHeader } from '../../syntax/resolving/resolution.ts';
import { addHeader, removeHeaders, rewriteLine, useKnownTag, writeValue } from '../edits/fixes.ts';
import type { ConditionLine } from '../request/conditionLine.ts';
import { knownStrongDate, knownStrongTag } from '../request/knowledge.ts';
import { has, headerNamed, headersNamed, linesOf, type Subject } from '../request/subject.ts';
import { isStar, memberSpan, membersOf, sentTags } from '../request/tagMembers.ts';
import { shown } from '../words/shown.ts';
import { editFix, type Finding, finding, NO_FINDINGS, preferFirst, refreshFix } from './finding.ts';
import { isFromItsOwnSecond } from './ownSecond.ts';

/** §2.3: Range and If-Range (RFC 9110 §13.1.5, §14.2). */
export function checkRanges(subject: Subject): readonly Finding[] {
  const ranges = headersNamed(subject, 'range');
  const lines = linesOf(subject, 'If-Range');
  const [range] = ranges;
  if (range === undefined && lines.length === 0) return NO_FINDINGS;
  if (subject.method !== 'GET') return notGet(subject, ranges, lines);
  const values = lines.flatMap((line) => checkValidator(subject, line));
  if (range === undefined) return [...values, ...lines.map((line) => withoutRange(subject, line))];
  return [...values, ...withoutValidator(subject, range)];
}

function notGet(
  subject: Subject,
  ranges: readonly ResolvedHeader[],
  lines: readonly ConditionLine[],
): readonly Finding[] {
  // On OPTIONS and its like, If-Range is already reported with the other preconditions.
  const conditions = subject.effect === 'none' ? [] : lines.map(({ header }) => header);
  const headers = [...ranges, ...conditions];
  const [first] = headers;
  if (first === undefined) return NO_FINDINGS;
  const fields = [...new Set(headers.map(({ field: [name] }) => name))];
  const fixes = preferFirst(removeHeaders(subject, headers, `Remove ${fields.join(' and ')}`));
  const details = { fixes, tag: 'unnecessary' } as const;
  return [finding('range-not-get', first.node, { fields, method: subject.method }, details)];
}

function withoutRange(subject: Subject, { header }: ConditionLine): Finding {
  const fixes = preferFirst([...removeHeaders(subject, [header]), ...addHeader(subject, 'Range', 'bytes=0-')]);
  return finding('if-range-without-range', header.node, {}, { fixes, tag: 'unnecessary' });
}

/** At most one finding: the value's number first, then its strength. */
function checkValidator(subject: Subject, line: ConditionLine): readonly Finding[] {
  const { reading } = line;
  if (reading.kind === 'date') return checkDate(subject, line, reading.epoch);
  const members = membersOf(line);
  const [first] = members;
  if (first === undefined) return NO_FINDINGS;
  if (isStar(line) || members.length > 1) return [list(subject, line)];
  const weak = sentTags(line).find(({ tag }) => tag.weak);
  if (weak === undefined) return NO_FINDINGS;
  const range = headerNamed(subject, 'range');
  const both = range === undefined ? [line.header] : [line.header, range];
  const fixes = preferFirst([
    ...useKnownTag(subject, line, weak.member),
    ...removeHeaders(subject, both, 'Ask for the whole content'),
  ]);
  return [finding('if-range-weak', memberSpan(line, weak.member), { sent: weak.member.text }, { fixes })];
}

function list(subject: Subject, line: ConditionLine): Finding {
  const strong = sentTags(line).find(({ tag }) => !tag.weak);
  const fixes = preferFirst([
    ...(strong === undefined
      ? []
      : rewriteLine(subject, line, strong.member.text, `Keep ${shown(strong.member.text)}`)),
    ...removeHeaders(subject, [line.header]),
  ]);
  const holds = isStar(line) ? 'star' : 'several';
  return finding('if-range-list', line.header.node.value, { holds }, { fixes });
}

function checkDate(subject: Subject, line: ConditionLine, epoch: number): readonly Finding[] {
  const tag = knownStrongTag(subject.known);
  const place = line.header.node.value;
  if (tag !== undefined) {
    const fixes = preferFirst(editFix(`Use ${shown(tag)} (known)`, [writeValue(line.header, tag)]));
    return [finding('if-range-date-with-etag', place, { known: tag }, { fixes })];
  }
  if (!isFromItsOwnSecond(subject, epoch)) return NO_FINDINGS;
  return [finding('if-range-date-weak', place, { sent: line.text.trim() }, { fixes: [refreshFix] })];
}

/** A range that begins after the start continues something already held, and nothing says of which version. */
function withoutValidator(subject: Subject, range: ResolvedHeader): readonly Finding[] {
  if (has(subject, 'If-Range') || has(subject, 'If-Match') || !continues(range.value.text)) return NO_FINDINGS;
  const validator = knownStrongTag(subject.known) ?? knownStrongDate(subject.known);
  const fixes = preferFirst([
    ...(validator === undefined ? [] : addHeader(subject, 'If-Range', validator)),
    ...removeHeaders(subject, [range], 'Ask for the whole content'),
  ]);
  return [finding('range-without-validator', range.node.value, {}, { fixes })];
}

const continues = (value: string) => /^bytes\s*=(?:[^,]{0,40},){0,8}\s*0*[1-9]\d{0,17}\s*-/i.test(value.slice(0, 400));
