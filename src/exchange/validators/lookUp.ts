import type { Wanted } from '../../core/conditional/memory/memory.ts';
import type { Exchange, HttpRequest, HttpResponse, SendOptions } from '../../core/http/exchange.ts';
import { firstValue, type HeaderList } from '../../core/http/headerList.ts';
import type { Ports } from '../ports.ts';
import { rememberExchange } from './rememberExchange.ts';

/** Whose current state is wanted: a request as it was or would be sent, and by whom. */
export interface LookUpSubject {
  readonly request: Pick<HttpRequest, 'url' | 'headers'>;
  readonly wanted: Pick<Wanted, 'environment' | 'identity'>;
  readonly options: SendOptions;
}

/**
 * Sees the resource's current state by one HEAD, or by a GET where HEAD is refused or tells no validator. Safe by
 * construction: no content, no precondition, no redirect followed (a validator belongs to one URL). The answer
 * feeds the memory.
 */
export async function lookUp(ports: Ports, subject: LookUpSubject, signal: AbortSignal): Promise<Exchange> {
  const head = await lookUpBy('HEAD', ports, subject, signal);
  if (head.error !== undefined || head.response === undefined || !needsGet(head.response)) return head;
  const get = await lookUpBy('GET', ports, subject, signal);
  return get.error === undefined ? get : head;
}

/** The same by GET at once, for when the content is wanted too. */
export function lookUpContent(ports: Ports, subject: LookUpSubject, signal: AbortSignal): Promise<Exchange> {
  return lookUpBy('GET', ports, subject, signal);
}

async function lookUpBy(
  method: 'HEAD' | 'GET',
  ports: Ports,
  { request, wanted, options }: LookUpSubject,
  signal: AbortSignal,
): Promise<Exchange> {
  const headers = lookUpHeaders(request.headers);
  const { onProgress: _progress, onPart: _part, ...quiet } = options;
  const bounded = { ...quiet, redirects: 'stop' } as const;
  const exchange = await ports.send({ method, url: request.url, headers, body: undefined }, bounded, signal);
  rememberExchange(ports, exchange, { wanted, request: undefined });
  return exchange;
}

/**
 * Fields that belong to the write and not to a read of its resource: preconditions, what describes content, what
 * steers a method (WebDAV's among them), and the headers by which some servers take one method for another.
 */
const left =
  /^(?:if|if-.*|range|content-.*|transfer-encoding|te|trailer|expect|digest|accept-encoding|prefer|idempotency-key|destination|depth|overwrite|timeout|lock-token|(?:x-)?(?:http-)?method(?:-override)?)$/i;

/**
 * The fields of a look-up: those of the request that choose the variant and say who asks. The content coding is
 * named outright, because a tag of a compressed form is another tag (RFC 9110 §8.8.3.3).
 */
export function lookUpHeaders(headers: HeaderList): HeaderList {
  return [...headers.filter(([name]) => !left.test(name)), ['Accept-Encoding', 'identity']];
}

function needsGet(response: HttpResponse): boolean {
  const { status, headers } = response;
  if (status === 405 || status === 501) return true;
  if (status === 401 || status === 403 || status === 407 || status === 429 || status >= 500) return false;
  return firstValue(headers, 'ETag') === undefined && firstValue(headers, 'Last-Modified') === undefined;
}
