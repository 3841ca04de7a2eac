import { removeHeaders, rewriteLine, together } from '../edits/fixes.ts';
import type { ConditionLine } from '../request/conditionLine.ts';
import { linesOf, type Subject } from '../request/subject.ts';
import { memberSpan, membersOf } from '../request/tagMembers.ts';
import { type Finding, finding, NO_FINDINGS, preferFirst } from './finding.ts';

/** `*` with others, or twice, also over two lines of the same field (RFC 9110 §13.1.1: it stands alone). */
export function starsAmongTags(subject: Subject): readonly Finding[] {
  return (['If-Match', 'If-None-Match'] as const).flatMap((field) => {
    const lines = linesOf(subject, field);
    const all = lines.flatMap((line) => membersOf(line).map((member) => ({ line, member })));
    const star = all.find(({ member }) => member.kind === 'star');
    if (star === undefined || all.length < 2) return NO_FINDINGS;
    const fixes = preferFirst([...keepStar(subject, lines), ...keepTags(subject, lines)]);
    return [finding('etag-star-in-list', memberSpan(star.line, star.member), { field }, { fixes })];
  });
}

function keepStar(subject: Subject, lines: readonly ConditionLine[]) {
  const [first, ...others] = lines;
  if (first === undefined) return [];
  const removed = removeHeaders(
    subject,
    others.map(({ header }) => header),
  );
  return together('Keep * alone', [rewriteLine(subject, first, '*'), removed]);
}

function keepTags(subject: Subject, lines: readonly ConditionLine[]) {
  const tags = lines.flatMap(membersOf).filter(({ kind }) => kind !== 'star');
  if (tags.length === 0) return [];
  return together(
    'Keep the tags, without *',
    lines.flatMap((line) => {
      const kept = membersOf(line).filter(({ kind }) => kind !== 'star');
      if (kept.length === 0) return [removeHeaders(subject, [line.header])];
      const text = kept.map((member) => member.text).join(', ');
      return text === line.text ? [] : [rewriteLine(subject, line, text)];
    }),
  );
}
