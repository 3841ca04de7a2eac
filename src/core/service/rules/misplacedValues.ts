import type { TagMember } from '../../http/entityTagList.ts';
import { formatHttpDate } from '../../http/httpDate.ts';
import { isOnlyLine, removeHeaders, renameTo, useKnownValue, writeValue } from '../edits/fixes.ts';
import type { ConditionLine, ConditionName } from '../request/conditionLine.ts';
import { linesOf, type Subject } from '../request/subject.ts';
import { sentTags, tagField } from '../request/tagMembers.ts';
import { editFix, type Finding, type FindingFix, finding, preferFirst } from './finding.ts';

/** A date in a field of tags (RFC 9110 §13.1.1). */
export function misplacedDate(subject: Subject, line: ConditionLine, epoch: number): Finding {
  const reads = line.field === 'If-None-Match' && subject.effect === 'read';
  const instead: ConditionName = reads ? 'If-Modified-Since' : 'If-Unmodified-Since';
  const date = formatHttpDate(epoch);
  const rewritten = line.text.trim() === date ? [] : [writeValue(line.header, date)];
  const renamed = renameTo(subject, line.header, instead, rewritten);
  const swapped = swap(subject, line, instead, 'misplaced-tags');
  const known = useKnownValue(subject, line);
  const fixes = preferFirst([...swapped, ...renamed, ...known, ...removeHeaders(subject, [line.header])]);
  const facts = { sent: line.text.trim(), field: tagField(line), instead };
  return finding('date-in-tag-header', line.header.node.value, facts, { fixes });
}

/** Tags in a field of dates (RFC 9110 §13.1.3, §13.1.4). */
export function misplacedTags(subject: Subject, line: ConditionLine, members: readonly TagMember[]): Finding {
  const guard = subject.effect === 'write' || line.field === 'If-Unmodified-Since';
  const instead: ConditionName = guard ? 'If-Match' : 'If-None-Match';
  const tags = sentTags({ ...line, reading: { kind: 'tags', members } });
  const holds = guard ? tags.some(({ tag }) => !tag.weak) : tags.length === members.length;
  const renamed = !holds ? [] : renameTo(subject, line.header, instead);
  const swapped = swap(subject, line, instead, 'misplaced-date');
  const known = useKnownValue(subject, line);
  const fixes = preferFirst([...swapped, ...renamed, ...known, ...removeHeaders(subject, [line.header])]);
  const facts = { sent: line.text.trim(), field: line.field, instead };
  return finding('tag-in-date-header', line.header.node.value, facts, { fixes });
}

/** A date among the tags and a tag among the dates: each is where the other belongs. */
function swap(
  subject: Subject,
  line: ConditionLine,
  instead: ConditionName,
  holds: ConditionLine['reading']['kind'],
): readonly FindingFix[] {
  const [other, ...more] = linesOf(subject, instead);
  const alone = more.length === 0 && isOnlyLine(subject, line.field);
  if (!alone || other?.reading.kind !== holds) return [];
  const written = ({ header }: ConditionLine) => header.node.value.text;
  return editFix(`Swap the values of ${line.field} and ${instead}`, [
    writeValue(line.header, written(other)),
    writeValue(other.header, written(line)),
  ]);
}
