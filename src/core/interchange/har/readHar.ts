import { fromBase64 } from '../../http/base64.ts';
import type { Exchange, HttpRequest, HttpResponse, Timings } from '../../http/exchange.ts';
import type { HeaderField, HeaderList } from '../../http/headerList.ts';
import { member, numberOf, parseJson, stringOf } from '../json.ts';

/** What a HAR file holds, or in a few words why it is none. */
export type HarReading =
  | {
      readonly kind: 'har';
      readonly exchanges: readonly Exchange[];
      /** The place of each exchange among the entries, counted from 0. */
      readonly places: readonly number[];
      /** Those that the browser answered by itself, out of its cache or a service worker: no server saw them. */
      readonly unsent: ReadonlySet<Exchange>;
      /** How many entries are no HTTP exchange: `data:` URLs, web sockets, broken ones. */
      readonly passedOver: number;
    }
  | { readonly kind: 'unreadable'; readonly why: string };

/** Reads HAR 1.2 (and 1.1) from its text. An entry that says too little is passed over, never guessed at. */
export function readHar(text: string): HarReading {
  const data = parseJson(text);
  if (data === undefined) return { kind: 'unreadable', why: 'It is not JSON.' };
  return harIn(data);
}

/** The same from JSON that was parsed already. */
export function harIn(data: unknown): HarReading {
  const entries = member(member(data, 'log'), 'entries');
  if (!Array.isArray(entries)) return { kind: 'unreadable', why: 'It has no log.entries, so it is no HAR file.' };
  const read = entries.flatMap((entry: unknown, place) => {
    const exchange = exchangeOf(entry);
    return exchange === undefined ? [] : [{ exchange, place, entry }];
  });
  return {
    kind: 'har',
    exchanges: read.map(({ exchange }) => exchange),
    places: read.map(({ place }) => place),
    unsent: new Set(read.filter(({ entry }) => isUnsent(entry)).map(({ exchange }) => exchange)),
    passedOver: entries.length - read.length,
  };
}

/** As Chromium and those that follow it mark such entries; the format itself has no word for them. */
function isUnsent(entry: unknown): boolean {
  const fromCache = member(entry, '_fromCache') ?? member(member(entry, 'response'), '_fromCache');
  const byWorker = member(member(entry, 'response'), '_fetchedViaServiceWorker');
  return (fromCache !== undefined && fromCache !== null && fromCache !== false) || byWorker === true;
}

function exchangeOf(entry: unknown): Exchange | undefined {
  const request = requestOf(member(entry, 'request'));
  const startedAt = Date.parse(stringOf(member(entry, 'startedDateTime')) ?? '');
  if (request === undefined || Number.isNaN(startedAt)) return undefined;
  const response = responseOf(member(entry, 'response'));
  const total = Math.max(0, numberOf(member(entry, 'time')) ?? 0);
  return {
    request,
    response,
    error: response === undefined ? { code: 'unknown', peer: new URL(request.url).host, cause: '' } : undefined,
    hops: [],
    timings: timingsOf(member(entry, 'timings'), total),
    startedAt,
    endedAt: startedAt + total,
  };
}

function requestOf(data: unknown): HttpRequest | undefined {
  const method = stringOf(member(data, 'method'));
  const url = stringOf(member(data, 'url'))?.replace(/#.*$/s, '');
  if (method === undefined || !/^[!#$%&'*+.^_`|~\w-]+$/.test(method)) return undefined;
  if (url === undefined || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined;
  return { method, url, headers: fieldsOf(member(data, 'headers')), body: postedOf(member(data, 'postData')) };
}

function postedOf(data: unknown): Uint8Array | undefined {
  const text = stringOf(member(data, 'text')) ?? formOf(member(data, 'params'));
  if (text === undefined || text === '') return undefined;
  const coded = [member(data, 'encoding'), member(data, '_encoding')].includes('base64');
  return bytesOf(text, coded ? 'base64' : undefined);
}

function formOf(params: unknown): string | undefined {
  if (!Array.isArray(params) || params.length === 0) return undefined;
  const part = (value: unknown) => encodeURIComponent((stringOf(value) ?? '').replaceAll(/\p{Surrogate}/gu, '\uFFFD'));
  return params.map((each: unknown) => `${part(member(each, 'name'))}=${part(member(each, 'value'))}`).join('&');
}

function responseOf(data: unknown): HttpResponse | undefined {
  const status = numberOf(member(data, 'status')) ?? 0;
  if (!Number.isInteger(status) || status < 100 || status > 999) return undefined;
  const content = member(data, 'content');
  const text = stringOf(member(content, 'text'));
  const body = text === undefined ? new Uint8Array() : bytesOf(text, stringOf(member(content, 'encoding')));
  const size = numberOf(member(data, 'bodySize')) ?? -1;
  return {
    status,
    reason: stringOf(member(data, 'statusText')) ?? '',
    httpVersion: /(?:h|HTTP\/)(\d(?:\.\d)?)/i.exec(stringOf(member(data, 'httpVersion')) ?? '')?.[1] ?? '1.1',
    headers: fieldsOf(member(data, 'headers')),
    body,
    bodyBytes: size >= 0 ? size : body.length,
    bodyFile: undefined,
    complete: true,
  };
}

/** HTTP/2 writes its control data as fields whose names begin with a colon. */
function fieldsOf(data: unknown): HeaderList {
  if (!Array.isArray(data)) return [];
  return data.flatMap((each: unknown): HeaderField[] => {
    const name = stringOf(member(each, 'name')) ?? '';
    const value = stringOf(member(each, 'value')) ?? '';
    // Firefox and others join repeated fields of a response with line ends.
    return /^[!#$%&'*+.^_`|~\w-]+$/.test(name) ? value.split(/\r?\n/).map((line): HeaderField => [name, line]) : [];
  });
}

function bytesOf(text: string, encoding: string | undefined): Uint8Array {
  return (encoding === 'base64' ? fromBase64(text) : undefined) ?? new TextEncoder().encode(text);
}

function timingsOf(data: unknown, total: number): Timings {
  const time = (name: string) => {
    const found = numberOf(member(data, name));
    return found === undefined || found < 0 ? undefined : found;
  };
  const tls = time('ssl');
  const connect = time('connect');
  return { dns: time('dns'), connect: connect && connect - (tls ?? 0), tls, firstByte: time('wait'), total };
}
