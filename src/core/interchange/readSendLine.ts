import type { RecordedEntry } from '../conditional/explanation/explainRecorded.ts';
import { fromBase64 } from '../http/base64.ts';
import type { Exchange, HttpRequest, HttpResponse } from '../http/exchange.ts';
import { firstValue, type HeaderField, type HeaderList } from '../http/headerList.ts';
import { readHttpDate } from '../http/httpDate.ts';
import { resourceKey } from '../http/resource.ts';
import type { TransportErrorCode } from '../http/transportError.ts';
import { listOf, member, numberOf, stringOf } from './json.ts';

/** One line of `precondition send --format json`, read back: the exchange, its look-up, and what was known before. */
export interface SendLine {
  readonly recorded: Omit<RecordedEntry, 'entry'>;
  /** The exchange that had taught what was known before, as far as the line tells. */
  readonly known: Exchange | undefined;
}

/** Reads such a line, or says in a few words why it is none. `now` (epoch ms) stands in where no time is told. */
export function readSendLine(data: unknown, now: number): SendLine | { readonly why: string } {
  const request = requestOf(member(data, 'request'));
  if (request === undefined) return { why: 'it has no request with a method, an http URL and headers' };
  if (member(data, 'response') === undefined) return { why: 'it has no response' };
  const response = responseOf(member(data, 'response'));
  const failure = stringOf(member(member(data, 'error'), 'code'));
  if (response === undefined && failure === undefined) return { why: 'its response has no status' };
  const total = numberOf(member(member(data, 'timings'), 'total')) ?? 0;
  const startedAt = Date.parse(stringOf(member(data, 'startedAt')) ?? '');
  const at = Number.isNaN(startedAt) ? (dateOf(response) ?? now) : startedAt;
  const exchange = exchangeOf(request, response, { failure, at, total });
  const hops = listOf(member(data, 'hops')).map((hop) => ({
    ...(stringOf(member(hop, 'kind')) === 'challenge' ? { kind: 'challenge' as const } : {}),
    status: numberOf(member(hop, 'status')) ?? 0,
    url: stringOf(member(hop, 'url')) ?? '',
    droppedFields: listOf(member(hop, 'droppedFields')).flatMap((name) => stringOf(name) ?? []),
  }));
  const fresh = lookUpOf(member(data, 'lookUp'), request.url, at + total);
  return {
    recorded: { exchange: { ...exchange, hops }, ...(fresh && { fresh }) },
    known: knownOf(member(member(data, 'validator'), 'before'), { ...request, url: hops[0]?.url ?? request.url }),
  };
}

interface Circumstance {
  readonly failure: string | undefined;
  readonly at: number;
  readonly total: number;
}

function exchangeOf(
  request: HttpRequest,
  response: HttpResponse | undefined,
  { failure, at, total }: Circumstance,
): Exchange {
  const code = failure as TransportErrorCode | undefined;
  return {
    request,
    response,
    error: code === undefined ? undefined : { code, peer: new URL(request.url).host, cause: '' },
    hops: [],
    timings: { dns: undefined, connect: undefined, tls: undefined, firstByte: undefined, total },
    startedAt: at,
    endedAt: at + total,
  };
}

function requestOf(data: unknown): HttpRequest | undefined {
  const method = stringOf(member(data, 'method'));
  const url = stringOf(member(data, 'url'));
  if (method === undefined || url === undefined || resourceKey(url) === undefined) return undefined;
  return { method, url, headers: fieldsOf(member(data, 'headers')), body: undefined };
}

function responseOf(data: unknown): HttpResponse | undefined {
  const status = numberOf(member(data, 'status'));
  if (status === undefined || !Number.isInteger(status) || status < 100 || status > 999) return undefined;
  const text = stringOf(member(data, 'body')) ?? '';
  const coded = member(data, 'bodyEncoding') === 'base64' ? fromBase64(text) : undefined;
  const body = coded ?? new TextEncoder().encode(text);
  return {
    status,
    reason: stringOf(member(data, 'reason')) ?? '',
    httpVersion: stringOf(member(data, 'httpVersion')) ?? '1.1',
    headers: fieldsOf(member(data, 'headers')),
    body,
    bodyBytes: numberOf(member(data, 'bodyBytes')) ?? body.length,
    bodyFile: undefined,
    complete: member(data, 'complete') !== false,
  };
}

function fieldsOf(data: unknown): HeaderList {
  return listOf(data).flatMap((pair): HeaderField[] => {
    const [name, value] = listOf(pair);
    return typeof name === 'string' && typeof value === 'string' ? [[name, value]] : [];
  });
}

function lookUpOf(data: unknown, url: string, at: number): Exchange | undefined {
  const method = stringOf(member(data, 'method'));
  const response = responseOf(data);
  if (method === undefined || response === undefined) return undefined;
  return exchangeOf({ method, url, headers: [], body: undefined }, response, { failure: undefined, at, total: 0 });
}

function dateOf(response: HttpResponse | undefined): number | undefined {
  const reading = readHttpDate(firstValue(response?.headers ?? [], 'Date') ?? '', 0);
  return reading.kind === 'date' ? reading.epoch : undefined;
}

function knownOf(data: unknown, asked: HttpRequest): Exchange | undefined {
  const at = Date.parse(stringOf(member(data, 'seenAt')) ?? '');
  if (Number.isNaN(at)) return undefined;
  const source = member(data, 'source');
  const told = numberOf(member(source, 'status')) ?? 200;
  const status = member(data, 'exists') === false && told < 300 ? 404 : told;
  const fields = [
    ['ETag', stringOf(member(data, 'etag'))],
    ['Last-Modified', stringOf(member(data, 'lastModified'))],
  ] as const;
  const headers = fields.flatMap(([name, value]): HeaderField[] => (value === undefined ? [] : [[name, value]]));
  const request = { ...asked, method: stringOf(member(source, 'method')) ?? 'GET', headers: who(asked.headers) };
  const response = responseOf({ status, headers });
  return exchangeOf(request, response, { failure: undefined, at, total: 0 });
}

/** Only who asked is known of that exchange. */
const who = (headers: HeaderList): HeaderList => headers.filter(([name]) => /^(?:authorization|cookie)$/i.test(name));
