import type { EntityTag } from '../../http/entityTag.ts';
import type { TagMember } from '../../http/entityTagList.ts';
import type { Span } from '../../span.ts';
import type { TagField } from '../words/words.ts';
import type { ConditionLine } from './conditionLine.ts';
import { sourceSpan } from './sourceMap.ts';

/** The tag field that a line is of; one that was read as tags is one of the three. */
export function tagField({ field }: ConditionLine): TagField {
  return field === 'If-Match' || field === 'If-None-Match' ? field : 'If-Range';
}

/** Where a member stands in the block. */
export function memberSpan({ header }: ConditionLine, member: TagMember): Span {
  return sourceSpan(header.value, member);
}

/** The members of a line that are not empty. */
export function membersOf({ reading }: ConditionLine): readonly TagMember[] {
  return reading.kind === 'tags' ? reading.members.filter(({ kind }) => kind !== 'empty') : [];
}

/** A valid tag among the members of a line. */
export interface SentTag {
  readonly line: ConditionLine;
  readonly member: TagMember;
  readonly tag: EntityTag;
}

/**
 * The members that are tags beyond doubt. One that only looks like a tag, such as `"*"`, has its own finding and
 * is not judged a second time.
 */
export function sentTags(line: ConditionLine): readonly SentTag[] {
  return membersOf(line).flatMap((member) =>
    member.kind === 'tag' && !member.remarks.some((remark) => doubtful.has(remark))
      ? [{ line, member, tag: member.tag }]
      : [],
  );
}

const doubtful: ReadonlySet<string> = new Set(['etag-quoted-star', 'etag-bad-weak-prefix']);

/** Whether the line is `*` and nothing else. */
export function isStar(line: ConditionLine): boolean {
  const members = membersOf(line);
  return members.length === 1 && members[0]?.kind === 'star';
}
