import { parseDavIf } from '../../http/davIf.ts';
import type { Exchange, HttpResponse } from '../../http/exchange.ts';
import { combinedValue, firstValue } from '../../http/headerList.ts';
import type { ResourceKey } from '../../http/resource.ts';
import type { LockSeen } from './observed.ts';
import { foldersOf } from './places.ts';
import type { Memory } from './record.ts';

/** How many locks of a resource are remembered, released ones among them. */
const MOST = 8;
const LONGEST_TOKEN = 400;

/** The locks known after an answer: LOCK and UNLOCK say, 423 tells of one, a write without a token denies it. */
export function locksAfter(
  known: readonly LockSeen[] | undefined,
  { request }: Exchange,
  response: HttpResponse,
  now: number,
): readonly LockSeen[] | undefined {
  const before = known ?? [];
  const after = changed(before, request, response, now);
  return after.length === 0 ? undefined : after.slice(-MOST);
}

function changed(
  before: readonly LockSeen[],
  request: Exchange['request'],
  response: HttpResponse,
  now: number,
): readonly LockSeen[] {
  const success = response.status >= 200 && response.status < 300;
  switch (request.method) {
    case 'LOCK':
      return success ? locked(before, request, response, now) : refused(before, response, now);
    case 'UNLOCK':
      return success ? released(before, tokenIn(firstValue(request.headers, 'Lock-Token')), now) : before;
    case 'DELETE':
    case 'MOVE':
      return success ? [] : refused(before, response, now);
    case 'PUT':
    case 'PATCH':
    case 'POST':
    case 'PROPPATCH':
      return success ? unguarded(before, request) : refused(before, response, now);
    default:
      return before;
  }
}

function locked(
  before: readonly LockSeen[],
  request: Exchange['request'],
  response: HttpResponse,
  now: number,
): readonly LockSeen[] {
  // A refresh names the lock in If and is answered without Lock-Token (RFC 4918 §9.10.2).
  const token =
    tokenIn(firstValue(response.headers, 'Lock-Token')) ?? tokensIn(combinedValue(request.headers, 'If'))[0];
  const seconds = timeoutIn(response);
  const lock: LockSeen = {
    ...(token === undefined ? {} : { token }),
    state: 'held',
    at: now,
    ...(seconds === undefined ? {} : { until: now + seconds * 1000 }),
    ...(depthOf(request, response) === 'infinity' ? { depth: 'infinity' } : {}),
  };
  return [...before.filter((each) => each.token !== undefined && each.token !== token), lock];
}

/** The depth that lockdiscovery tells; else the one asked for, and without Depth that is infinity (RFC 4918 §9.10.3). */
function depthOf({ headers }: Exchange['request'], { body }: HttpResponse): string {
  const text = new TextDecoder().decode(body.subarray(0, 65_536));
  const told = /depth>\s{0,99}(0|infinity)\s{0,99}</i.exec(text)?.[1];
  return (told ?? firstValue(headers, 'Depth') ?? 'infinity').trim().toLowerCase();
}

/**
 * The locks that concern a resource, those of its ancestors that cover their members before its own
 * (RFC 4918 §6.1), each with where it was taken.
 */
export function locksOver(
  resources: Memory['resources'],
  resource: ResourceKey,
): readonly { readonly root: ResourceKey; readonly lock: LockSeen }[] {
  const at = (root: ResourceKey) => (resources.get(root)?.observed?.locks ?? []).map((lock) => ({ root, lock }));
  const above = foldersOf(resource).flatMap((root) => at(root).filter(({ lock }) => lock.depth === 'infinity'));
  return [...above, ...at(resource)];
}

function released(before: readonly LockSeen[], token: string | undefined, now: number): readonly LockSeen[] {
  if (token === undefined) return before;
  const others = before.filter((each) => each.token !== undefined && each.token !== token);
  const depth = before.find((each) => each.token === token)?.depth;
  return [...others, { token, state: 'released', at: now, ...(depth === undefined ? {} : { depth }) }];
}

/** A 423 with nobody known to hold a lock: somebody else does. */
function refused(before: readonly LockSeen[], { status }: HttpResponse, now: number): readonly LockSeen[] {
  const held = before.some(({ state, until }) => state === 'held' && (until === undefined || until > now));
  return status !== 423 || held ? before : [...before, { state: 'held', at: now }];
}

/** A write that went through without a token: nobody else holds a lock any more. */
function unguarded(before: readonly LockSeen[], request: Exchange['request']): readonly LockSeen[] {
  const free = tokensIn(combinedValue(request.headers, 'If')).length === 0;
  const left = before.filter(({ token }) => token !== undefined);
  return free && left.length < before.length ? left : before;
}

/** `<opaquelocktoken:…>` without its brackets (RFC 4918 §10.5). */
function tokenIn(value: string | undefined): string | undefined {
  const token = /^[ \t]*<([^<>]+)>[ \t]*$/.exec(value ?? '')?.[1];
  return token === undefined || token.length > LONGEST_TOKEN ? undefined : token;
}

/** The lock tokens that an `If` value submits, those after `Not` left out (RFC 4918 §10.4). */
export function tokensIn(value: string | undefined): readonly string[] {
  const parsed = value === undefined ? undefined : parseDavIf(value);
  if (parsed?.kind !== 'lists') return [];
  const tokens = parsed.lists.flatMap(({ conditions }) =>
    conditions.flatMap((each) => (each.kind === 'token' && each.not === 'no' ? [each.token] : [])),
  );
  return [...new Set(tokens)];
}

/** The seconds that the answer's lockdiscovery grants; undefined for an infinite lock or none told. */
function timeoutIn({ body }: HttpResponse): number | undefined {
  const text = new TextDecoder().decode(body.subarray(0, 65_536));
  const seconds = /timeout>\s{0,99}Second-(\d{1,10})/i.exec(text)?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}
