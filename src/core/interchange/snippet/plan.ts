import { toBase64 } from '../../http/base64.ts';
import type { HttpRequest } from '../../http/exchange.ts';
import { type HeaderField, type HeaderList, sameName } from '../../http/headerList.ts';
import { textOf } from '../bodyText.ts';
import { type ComputedCredentials, computedCredentials, withoutAuthorization } from '../credentials.ts';

/** Content as code can hold it. */
export type SnippetBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bytes'; readonly base64: string };

/**
 * How the code goes about the request.
 * - `plain`: one request, nothing conditional.
 * - `once`: one request with its conditions; a 412 is the answer, not something to try again.
 * - `revalidate`: a read that keeps what it got, asks whether it changed, and lives with a 304.
 * - `guarded`: read the validator, write under it, and after a 412 begin anew.
 */
export type Course =
  | { readonly kind: 'plain' }
  | { readonly kind: 'once'; readonly refused: string }
  | { readonly kind: 'revalidate' }
  | { readonly kind: 'guarded'; readonly validator: Validator };

/** The field a validator is read from, the one it is sent in, and what to say when there is none to send. */
export interface Validator {
  readonly from: 'ETag' | 'Last-Modified';
  readonly field: 'If-Match' | 'If-Unmodified-Since';
  readonly missing: string;
}

/** A request as every language needs it. */
export interface SnippetPlan {
  readonly method: string;
  readonly url: string;
  /** Without conditions, unless the course is `once`, and without what the client writes itself. */
  readonly headers: HeaderList;
  /** The fields of the read before a guarded write. */
  readonly readHeaders: HeaderList;
  readonly body: SnippetBody;
  readonly course: Course;
  /** What stands in `Authorization` to be computed; it is in none of the fields then. */
  readonly credentials: ComputedCredentials | undefined;
}

/** How often a guarded write begins anew before it gives up. */
export const attempts = 3;

export const gaveUp = `It was changed by somebody else before each of ${attempts} attempts`;

const byTag: Validator = {
  from: 'ETag',
  field: 'If-Match',
  missing: 'The answer has no strong ETag, and If-Match compares with nothing else',
};

const byDate: Validator = {
  from: 'Last-Modified',
  field: 'If-Unmodified-Since',
  missing: 'The answer has no Last-Modified',
};

/** Sees from the request's method and conditions what its code has to do. */
export function snippetPlan(request: HttpRequest): SnippetPlan {
  const { method, url, headers, body } = request;
  const credentials = computedCredentials(request);
  const written = credentials === undefined ? headers : withoutAuthorization(headers);
  const own = written.filter(([name]) => !isFraming(name));
  const course = courseOf(method, own);
  const unconditional = own.filter(([name]) => !isCondition(name));
  return {
    method,
    url,
    headers: course.kind === 'once' ? own : unconditional,
    readHeaders: readHeaders(unconditional),
    body: bodyOf(body),
    course,
    credentials,
  };
}

const isFraming = (name: string): boolean => /^(?:content-length|connection|transfer-encoding|keep-alive)$/i.test(name);
const isCondition = (name: string): boolean => /^if(?:-|$)/i.test(name);

function courseOf(method: string, headers: HeaderList): Course {
  const value = (wanted: string) => headers.find(([name]) => sameName(name, wanted))?.[1].trim();
  const conditions = headers.filter(([name]) => isCondition(name));
  if (conditions.length === 0) return { kind: 'plain' };
  const only = (...names: readonly string[]) =>
    conditions.every(([name]) => names.some((allowed) => sameName(name, allowed)));
  if (method === 'GET' || method === 'HEAD') {
    const revalidates = only('If-None-Match', 'If-Modified-Since') && value('If-None-Match') !== '*';
    return revalidates ? { kind: 'revalidate' } : { kind: 'once', refused: refusal(value) };
  }
  if (value('If-Match') !== undefined && value('If-Match') !== '*' && only('If-Match', 'If-Unmodified-Since')) {
    return { kind: 'guarded', validator: byTag };
  }
  if (only('If-Unmodified-Since')) return { kind: 'guarded', validator: byDate };
  return { kind: 'once', refused: refusal(value) };
}

function refusal(value: (name: string) => string | undefined): string {
  if (value('If-None-Match') === '*') return 'Something exists there already, so nothing was written';
  if (value('If-Match') === '*') return 'Nothing exists there, so nothing was done';
  return 'The precondition does not hold, so nothing was done';
}

/**
 * The read has to meet the variant that the write means: same credentials, same negotiation, and no content coding
 * unless the request has one, for many servers give a compressed answer a tag of its own.
 */
function readHeaders(headers: HeaderList): HeaderList {
  const kept = headers.filter(([name]) => !/^(?:content-.*|prefer|range|idempotency-key)$/i.test(name));
  if (kept.some(([name]) => sameName(name, 'Accept-Encoding'))) return kept;
  return [...kept, ['Accept-Encoding', 'identity']];
}

function bodyOf(body: Uint8Array | undefined): SnippetBody {
  if (body === undefined) return { kind: 'none' };
  const text = textOf(body);
  return text === undefined ? { kind: 'bytes', base64: toBase64(body) } : { kind: 'text', text };
}

/** The fields with one line for each name (RFC 9110 §5.3), for interfaces that know one value a name. */
export function joinedFields(headers: HeaderList): HeaderList {
  const joined: HeaderField[] = [];
  for (const [name, value] of headers) {
    const at = joined.findIndex(([other]) => sameName(other, name));
    const before = joined[at];
    if (before === undefined) joined.push([name, value]);
    else joined[at] = [before[0], `${before[1]}${sameName(name, 'Cookie') ? '; ' : ', '}${value}`];
  }
  return joined;
}
