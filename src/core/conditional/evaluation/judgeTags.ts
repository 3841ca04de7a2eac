import { type EntityTag, strongMatch, weakMatch } from '../../http/entityTag.ts';
import type { TagMember } from '../../http/entityTagList.ts';
import { shown, shownTag } from '../wording.ts';
import type { Condition } from './conditions.ts';
import { fails, holds, type Judgement, open, type World } from './judgement.ts';

/** A list of tags, and its text. */
export type ListCondition = Pick<Condition, 'members' | 'combined'>;

/** If-Match: true when `*` names something that exists, or a member is strongly the current tag (RFC 9110 §13.1.1). */
export function judgeIfMatch({ members, combined }: ListCondition, world: World): Judgement {
  if (isStar(members)) {
    return world.exists
      ? holds('* asks only that something exist here, and it does.')
      : fails('* asks that something exist here, and nothing does.');
  }
  // The condition is false "if none of the listed tags match": with nothing here, nothing can.
  if (!world.exists) return fails('Nothing exists at this URL, so no tag can be its current one.');
  const tags = tagsOf(members);
  if (world.etag.kind === 'known') {
    const current = world.etag.value;
    const match = tags.find((tag) => strongMatch(tag, current));
    if (match !== undefined) return holds(`${shownTag(match)} is the current tag, by strong comparison.`);
    return isOpen(members) ? openMember(members) : fails(whyNoStrongMatch(members, tags, current));
  }
  if (isOpen(members)) return openMember(members);
  if (world.etag.kind === 'none') return fails('The resource has no entity tag, so no tag can match.');
  if (tags.every((tag) => tag.weak)) return fails(whyNeverMatches(members, tags));
  return open(`The current tag is not known, so ${listed(combined, tags)} cannot be compared with it.`);
}

/** If-None-Match: false when `*` names something that exists, or a member is weakly the current tag (§13.1.2). */
export function judgeIfNoneMatch({ members, combined }: ListCondition, world: World): Judgement {
  if (isStar(members)) {
    return world.exists
      ? fails('* asks that nothing exist here, and something does.')
      : holds('* asks that nothing exist here, and nothing does.');
  }
  if (!world.exists) return holds('Nothing exists at this URL, so no tag can be its current one.');
  const tags = tagsOf(members);
  if (world.etag.kind === 'known') {
    const current = world.etag.value;
    const match = tags.find((tag) => weakMatch(tag, current));
    if (match !== undefined) return fails(whyWeakMatch(match, current));
    return isOpen(members) ? openMember(members) : holds(whyNoWeakMatch(members, tags, current));
  }
  if (isOpen(members)) return openMember(members);
  if (world.etag.kind === 'none') return holds('The resource has no entity tag, so no tag can match.');
  if (tags.length === 0) return holds(whyNoTag(members));
  return open(`The current tag is not known, so ${listed(combined, tags)} cannot be compared with it.`);
}

function isStar(members: readonly TagMember[]): boolean {
  return members.length === 1 && members[0]?.kind === 'star';
}

function tagsOf(members: readonly TagMember[]): readonly EntityTag[] {
  return members.flatMap((member) => (member.kind === 'tag' ? [member.tag] : []));
}

/** Members that keep the question open: a variable without a value, or a `*` among others, which servers read apart. */
function isOpen(members: readonly TagMember[]): boolean {
  return members.some((member) => member.kind === 'unresolved' || member.kind === 'star');
}

function openMember(members: readonly TagMember[]): Judgement {
  const reference = members.find((member) => member.kind === 'unresolved');
  if (reference !== undefined) return open(`${shown(reference.text)} has no value yet.`);
  return open('* stands beside other members: some servers read it as the wildcard, others as no match.');
}

function listed(value: string, tags: readonly EntityTag[]): string {
  return tags.length === 1 && tags[0] !== undefined ? shownTag(tags[0]) : shown(value);
}

/** Why a list without any usable tag matches nothing. */
function whyNoTag(members: readonly TagMember[]): string {
  const malformed = members.find((member) => member.kind === 'malformed');
  if (malformed === undefined) return 'The field is empty: it lists no tag, so nothing in it can match.';
  return `${shown(malformed.text)} is no entity tag, so it matches nothing.`;
}

/** Why no member can match whatever the current tag is: strong comparison takes no weak tag (§8.8.3.2). */
function whyNeverMatches(members: readonly TagMember[], tags: readonly EntityTag[]): string {
  const [first] = tags;
  if (first === undefined) return whyNoTag(members);
  const subject = tags.length === 1 ? `${shownTag(first)} is weak` : 'All tags listed are weak';
  return `${subject}, and If-Match uses strong comparison, in which a weak tag never matches.`;
}

function whyNoStrongMatch(members: readonly TagMember[], tags: readonly EntityTag[], current: EntityTag): string {
  if (tags.length === 0) return whyNoTag(members);
  const now = shownTag(current);
  const alike = tags.find((tag) => weakMatch(tag, current));
  if (alike !== undefined) return whyOnlyAlike(alike, current);
  if (tags.length > 1) return `None of the ${tags.length} tags listed is the current ${now}, by strong comparison.`;
  const sent = tags.map(shownTag).join();
  return tags[0]?.weak === true
    ? `${sent} is weak and is not the current ${now}: strong comparison matches neither a weak tag nor another one.`
    : `${sent} is not the current ${now}, by strong comparison.`;
}

function whyOnlyAlike(sent: EntityTag, current: EntityTag): string {
  const pair = `${shownTag(sent)} does not match ${shownTag(current)} by strong comparison`;
  if (sent.weak && current.weak) return `${pair}: both are weak, and a weak tag never matches, not even itself.`;
  return sent.weak ? `${pair}: the tag sent is weak.` : `${pair}: the current tag is weak.`;
}

function whyWeakMatch(sent: EntityTag, current: EntityTag): string {
  if (sent.weak === current.weak) return `${shownTag(sent)} is the current tag, by weak comparison.`;
  return `${shownTag(sent)} matches the current ${shownTag(current)}: weak comparison does not look at W/.`;
}

function whyNoWeakMatch(members: readonly TagMember[], tags: readonly EntityTag[], current: EntityTag): string {
  const now = shownTag(current);
  if (tags.length === 0) return whyNoTag(members);
  if (tags.length > 1) return `None of the ${tags.length} tags listed is the current ${now}, by weak comparison.`;
  return `${tags.map(shownTag).join()} is not the current ${now}, by weak comparison.`;
}
