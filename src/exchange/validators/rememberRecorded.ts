import { recall, remember } from '../../core/conditional/memory/memory.ts';
import type { Exchange, HttpRequest, HttpResponse } from '../../core/http/exchange.ts';
import { firstValue, type HeaderList } from '../../core/http/headerList.ts';
import { readHttpDate } from '../../core/http/httpDate.ts';
import type { RecordedResponse } from '../../core/syntax/ast.ts';
import { recordedAnswers } from '../../core/syntax/resolving/recordedAnswers.ts';
import type { Ports } from '../ports.ts';
import { prepareRequest } from '../sending/prepareRequest.ts';
import type { Sending } from '../sending/sendRequest.ts';

/** How many of the document's recorded responses there are, and how many of them taught the memory something. */
export interface RecordedLessons {
  readonly found: number;
  readonly remembered: number;
}

/**
 * Remembers the validators of the responses that are kept in the document, as if they had just been seen; their
 * `Date` says when it was. What was seen on the wire is worth more, so of a resource that is known already nothing is
 * taken; nor of an answer to a write, which would count as a write of today, or to a request without a URL.
 */
export async function rememberRecorded(ports: Ports, sending: Omit<Sending, 'request'>): Promise<RecordedLessons> {
  const recorded = recordedAnswers(sending.document);
  let remembered = 0;
  for (const { placed, response } of recorded) {
    const prepared = await prepareRequest(ports, { ...sending, request: placed.index }, 'look-up');
    if (prepared.kind === 'refused') continue;
    const { request, wanted, name } = prepared;
    if (request.method !== 'GET' && request.method !== 'HEAD') continue;
    const before = ports.memory.read();
    if (recall(before, wanted).best !== undefined) continue;
    const exchange = exchangeOf(request, response, ports.clock());
    const { environment, identity } = wanted;
    const after = remember(before, exchange, { environment, identity, request: name, now: exchange.endedAt });
    if (after === before) continue;
    ports.memory.write(after);
    remembered += 1;
  }
  return { found: recorded.length, remembered };
}

function exchangeOf(request: HttpRequest, recorded: RecordedResponse, now: number): Exchange {
  const response = responseOf(recorded);
  const date = readHttpDate(firstValue(response.headers, 'date') ?? '', now);
  const at = date.kind === 'date' ? Math.min(date.epoch, now) : now;
  const timings = { dns: undefined, connect: undefined, tls: undefined, firstByte: undefined, total: 0 };
  return { request, response, error: undefined, hops: [], timings, startedAt: at, endedAt: at };
}

function responseOf({ status, statusLine, headers, body }: RecordedResponse): HttpResponse {
  const [, httpVersion = '1.1', reason = ''] = /^HTTP\/(\d(?:\.\d)?)[ \t]+\d{3}[ \t]*(.*)$/.exec(statusLine.text) ?? [];
  const fields = headers.map(({ name, value }): HeaderList[number] => [name.text, value.text]);
  const bytes = new TextEncoder().encode(body.text);
  return {
    status,
    reason,
    httpVersion,
    headers: fields,
    body: bytes,
    bodyBytes: bytes.length,
    bodyFile: undefined,
    complete: true,
  };
}
