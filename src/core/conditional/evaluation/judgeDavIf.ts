import { type DavCondition, type DavList, parseDavIf } from '../../http/davIf.ts';
import { strongMatch, weakMatch } from '../../http/entityTag.ts';
import { holdsReference } from '../../http/entityTagList.ts';
import { resourceKey } from '../../http/resource.ts';
import { shown } from '../wording.ts';
import { fails, holds, type Judgement, open, type World } from './judgement.ts';

type Truth = 'true' | 'false' | 'unknown';

/** Never the token of a lock, so `(Not <DAV:no-lock>)` always holds (RFC 4918 §10.4.8). */
const NO_LOCK = 'DAV:no-lock';

/**
 * WebDAV's `If` (RFC 4918 §10.4): one list must hold, and a list holds when all its conditions do. Which locks
 * there are is the server's knowledge, so a lock token leaves its list open. `url` is the request's own.
 */
export function judgeDavIf(value: string, world: World, url: string | undefined): Judgement {
  if (holdsReference(value)) return open(`${shown(value)} holds a variable that has no value yet.`);
  const parsed = parseDavIf(value);
  if (parsed.kind === 'malformed') {
    return open(`The value breaks the grammar of If (${parsed.why}): servers answer 400 or 412.`);
  }
  const truth = either(parsed.lists.map((list) => judgeList(list, world, url)));
  if (truth === 'true') return holds('One of its lists holds.');
  if (truth === 'false') return fails(whyFalse(parsed.lists));
  return open('It depends on locks, tags or resources of which the current state is not known.');
}

function whyFalse(lists: readonly DavList[]): string {
  return lists.length === 1 ? 'Its list does not hold.' : `None of its ${lists.length} lists holds.`;
}

function either(truths: readonly Truth[]): Truth {
  if (truths.includes('true')) return 'true';
  return truths.includes('unknown') ? 'unknown' : 'false';
}

function every(truths: readonly Truth[]): Truth {
  if (truths.includes('false')) return 'false';
  return truths.includes('unknown') ? 'unknown' : 'true';
}

function judgeList({ resource, conditions }: DavList, world: World, url: string | undefined): Truth {
  const here = resource === undefined || isSame(resource, url);
  return every(conditions.map((condition) => judgeCondition(condition, world, here ? 'this' : 'another')));
}

function isSame(resource: string, url: string | undefined): boolean {
  if (url === undefined || !URL.canParse(resource, url)) return false;
  return resourceKey(new URL(resource, url).href) === resourceKey(url);
}

function judgeCondition(condition: DavCondition, world: World, where: 'this' | 'another'): Truth {
  const truth = judgePlain(condition, world, where);
  if (condition.not === 'no' || truth === 'unknown') return truth;
  return truth === 'true' ? 'false' : 'true';
}

function judgePlain(condition: DavCondition, world: World, where: 'this' | 'another'): Truth {
  if (condition.kind === 'token') return condition.token === NO_LOCK ? 'false' : 'unknown';
  if (where === 'another' || world.etag.kind === 'unknown')
    return world.exists || where === 'another' ? 'unknown' : 'false';
  if (!world.exists || world.etag.kind === 'none') return 'false';
  if (strongMatch(condition.tag, world.etag.value)) return 'true';
  // A server may compare here either way (RFC 4918 §10.4.4).
  return weakMatch(condition.tag, world.etag.value) ? 'unknown' : 'false';
}
