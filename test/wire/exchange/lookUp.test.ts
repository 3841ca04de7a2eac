import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendRequest } from '../../../src/exchange/sending/sendRequest.ts';
import { lookUp } from '../../../src/exchange/validators/lookUp.ts';
import { createTransport } from '../../../src/transport/send.ts';
import { circumstances, options } from '../../pure/exchange/circumstances.ts';

const signal = new AbortController().signal;

/** A server that answers as told, and what was asked of it. */
async function withServer<T>(answer: RequestListener, act: (url: string, asked: string[]) => Promise<T>): Promise<T> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const fields = request.rawHeaders.filter((_, index) => index % 2 === 0);
    asked.push(`${request.method} ${fields.filter((name) => !/^(host|connection)$/i.test(name)).join(' ')}`.trim());
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await act(`http://127.0.0.1:${(server.address() as AddressInfo).port}/a`, asked);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const wanted = { environment: '', identity: '' };

async function look(answer: RequestListener, headers: readonly (readonly [string, string])[] = []) {
  const { send } = createTransport();
  const { ports, memory } = circumstances(send);
  return withServer(answer, async (url, asked) => {
    const exchange = await lookUp(ports, { request: { url, headers }, wanted, options }, signal);
    return { exchange, asked, known: [...memory().resources.values()][0]?.records[0] };
  });
}

const tagged: RequestListener = (request, response) => {
  response.setHeader('ETag', '"t"');
  response.end(request.method === 'HEAD' ? undefined : 'content');
};

/** Answers HEAD with a status and without a validator, everything else with a tag. */
const headAnswers =
  (status: number): RequestListener =>
  (request, response) =>
    request.method === 'HEAD' ? response.writeHead(status).end() : tagged(request, response);

const methods = (asked: readonly string[]) => asked.map((line) => line.split(' ')[0]);

describe('lookUp', () => {
  it('is one HEAD where that tells the tag, and the memory learns it', async () => {
    const { asked, exchange, known } = await look(tagged);
    assert.deepEqual(asked, ['HEAD Accept-Encoding']);
    assert.equal(exchange.response?.status, 200);
    assert.equal(known?.etag, '"t"');
  });

  for (const status of [405, 501, 200, 404, 400]) {
    it(`asks by GET when HEAD is answered ${status} without a validator`, async () => {
      const { asked, exchange, known } = await look(headAnswers(status));
      assert.deepEqual(methods(asked), ['HEAD', 'GET']);
      assert.equal(exchange.request.method, 'GET');
      assert.equal(known?.etag, '"t"');
    });
  }

  for (const status of [401, 403, 429, 503]) {
    it(`leaves it at HEAD when that is answered ${status}`, async () => {
      const { asked } = await look(headAnswers(status));
      assert.deepEqual(methods(asked), ['HEAD']);
    });
  }

  it('sends nothing of a write: no precondition, no content fields, no method in disguise', async () => {
    const { asked } = await look(tagged, [
      ['If-Match', '"a"'],
      ['If-Unmodified-Since', 'x'],
      ['If', '(["a"])'],
      ['Content-Type', 'text/x'],
      ['Content-Length', '3'],
      ['Range', 'bytes=0-'],
      ['X-HTTP-Method-Override', 'DELETE'],
      ['X-Http-Method', 'DELETE'],
      ['Idempotency-Key', '1'],
      ['Destination', '/b'],
      ['Accept-Encoding', 'gzip'],
      ['Accept-Language', 'de'],
      ['Cookie', 'a=b'],
      ['X-Api-Key', 'k'],
    ]);
    assert.deepEqual(asked, ['HEAD Accept-Language Cookie X-Api-Key Accept-Encoding']);
  });

  it('follows no redirect: a tag belongs to one URL', async () => {
    const { asked, exchange } = await look((_, response) => response.writeHead(302, { Location: '/b' }).end());
    assert.deepEqual(methods(asked), ['HEAD', 'GET']);
    assert.equal(exchange.response?.status, 302);
  });

  it('is a failed exchange, and teaches nothing, when the connection breaks', async () => {
    const { exchange, known } = await look((_, response) => response.destroy());
    assert.notEqual(exchange.error, undefined);
    assert.equal(known, undefined);
  });
});

describe('a retry after an answer that was lost', () => {
  it('is seen to be applied already', async () => {
    const { send } = createTransport();
    const around = circumstances(send);
    const lost: Awaited<ReturnType<typeof send>>[] = [];
    const ports = { ...around.ports, earlier: () => lost };
    const stored: { body: string; version: number } = { body: '', version: 1 };
    const server: RequestListener = (request, response) => {
      const tag = `"${stored.version}"`;
      if (request.method !== 'PUT') return void response.setHeader('ETag', tag).end(stored.body);
      request.setEncoding('utf8').on('data', (piece) => {
        if (request.headers['if-match'] !== tag) return void response.writeHead(412).end();
        Object.assign(stored, { body: piece, version: stored.version + 1 });
        response.destroy();
      });
    };
    await withServer(server, async (url) => {
      const sending = around.sending(`PUT ${url}\nIf-Match: "1"\n\nmine`);
      const first = await sendRequest(ports, sending, signal);
      assert.ok(first.kind === 'sent' && first.exchange.error !== undefined);
      lost.push(first.exchange);
      const second = await sendRequest(ports, sending, signal);
      assert.ok(second.kind === 'sent');
      assert.equal(second.exchange.response?.status, 412);
      assert.equal(second.explanation?.causes[0]?.id, 'retry-after-lost-answer');
    });
  });
});
