import type { Exchange, HttpResponse } from '../../../src/core/http/exchange.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

export interface Parts extends Partial<Omit<HttpResponse, 'body'>> {
  readonly body?: string | Uint8Array;
}

/** A response, 200 unless said otherwise. */
export function response({ body = '', ...parts }: Parts = {}): HttpResponse {
  const content = typeof body === 'string' ? bytes(body) : body;
  return {
    status: 200,
    reason: 'OK',
    httpVersion: '1.1',
    headers: [],
    body: content,
    bodyBytes: content.length,
    bodyFile: undefined,
    complete: true,
    ...parts,
  };
}

/** An exchange that ended with the response, after 38 ms. */
export function answered(parts: Parts = {}, rest: Partial<Exchange> = {}): Exchange {
  return {
    request: { method: 'GET', url: 'http://a.test/', headers: [], body: undefined },
    response: response(parts),
    error: undefined,
    hops: [],
    timings: { dns: undefined, connect: undefined, tls: undefined, firstByte: undefined, total: 38 },
    startedAt: 0,
    endedAt: 38,
    ...rest,
  };
}

/** An exchange that no response ended. */
export function unanswered(): Exchange {
  return answered(
    {},
    { response: undefined, error: { code: 'connect-refused', peer: 'a.test:80', cause: 'ECONNREFUSED' } },
  );
}
