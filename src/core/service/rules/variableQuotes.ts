import { parseEntityTag } from '../../http/entityTag.ts';
import type { TagMember } from '../../http/entityTagList.ts';
import type { Piece } from '../../syntax/resolving/resolution.ts';
import { repairMember } from '../edits/fixes.ts';
import type { ConditionLine } from '../request/conditionLine.ts';
import { piecesIn } from '../request/sourceMap.ts';
import type { Subject } from '../request/subject.ts';
import { memberSpan } from '../request/tagMembers.ts';
import { editFix, type Finding, finding, preferFirst } from './finding.ts';

/**
 * Quotes that go wrong between a variable and the line around it: `"{{v}}"` where the value brings its own, or
 * `{{v}}` where an answer's content holds the bare version. Undefined when the flaw lies elsewhere.
 */
export function variableQuotes(
  subject: Subject,
  line: ConditionLine,
  member: TagMember & { kind: 'malformed' },
): Finding | undefined {
  const pieces = piecesIn(line.header.value, member);
  const reference = pieces.find((piece) => piece.reference !== undefined);
  if (reference === undefined) return undefined;
  const value = textBehind(line, reference);
  if (isDoubled(line, member, reference, value)) return doubled(line, member, reference, value);
  const bare = member.flaw === 'etag-unquoted' && pieces.length === 1 && comesFromAnswer(reference);
  if (!bare) return undefined;
  const fixes = preferFirst(repairMember(subject, line, member, member.repaired));
  const facts = { reference: nameOf(reference), value, quotes: 'missing' } as const;
  return finding('etag-variable-quotes', memberSpan(line, member), facts, { fixes });
}

const textBehind = ({ text }: ConditionLine, { expanded }: Piece) => text.slice(expanded.start, expanded.end);
const nameOf = ({ reference }: Piece) => `{{${reference?.expression ?? ''}}}`;

const comesFromAnswer = ({ reference }: Piece) =>
  reference?.lookup.kind === 'value' && reference.lookup.origin.kind === 'response';

function isDoubled({ text }: ConditionLine, member: TagMember, { expanded }: Piece, value: string): boolean {
  const before = text.slice(member.start, expanded.start);
  const after = text.slice(expanded.end, member.end);
  return (before === '"' || before === 'W/"') && after === '"' && parseEntityTag(value) !== undefined;
}

function doubled(line: ConditionLine, member: TagMember, reference: Piece, value: string): Finding {
  const { start, end } = reference.source;
  const place = memberSpan(line, member);
  const edits = [
    { start: place.start, end: start, newText: '' },
    { start: end, end: place.end, newText: '' },
  ];
  const facts = { reference: nameOf(reference), value, quotes: 'doubled' } as const;
  const fixes = preferFirst(editFix('Remove the quotes around the variable', edits));
  return finding('etag-variable-quotes', place, facts, { fixes });
}
