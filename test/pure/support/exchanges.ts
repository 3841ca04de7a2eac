import { type ExplainInput, explain } from '../../../src/core/conditional/explanation/explain.ts';
import type { Explanation } from '../../../src/core/conditional/explanation/explanation.ts';
import type { ProbeMade } from '../../../src/core/conditional/explanation/probe.ts';
import { emptyMemory, type Recollection, recall, remember } from '../../../src/core/conditional/memory/memory.ts';
import type { Memory } from '../../../src/core/conditional/memory/record.ts';
import type { Exchange, HttpRequest, HttpResponse, Timings } from '../../../src/core/http/exchange.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import { type ResourceKey, resourceKey } from '../../../src/core/http/resource.ts';

/** 2026-11-21 12:00:00 UTC. */
export const NOON = Date.UTC(2026, 10, 21, 12);

const timings: Timings = { dns: 0, connect: 1, tls: undefined, firstByte: 5, total: 8 };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What an exchange of a test may have besides its method, URL, status and response fields. */
export interface Parts {
  readonly sent?: HeaderList;
  readonly content?: string;
  readonly body?: string;
  readonly at?: number;
  readonly hops?: Exchange['hops'];
}

/** `exchange('GET', url, 200, [['ETag', '"v1"']])`. The request's fields are in `parts.sent`. */
export function exchange(
  method: string,
  url: string,
  status: number,
  fields: HeaderList = [],
  parts: Parts = {},
): Exchange {
  const at = parts.at ?? NOON;
  return {
    request: requestOf(method, url, parts),
    response: responseOf(status, fields, parts.body ?? ''),
    error: undefined,
    hops: parts.hops ?? [],
    timings,
    startedAt: at,
    endedAt: at + timings.total,
  };
}

/** An exchange that got no answer. */
export function failed(method: string, url: string, parts: Parts = {}): Exchange {
  const error = { code: 'connection-reset', peer: 'example.test:80', cause: 'ECONNRESET' } as const;
  return { ...exchange(method, url, 0, [], parts), response: undefined, error };
}

function requestOf(method: string, url: string, { sent = [], content }: Parts): HttpRequest {
  return { method, url, headers: sent, body: content === undefined ? undefined : bytes(content) };
}

function responseOf(status: number, headers: HeaderList, body: string): HttpResponse {
  const content = bytes(body);
  return {
    status,
    reason: '',
    httpVersion: '1.1',
    headers,
    body: content,
    bodyBytes: content.length,
    bodyFile: undefined,
    complete: true,
  };
}

/** The key of a URL that is known to be one. */
export function keyOf(url: string): ResourceKey {
  const key = resourceKey(url);
  if (key === undefined) throw new Error(`${url} is no http URL`);
  return key;
}

/** A memory that saw the exchanges, in order; each at its own time. */
export function remembering(...exchanges: readonly Exchange[]): Memory {
  return exchanges.reduce(
    (memory, each) => remember(memory, each, { environment: '', identity: '', request: undefined, now: each.endedAt }),
    emptyMemory,
  );
}

/** What is remembered for a request with these fields. */
export function recalled(memory: Memory, url: string, headers: HeaderList = []): Recollection {
  return recall(memory, { resource: keyOf(url), headers, environment: '', identity: '' });
}

/** A story told to its end: what went before, the exchange to explain, and the look-up after it. */
export interface Story {
  readonly past?: readonly Exchange[];
  readonly exchange: Exchange;
  readonly fresh?: Exchange;
  readonly earlier?: readonly Exchange[];
  readonly probes?: readonly ProbeMade[];
}

/** The explanation of a story's exchange, with the memory as it would stand. */
export function explained({ past = [], exchange: last, fresh, earlier = [], probes = [] }: Story): Explanation {
  const memory = remembering(...past);
  const input: ExplainInput = {
    exchange: last,
    before: recalled(memory, last.request.url, last.request.headers),
    fresh,
    memory: remembering(...past, last, ...(fresh === undefined ? [] : [fresh])),
    now: last.endedAt + 100,
    environment: '',
    identity: '',
    earlier,
    probes,
  };
  return explain(input);
}
