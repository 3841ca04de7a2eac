import type { Exchange, HttpRequest } from '../../core/http/exchange.ts';
import { combinedValue, firstValue } from '../../core/http/headerList.ts';
import { readHttpDate } from '../../core/http/httpDate.ts';
import { isSafeMethod } from '../../core/http/method.ts';
import type { TransportErrorCode } from '../../core/http/transportError.ts';

/** What is done after an attempt. Times are milliseconds. */
export type RetryStep =
  | { readonly kind: 'stop'; readonly why: StopReason | undefined }
  | { readonly kind: 'repeat'; readonly after: number; readonly by: 'backoff' | 'retry-after' }
  /** The answer of a guarded write was lost: it is looked at before anything is repeated. */
  | { readonly kind: 'verify'; readonly after: number; readonly by: 'backoff' };

/** Why a failed request is not sent again although that was asked for; undefined where nothing failed. */
export type StopReason = 'not-idempotent' | 'no-more' | 'told-to-wait-longer' | 'not-temporary';

export interface RetrySituation {
  readonly request: Pick<HttpRequest, 'method' | 'headers'>;
  readonly exchange: Exchange;
  /** Counted from 1. */
  readonly attempt: number;
  /** How often it may be sent again. */
  readonly retries: number;
  /** Epoch milliseconds. */
  readonly now: number;
  /** From 0 to 1. */
  readonly random: number;
}

/** The first pause is about half a second, each further one twice as long, up to this. */
const FIRST = 500;
const LONGEST = 30_000;
/** A server that asks for more is not waited for. */
const MOST_ASKED = 60_000;

/** Nothing has reached the server, so nothing was done. */
const UNSENT: ReadonlySet<TransportErrorCode> = new Set([
  'connect-refused',
  'connect-timeout',
  'dns-failed',
  'proxy-unreachable',
  'unreachable',
]);
/** The request may have been carried out, and the answer did not come. */
const LOST: ReadonlySet<TransportErrorCode> = new Set([
  'headers-timeout',
  'body-timeout',
  'connection-reset',
  'body-incomplete',
]);
const TEMPORARY: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);
/** What a gateway says that had no answer itself. */
const BEHIND_GATEWAY: ReadonlySet<number> = new Set([502, 504]);

/**
 * What is done after an attempt. Only idempotent methods are repeated (RFC 9110 §9.2.2), only what may pass, and only
 * after a pause: that of `Retry-After` (§10.2.3), else one that doubles, with jitter. A guarded write that may have
 * been carried out is verified first, since repeating it would end in a 412 that hides what happened.
 */
export function retryStep(situation: RetrySituation): RetryStep {
  const { request, exchange, attempt, retries } = situation;
  const failure = failureOf(exchange, request.method);
  if (failure === undefined) return { kind: 'stop', why: undefined };
  if (failure === 'lasting') return { kind: 'stop', why: 'not-temporary' };
  if (!isIdempotent(request.method)) return { kind: 'stop', why: 'not-idempotent' };
  if (failure === 'lost' && isGuardedWrite(request)) {
    return { kind: 'verify', after: backoff(situation), by: 'backoff' };
  }
  if (attempt > retries) return { kind: 'stop', why: 'no-more' };
  const asked = retryAfter(exchange, situation.now);
  if (asked === undefined) return { kind: 'repeat', after: backoff(situation), by: 'backoff' };
  if (asked > MOST_ASKED) return { kind: 'stop', why: 'told-to-wait-longer' };
  return { kind: 'repeat', after: asked, by: 'retry-after' };
}

/** Safe methods, PUT and DELETE (RFC 9110 §9.2.2). */
export function isIdempotent(method: string): boolean {
  return isSafeMethod(method) || method === 'PUT' || method === 'DELETE';
}

function failureOf(
  { response, error }: Exchange,
  method: string,
): 'unsent' | 'lost' | 'refused' | 'lasting' | undefined {
  if (error === undefined) {
    if (response === undefined || response.status < 400) return undefined;
    if (BEHIND_GATEWAY.has(response.status)) return 'lost';
    return TEMPORARY.has(response.status) ? 'refused' : undefined;
  }
  if (UNSENT.has(error.code)) return 'unsent';
  // The status of a write is there: what was lost is only the words that go with it.
  if (response !== undefined && !isSafeMethod(method)) return undefined;
  return LOST.has(error.code) ? 'lost' : 'lasting';
}

function isGuardedWrite({ method, headers }: RetrySituation['request']): boolean {
  if (isSafeMethod(method)) return false;
  return ['If-Match', 'If-None-Match', 'If-Unmodified-Since'].some(
    (name) => combinedValue(headers, name) !== undefined,
  );
}

/** Half of it certain, half of it by chance, so that many clients do not come back at once. */
function backoff({ attempt, random }: RetrySituation): number {
  const whole = Math.min(FIRST * 2 ** (attempt - 1), LONGEST);
  return Math.round(whole / 2 + (whole / 2) * random);
}

/** Milliseconds from now. A date is counted from the server's own clock, where it says what that is. */
function retryAfter({ response }: Exchange, now: number): number | undefined {
  const value = response && firstValue(response.headers, 'Retry-After')?.trim();
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const then = readHttpDate(value, now);
  const date = readHttpDate(firstValue(response?.headers ?? [], 'Date') ?? '', now);
  if (then.kind !== 'date') return undefined;
  return Math.max(0, then.epoch - (date.kind === 'date' ? date.epoch : now));
}
