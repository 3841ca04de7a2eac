import { canTake, replaceHeader } from '../edits/fixes.ts';
import type { ConditionLine } from '../request/conditionLine.ts';
import { knownStrongTag } from '../request/knowledge.ts';
import type { Subject } from '../request/subject.ts';
import { editFix, type Finding, type FindingFix, finding, NO_FINDINGS, preferFirst, refreshFix } from './finding.ts';
import { isFromItsOwnSecond } from './ownSecond.ts';

/** §2.4: dates of versions so young that the next one may have the same. If-Range has a finding of its own. */
export function checkFreshDates(subject: Subject): readonly Finding[] {
  if (subject.effect === 'none') return NO_FINDINGS;
  return subject.lines.flatMap((line) => {
    const { field, reading, header } = line;
    if (reading.kind !== 'date' || field === 'If-Range' || !isFromItsOwnSecond(subject, reading.epoch))
      return NO_FINDINGS;
    const fixes = preferFirst([...byTag(subject, line), refreshFix]);
    const facts = { sent: line.text.trim(), effect: subject.effect };
    return [finding('lm-too-fresh', header.node.value, facts, { fixes })];
  });
}

/** The tag tells such versions apart. */
function byTag(subject: Subject, { field, header }: ConditionLine): readonly FindingFix[] {
  const tag = knownStrongTag(subject.known);
  const instead = field === 'If-Unmodified-Since' ? 'If-Match' : 'If-None-Match';
  if (tag === undefined || !canTake(subject, instead)) return [];
  return editFix(`Use ${instead} with ${tag}`, replaceHeader(header, instead, tag));
}
