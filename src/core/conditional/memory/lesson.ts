import type { Exchange, HttpResponse } from '../../http/exchange.ts';
import { fingerprint } from '../../http/fingerprint.ts';
import { firstValue, type HeaderList } from '../../http/headerList.ts';
import { type ResourceKey, resourceKey } from '../../http/resource.ts';
import { cacheEvidence } from './cacheEvidence.ts';
import type { SightingContext } from './memory.ts';
import type { OwnWrite, SightingSource, ValidatorRecord } from './record.ts';
import { variantOf } from './variant.ts';

/** What one exchange taught of one resource. */
export type Lesson =
  /** A whole answer to a read. */
  | { readonly kind: 'read'; readonly record: ValidatorRecord }
  /** A 304: the record it confirms is the one its tag names, or the one whose validator was sent. */
  | { readonly kind: 'confirmed'; readonly record: ValidatorRecord; readonly sent: HeaderList }
  /** A validator in a 412 to a guarded read. */
  | { readonly kind: 'glimpsed'; readonly record: ValidatorRecord }
  /** Nothing is there. */
  | { readonly kind: 'missing'; readonly record: ValidatorRecord }
  /** Our own write was applied; `record` is what the answer says of the new state, if it says anything. */
  | { readonly kind: 'written'; readonly write: OwnWrite; readonly record: ValidatorRecord | undefined };

export interface PlacedLesson {
  readonly resource: ResourceKey;
  readonly lesson: Lesson;
}

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD']);
/** Safe, or without effect on the representation, and no reading of it either. */
const NEUTRAL: ReadonlySet<string> = new Set([
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'PROPFIND',
  'REPORT',
  'SEARCH',
  'QUERY',
  'LOCK',
  'UNLOCK',
]);
/** Longer tags and URLs are not worth their place, and a hostile server could fill the memory with them. */
const LONGEST_TAG = 1024;
const LONGEST_URL = 8192;
const LONGEST_DATE = 64;

/** What the exchange taught; nothing when it failed, broke off, or was an error that says nothing of validators. */
export function lessonsOf(exchange: Exchange, context: SightingContext): readonly PlacedLesson[] {
  const { request, response } = exchange;
  if (exchange.error !== undefined || response === undefined || !response.complete) return [];
  const resource = rememberable(request.url);
  if (resource === undefined || (firstValue(response.headers, 'ETag') ?? '').length > LONGEST_TAG) return [];
  const lesson = lessonFor({ exchange, response, resource, context });
  const own: readonly PlacedLesson[] = lesson === undefined ? [] : [{ resource, lesson }];
  return [...own, ...destinationLesson(exchange, response, context)];
}

interface Told {
  readonly exchange: Exchange;
  readonly response: HttpResponse;
  readonly resource: ResourceKey;
  readonly context: SightingContext;
}

function lessonFor(told: Told): Lesson | undefined {
  const { method, headers } = told.exchange.request;
  const { status } = told.response;
  if (status === 404 || status === 410) {
    return NEUTRAL.has(method) ? undefined : { kind: 'missing', record: recordOf(told, 'nothing') };
  }
  if (READS.has(method)) {
    if (isSuccess(status)) return { kind: 'read', record: recordOf(told, 'all') };
    if (status === 304) return { kind: 'confirmed', record: recordOf(told, 'all'), sent: headers };
    return status === 412 ? glimpse(told) : undefined;
  }
  return isSuccess(status) && !NEUTRAL.has(method) ? written(told) : undefined;
}

/** A 412 to a read may carry the current tag; without a condition sent, its tag is that of an error page. */
function glimpse(told: Told): Lesson | undefined {
  const { request } = told.exchange;
  const guarded = firstValue(request.headers, 'If-Match') ?? firstValue(request.headers, 'If-Unmodified-Since');
  const etag = firstValue(told.response.headers, 'ETag');
  if (guarded === undefined || etag === undefined) return undefined;
  return { kind: 'glimpsed', record: recordOf(told, 'validators') };
}

/**
 * Only the answers to PUT and PATCH speak of the resource's new representation (RFC 9110 §9.3.4); a tag in the
 * answer to any other write may be that of the answer itself. Without a tag the new state has an unknown one:
 * then the record says that the resource exists, and nothing more.
 */
