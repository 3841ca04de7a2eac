import type { Exchange, HttpResponse } from '../../http/exchange.ts';
import { combinedValue, firstValue, type HeaderList } from '../../http/headerList.ts';
import { type ResourceKey, resourceKey } from '../../http/resource.ts';
import { locksAfter } from './locks.ts';
import type { Observed, RedirectSeen } from './observed.ts';
import type { ResourceMemory } from './record.ts';
import { credentialsVaried } from './variant.ts';

/** What an exchange told of one resource, put in the place of what was observed before; nothing when it told nothing. */
export interface Observation {
  readonly resource: ResourceKey;
  readonly observed: Observed;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 307, 308]);
const LONGEST = 200;
const LONGEST_URL = 8192;

/**
 * What the exchange told of its resource, and of those that redirected to it, besides their validators. `known` is
 * what was remembered before; `now` is epoch milliseconds.
 */
export function observe(
  exchange: Exchange,
  known: (resource: ResourceKey) => ResourceMemory | undefined,
  now: number,
): readonly Observation[] {
  const { request, response, hops } = exchange;
  if (exchange.error !== undefined || response === undefined || !response.complete) return [];
  const urls = [...hops.map(({ url }) => url), request.url];
  const passed = hops.flatMap(({ status }, index) =>
    redirected({ from: urls[index] ?? '', status, to: urls[index + 1], known, now }),
  );
  const to = REDIRECTS.has(response.status) ? firstValue(response.headers, 'Location') : undefined;
  if (to !== undefined)
    return [...passed, ...redirected({ from: request.url, status: response.status, to, known, now })];
  const resource = keyOf(request.url);
  const before = resource === undefined ? undefined : known(resource);
  // An error says nothing of the resource; that it is locked it does.
  const speaks = response.status < 400 || response.status === 423;
  if (resource === undefined || !speaks) return passed;
  const observed = told(exchange, response, before, now);
  return same(observed, before?.observed) ? passed : [...passed, { resource, observed }];
}

const keyOf = (url: string) => (url.length > LONGEST_URL ? undefined : resourceKey(url));

interface Redirected {
  readonly from: string;
  readonly status: number;
  readonly to: string | undefined;
  readonly known: (resource: ResourceKey) => ResourceMemory | undefined;
  readonly now: number;
}

function redirected({ from, status, to, known, now }: Redirected): readonly Observation[] {
  const resource = keyOf(from);
  if (resource === undefined || to === undefined || !REDIRECTS.has(status) || !URL.canParse(to, from)) return [];
  const target = keyOf(new URL(to, from).href);
  if (target === undefined || target === resource) return [];
  const redirect: RedirectSeen = { status, to: target, at: now };
  return [{ resource, observed: { ...known(resource)?.observed, redirect } }];
}

/** What is observed of the resource after its own answer; the parts that it says nothing of stay. */
function told(exchange: Exchange, response: HttpResponse, known: ResourceMemory | undefined, now: number): Observed {
  const before = known?.observed ?? {};
  const { method } = exchange.request;
  const locks = locksAfter(before.locks, exchange, response, now);
  const read = method === 'GET' && response.status === 200;
  const { redirect: _gone, locks: _locks, immutableUntil, shown, variesBy, ...rest } = before;
  const written = isWrite(method) && isSuccess(response.status);
  return {
    ...rest,
    ...software(response.headers, before),
    ...part('locks', locks),
    ...(read ? freshness(response.headers, now) : { ...part('shown', shown), ...part('variesBy', variesBy) }),
    ...(read || written ? {} : part('immutableUntil', immutableUntil)),
  };
}

/** The field, or none at all: what is undefined is left out, as in the stored form. */
function part<Name extends string, Value>(name: Name, value: Value | undefined): { [Key in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: Value };
}

const isSuccess = (status: number) => status >= 200 && status < 300;
const isWrite = (method: string) => /^(?:PUT|POST|PATCH|DELETE|MOVE|COPY)$/.test(method);

type Software = Pick<Observed, 'server' | 'poweredBy' | 'dav' | 'resembles'>;

function software(headers: HeaderList, before: Observed): Software {
  const server = firstValue(headers, 'Server')?.slice(0, LONGEST) ?? before.server;
  const poweredBy = firstValue(headers, 'X-Powered-By')?.slice(0, LONGEST) ?? before.poweredBy;
  const dav = firstValue(headers, 'DAV')?.slice(0, LONGEST) ?? before.dav;
  const resembles = isJsonServer(headers) ? 'json-server' : before.resembles;
  return {
    ...part('server', server),
    ...part('poweredBy', poweredBy),
    ...part('dav', dav),
    ...part('resembles', resembles),
  };
}

function isJsonServer(headers: HeaderList): boolean {
  const has = (name: string, value: string) => firstValue(headers, name) === value;
  return has('X-Powered-By', 'Express') && has('Expires', '-1') && has('Pragma', 'no-cache');
}

/** RFC 9110 §15.4.5: what a 200 has of these, a 304 must have too. */
const REPEATED = ['cache-control', 'content-location', 'date', 'etag', 'expires', 'vary'] as const;

function freshness(headers: HeaderList, now: number): Observed {
  const shown = REPEATED.filter((name) => firstValue(headers, name) !== undefined);
  const by = credentialsVaried(headers);
  return {
    shown,
    ...part('variesBy', by.length === 0 ? undefined : by),
    ...part('immutableUntil', immutableUntil(headers, now)),
  };
}

/** Immutable content need not be asked for again while it is fresh (RFC 8246 §2, RFC 9111 §4.2). */
function immutableUntil(headers: HeaderList, now: number): number | undefined {
  const directives = (combinedValue(headers, 'Cache-Control') ?? '').slice(0, 4096);
  if (!/(?:^|,)[ \t]*immutable[ \t]*(?:,|$)/i.test(directives)) return undefined;
  const seconds = /(?:^|,)[ \t]*max-age[ \t]*=[ \t]*"?(\d{1,10})/i.exec(directives)?.[1];
  const age = /^\d{1,9}$/.exec(firstValue(headers, 'Age') ?? '0')?.[0] ?? '0';
  const left = seconds === undefined ? 0 : Number(seconds) - Number(age);
  return left > 0 ? now + left * 1000 : undefined;
}

function same(observed: Observed, before: Observed | undefined): boolean {
  return JSON.stringify(observed) === JSON.stringify(before ?? {});
}
