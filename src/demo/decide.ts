import type { HeaderList } from '../core/http/headerList.ts';
import { combinedValue } from '../core/http/headerList.ts';
import { readDate } from './dates.ts';

/**
 * What a conforming origin decides, written a second time and apart from `core/conditional`: there the state is
 * guessed from outside, here it is held. The two must agree, and a test compares them.
 */
export type Decision = 'perform' | 'not-modified' | 'precondition-failed';

/** The validators of the selected representation; tags as they stand in the field. */
export interface Current {
  readonly etag: string | undefined;
  readonly modifiedAt: number | undefined;
  readonly date: 'strong' | 'weak';
}

interface Question {
  readonly method: string;
  readonly headers: HeaderList;
  readonly current: Current | undefined;
  readonly now: number;
}

/** RFC 9110 §13.2.2. `current` is undefined where nothing exists yet; `now` is the server's clock. */
export function decide(question: Question): Decision {
  if (!lostUpdateGuardHolds(question)) return 'precondition-failed';
  if (copyIsOutdated(question)) return 'perform';
  return isRead(question.method) ? 'not-modified' : 'precondition-failed';
}

/** Steps 1 and 2. */
function lostUpdateGuardHolds({ headers, current, now }: Question): boolean {
  const match = combinedValue(headers, 'If-Match');
  if (match !== undefined) return lists(match, current, sameStrongly);
  const since = dateOf(headers, 'If-Unmodified-Since', now);
  if (since === undefined || current?.modifiedAt === undefined) return true;
  return current.modifiedAt <= since;
}

/** Steps 3 and 4: whether the client's copy, if it speaks of one, is not the current one. */
function copyIsOutdated({ method, headers, current, now }: Question): boolean {
  const noneMatch = combinedValue(headers, 'If-None-Match');
  if (noneMatch !== undefined) return !lists(noneMatch, current, sameWeakly);
  const since = dateOf(headers, 'If-Modified-Since', now);
  if (since === undefined || current?.modifiedAt === undefined || !isRead(method)) return true;
  return current.modifiedAt > since;
}

/** Step 5: whether a Range may be answered in part. */
export function rangeHolds({ method, headers, current, now }: Question): boolean {
  if (method !== 'GET' || current === undefined) return false;
  const value = combinedValue(headers, 'If-Range');
  if (value === undefined) return true;
  if (current.etag !== undefined && sameStrongly(value, current.etag)) return true;
  const date = readDate(value, now);
  return date !== undefined && date === current.modifiedAt && current.date === 'strong';
}

const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD';

/** More than one date, or none that can be read, must be ignored (§13.1.3, §13.1.4). */
function dateOf(headers: HeaderList, name: string, now: number): number | undefined {
  const value = combinedValue(headers, name);
  return value === undefined ? undefined : readDate(value, now);
}

const MEMBER = /[\t ,]*((?:W\/)?"[\x21\x23-\x7e\x80-\xff]*")[\t ]*(?=,|$)/y;

/** Whether `*` or a member of the list names the current representation; what is no entity tag names nothing. */
function lists(value: string, current: Current | undefined, same: (a: string, b: string) => boolean): boolean {
  if (value === '*') return current !== undefined;
  if (current?.etag === undefined) return false;
  const { etag } = current;
  return members(value).some((member) => same(member, etag));
}

/** The entity tags of a list, quotes and commas inside them respected; the scan stops at the first malformed one. */
function members(value: string): readonly string[] {
  const found: string[] = [];
  MEMBER.lastIndex = 0;
  for (let match = MEMBER.exec(value); match !== null; match = MEMBER.exec(value)) found.push(match[1] ?? '');
  return found;
}

/** Strong comparison, §8.8.3.2. */
const sameStrongly = (a: string, b: string): boolean => a === b && a.startsWith('"');

/** Weak comparison, §8.8.3.2. */
const sameWeakly = (a: string, b: string): boolean => opaque(a) === opaque(b);

const opaque = (etag: string): string => (etag.startsWith('W/') ? etag.slice(2) : etag);
