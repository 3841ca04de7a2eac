import type { HeaderList } from '../core/http/headerList.ts';
import { firstValue, sameName } from '../core/http/headerList.ts';
import { readDate, writeDate } from './dates.ts';
import { decide } from './decide.ts';
import type { Answer, DemoRequest } from './message.ts';
import { bare } from './message.ts';

type Origin = (request: DemoRequest) => Answer;

interface Stored {
  readonly answer: Answer;
  readonly storedAt: number;
}

const VIA = ['Via', '1.1 demo-cache'] as const;
const NOT_FOR_CACHES = ['If-Match', 'If-Unmodified-Since', 'If-Range', 'Range'];
const CACHE_CONDITIONS = ['If-None-Match', 'If-Modified-Since'];
const REPEATED_IN_304 = ['ETag', 'Last-Modified', 'Cache-Control', 'Vary', 'Date'];

/**
 * A shared cache before an origin, right in everything but one: it does not drop what it stored when a write
 * passes through it (RFC 9111 §4.4 demands that), and it does not listen to `no-cache`. Milliseconds of freshness.
 */
export function createStaleCache(origin: Origin, freshFor: number, clock: () => number): Origin {
  const stored = new Map<string, Stored>();

  const fetched = (request: DemoRequest): Stored => {
    const unconditional = without(request.headers, CACHE_CONDITIONS);
    const answer = origin({ ...request, method: 'GET', headers: unconditional });
    const entry = { answer: withDate(answer, clock()), storedAt: clock() };
    if (answer.status === 200) stored.set(request.path, entry);
    return entry;
  };

  return (request) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    // Only the origin may judge these, so they travel on (RFC 9110 §13.2.1, RFC 9111 §4.3.2).
    const forOrigin = request.headers.some(([name]) => NOT_FOR_CACHES.some((field) => sameName(field, name)));
    if (!isRead || forOrigin) return addFields(origin(request), [VIA, ['X-Cache', 'PASS']]);
    const kept = stored.get(request.path);
    if (kept === undefined || clock() - kept.storedAt >= freshFor) {
      return addFields(revalidated(request, fetched(request).answer, clock()), [VIA, ['X-Cache', 'MISS']]);
    }
    const age = Math.floor((clock() - kept.storedAt) / 1000);
    const fields: HeaderList = [['Age', String(age)], VIA, ['X-Cache', 'HIT']];
    return addFields(revalidated(request, kept.answer, clock()), fields);
  };
}

/** The stored answer, or a 304 from the cache's own hand. */
function revalidated(request: DemoRequest, answer: Answer, now: number): Answer {
  if (answer.status !== 200) return answer;
  const date = firstValue(answer.headers, 'Last-Modified');
  const current = {
    etag: firstValue(answer.headers, 'ETag'),
    modifiedAt: date === undefined ? undefined : readDate(date, now),
    date: 'weak' as const,
  };
  if (decide({ ...request, current, now }) === 'perform') return answer;
  return bare(
    304,
    answer.headers.filter(([name]) => REPEATED_IN_304.some((field) => sameName(field, name))),
  );
}

const withDate = (answer: Answer, now: number): Answer => addFields(answer, [['Date', writeDate(now)]]);

const addFields = (answer: Answer, fields: HeaderList): Answer => ({
  ...answer,
  headers: [...answer.headers, ...fields],
});

const without = (headers: HeaderList, names: readonly string[]): HeaderList =>
  headers.filter(([name]) => !names.some((dropped) => sameName(dropped, name)));
