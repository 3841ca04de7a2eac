import { canTake, isOnlyLine, removeHeaders, renameTo, replaceHeader, useKnownValue } from '../edits/fixes.ts';
import type { ConditionLine } from '../request/conditionLine.ts';
import { knownStrongTag, knownTag } from '../request/knowledge.ts';
import { has, headerNamed, isGetOrHead, linesOf, type Subject } from '../request/subject.ts';
import { isStar, memberSpan, sentTags } from '../request/tagMembers.ts';
import { editFix, type Finding, finding, NO_FINDINGS, preferFirst, refreshFix } from './finding.ts';

/** §2.3: preconditions that have no effect, or another than meant, on this method. */
export function checkMethods(subject: Subject): readonly Finding[] {
  if (subject.lines.length === 0) return NO_FINDINGS;
  if (subject.effect === 'none') return subject.lines.map((line) => onOptions(subject, line));
  return [
    ...subject.lines.flatMap((line) => checkLine(subject, line)),
    ...(subject.method === 'HEAD' ? subject.lines.map((line) => onHead(subject, line)) : []),
  ];
}

/** At most one of these concerns a line. */
function checkLine(subject: Subject, line: ConditionLine): readonly Finding[] {
  switch (line.field) {
    case 'If-Match':
      return checkIfMatch(subject, line);
    case 'If-None-Match':
      return checkIfNoneMatch(subject, line);
    case 'If-Modified-Since':
      return isGetOrHead(subject) ? NO_FINDINGS : [modifiedSinceOnUnsafe(subject, line)];
    case 'If-Unmodified-Since':
      return guardOnRead(subject, line);
    case 'If-Range':
      return NO_FINDINGS;
  }
}

function onOptions(subject: Subject, { header, field }: ConditionLine): Finding {
  const fixes = preferFirst(removeHeaders(subject, [header]));
  const details = { fixes, tag: 'unnecessary' } as const;
  return finding('conditional-on-options', header.node, { field, method: subject.method }, details);
}

function onHead(subject: Subject, { header, field }: ConditionLine): Finding {
  return finding('conditional-on-head', header.node.name, { field }, { fixes: removeHeaders(subject, [header]) });
}

function modifiedSinceOnUnsafe(subject: Subject, line: ConditionLine): Finding {
  const { header } = line;
  const tag = knownStrongTag(subject.known);
  const byTag =
    tag === undefined || !canTake(subject, 'If-Match')
      ? []
      : editFix(`Use If-Match with ${tag}`, replaceHeader(header, 'If-Match', tag));
  const byDate = line.reading.kind === 'date' ? renameTo(subject, header, 'If-Unmodified-Since') : [];
  const fixes = preferFirst([...byTag, ...byDate, ...removeHeaders(subject, [header])]);
  const guarded = subject.lines.some(({ field }) => field !== 'If-Modified-Since' && field !== 'If-Range');
  const facts = { method: subject.method, guard: guarded ? 'other' : 'none' } as const;
  return finding('ims-on-unsafe', header.node, facts, { fixes, tag: 'unnecessary' });
}

function checkIfMatch(subject: Subject, line: ConditionLine): readonly Finding[] {
  const { method, known } = subject;
  if (isGetOrHead(subject)) return guardOnRead(subject, line);
  if (method === 'POST' && knownTag(known) === undefined) {
    const fixes = preferFirst([...removeHeaders(subject, [line.header]), refreshFix]);
    return [finding('im-on-post-collection', line.header.node, {}, { fixes })];
  }
  const overwrites = method === 'PUT' || method === 'PATCH' || method === 'DELETE';
  // Beside other lines the contradiction is the thing to say.
  const alone = linesOf(subject, 'If-Match').length === 1 && !has(subject, 'If-None-Match');
  if (!overwrites || !alone || !isStar(line)) return NO_FINDINGS;
  const fixes = preferFirst([...useKnownValue(subject, line), refreshFix]);
  return [finding('im-star-weak-protection', line.header.node.value, { method }, { fixes })];
}

/** A guard on a read is of use for ranges alone (RFC 9110 §13.1.1). */
function guardOnRead(subject: Subject, line: ConditionLine): readonly Finding[] {
  if (!isGetOrHead(subject) || headerNamed(subject, 'range') !== undefined) return NO_FINDINGS;
  const { header, field } = line;
  const reading = field === 'If-Match' ? 'If-None-Match' : 'If-Modified-Since';
  // If-None-Match: * on a read never gives content, which is another error.
  const renamed = isStar(line) ? [] : renameTo(subject, header, reading);
  const fixes = [...renamed, ...removeHeaders(subject, [header])];
  return [finding('im-on-get', header.node.name, { field, method: subject.method }, { fixes })];
}

const guarded: ReadonlySet<string> = new Set(['PUT', 'POST', 'PATCH', 'DELETE']);

function checkIfNoneMatch(subject: Subject, line: ConditionLine): readonly Finding[] {
  const { method } = subject;
  if (isGetOrHead(subject)) return isStar(line) ? [starOnRead(subject, line)] : NO_FINDINGS;
  const [first] = sentTags(line);
  // Beside If-Match it has a finding of its own, which says more.
  if (first === undefined || !guarded.has(method) || has(subject, 'If-Match')) return NO_FINDINGS;
  const strong = sentTags(line).some(({ tag }) => !tag.weak);
  const fixes = preferFirst([
    ...(strong ? renameTo(subject, line.header, 'If-Match') : []),
    ...(isOnlyLine(subject, line.field)
      ? editFix('Use *, to create only', replaceHeader(line.header, 'If-None-Match', '*'))
      : []),
    ...removeHeaders(subject, [line.header]),
  ]);
  const place = memberSpan(line, first.member);
  return [finding('inm-tag-on-unsafe', place, { sent: first.member.text, method }, { fixes })];
}

function starOnRead(subject: Subject, line: ConditionLine): Finding {
  const fixes = preferFirst([...useKnownValue(subject, line), ...removeHeaders(subject, [line.header])]);
  return finding('inm-star-on-safe', line.header.node.value, { method: subject.method }, { fixes });
}