function written(told: Told): Lesson {
  const { method } = told.exchange.request;
  const { status } = told.response;
  const speaks = method === 'PUT' || method === 'PATCH';
  const write: OwnWrite = {
    method,
    status,
    at: told.context.now,
    request: nameOf(told.context),
    etag: speaks ? firstValue(told.response.headers, 'ETag') : undefined,
    ...contentSent(told),
  };
  // Accepted or done in part: what the state is by now, nobody told.
  if (status === 202 || status === 207) return { kind: 'written', write, record: undefined };
  return { kind: 'written', write, record: recordAfterWrite(told, method) };
}

/** PUT alone sends what the resource shall be (RFC 9110 §9.3.4). */
function contentSent({ exchange: { request } }: Told): Pick<OwnWrite, 'sent'> {
  if (request.method !== 'PUT' || request.body === undefined) return {};
  const sent = fingerprint(request.body);
  return sent === undefined ? {} : { sent };
}

function recordAfterWrite(told: Told, method: string): ValidatorRecord | undefined {
  switch (method) {
    case 'PUT':
    case 'PATCH':
      return recordOf(told, 'validators');
    case 'POST':
    case 'MKCOL':
      return recordOf(told, 'existence');
    case 'DELETE':
    case 'MOVE':
      return recordOf(told, 'nothing');
    default:
      return undefined;
  }
}

/** COPY and MOVE write another resource besides (RFC 4918 §9.8, §9.9). */
function destinationLesson(
  { request }: Exchange,
  response: HttpResponse,
  context: SightingContext,
): readonly PlacedLesson[] {
  if ((request.method !== 'COPY' && request.method !== 'MOVE') || !isSuccess(response.status)) return [];
  const destination = firstValue(request.headers, 'Destination');
  if (destination === undefined || !URL.canParse(destination, request.url)) return [];
  const resource = rememberable(new URL(destination, request.url).href);
  if (resource === undefined) return [];
  const { now: at } = context;
  const write: OwnWrite = {
    method: request.method,
    status: response.status,
    at,
    request: nameOf(context),
    etag: undefined,
  };
  return [{ resource, lesson: { kind: 'written', write, record: undefined } }];
}

/** What of the response a record takes: `nothing` that there is none, `existence` that there is one. */
type Share = 'all' | 'validators' | 'existence' | 'nothing';

function recordOf({ exchange, response, resource, context }: Told, share: Share): ValidatorRecord {
  const { request } = exchange;
  const { headers } = response;
  const speaks = share === 'all' || share === 'validators';
  const take = (name: string): string | undefined => (speaks ? firstValue(headers, name) : undefined);
  const variant = variantOf(request.headers, share === 'all' ? headers : [], context);
  const age = share === 'all' ? firstValue(headers, 'Age') : undefined;
  return {
    resource,
    ...variant,
    exists: share !== 'nothing',
    etag: take('ETag'),
    lastModified: take('Last-Modified')?.slice(0, LONGEST_DATE),
    date: firstValue(headers, 'Date')?.slice(0, LONGEST_DATE),
    age: age !== undefined && /^\d{1,9}$/.test(age) ? Number(age) : undefined,
    cache: share === 'all' ? cacheEvidence(headers) : undefined,
    content: share === 'all' && request.method === 'GET' ? contentOf(response) : undefined,
    ...(speaks && context.bodyHash !== undefined ? { bodyHash: context.bodyHash } : {}),
    seenAt: context.now,
    source: sourceOf(request.method, response.status, context),
  };
}

function sourceOf(method: string, status: number, context: SightingContext): SightingSource {
  return { method, status, request: nameOf(context) };
}

function nameOf({ request }: SightingContext): string | undefined {
  return request?.slice(0, 200);
}

/** Only a whole 200 has the content that the tag names. */
function contentOf({ status, body, bodyFile }: HttpResponse): string | undefined {
  return status === 200 && bodyFile === undefined ? fingerprint(body) : undefined;
}

/** The key of a URL, undefined when it is none that is worth its place. */
export function rememberable(url: string): ResourceKey | undefined {
  const resource = resourceKey(url);
  return resource === undefined || resource.length > LONGEST_URL ? undefined : resource;
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
