import { strict as assert } from 'node:assert';
import { createServer, type Http2Server, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import { createTransport, type Transport } from '../../../src/transport/send.ts';
import { options } from './asking.ts';

/** What the server makes of the n-th request of a session, counted from 0. */
type Plan = (stream: ServerHttp2Stream, nth: number, session: number) => void;

const ok: Plan = (stream) => {
  stream.respond({ ':status': 200 });
  stream.end('ok');
};

let server: Http2Server;
let transport: Transport;
let sessions: ServerHttp2Session[];
let url: string;
let latest: Socket | undefined;

async function started(plan: Plan = ok): Promise<void> {
  sessions = [];
  server = createServer();
  server.on('connection', (socket) => {
    latest = socket;
  });
  server.on('session', (session) => {
    const number = sessions.push(session) - 1;
    let nth = 0;
    session.on('error', () => {});
    session.on('stream', (stream) => {
      stream.on('error', () => {});
      stream.resume();
      plan(stream, nth, number);
      nth += 1;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const send = (method = 'GET'): Promise<Exchange> => {
  const body = method === 'PUT' ? Buffer.from('x') : undefined;
  const asked = { method, url, headers: [], body };
  return transport.send(asked, { ...options, httpVersion: '2' }, new AbortController().signal);
};

const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a kept connection of HTTP/2', () => {
  beforeEach(() => {
    transport = createTransport();
  });

  afterEach(async () => {
    await transport.close();
    for (const session of sessions) session.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  it('carries the next read, and says so', async () => {
    await started();
    const [first, second] = [await send(), await send('HEAD')];
    assert.deepEqual([first.connection?.reused, second.connection?.reused], [false, true]);
    assert.deepEqual([second.response?.status, second.timings.connect], [200, undefined]);
    assert.equal(sessions.length, 1);
  });

  it('carries one after the other, however many', async () => {
    await started();
    const warnings: string[] = [];
    const hear = ({ name }: Error): number => warnings.push(name);
    process.on('warning', hear);
    for (let each = 0; each < 30; each += 1) assert.equal((await send()).response?.status, 200);
    await later(1);
    process.off('warning', hear);
    assert.deepEqual([sessions.length, warnings], [1, []]);
  });

  it('is never used for a write', async () => {
    await started();
    for (const method of ['GET', 'PUT', 'DELETE']) await send(method);
    assert.equal(sessions.length, 3);
  });

  it('may have been opened for a write, when a read comes', async () => {
    await started();
    await send('PUT');
    assert.equal((await send()).connection?.reused, true);
  });

  it('is not kept where the answer came before all of the request', async () => {
    await started();
    const body = Buffer.alloc(4_000_000);
    const signal = new AbortController().signal;
    await transport.send({ method: 'PUT', url, headers: [], body }, { ...options, httpVersion: '2' }, signal);
    await send();
    assert.equal(sessions.length, 2);
  });

  const onReuse = (meet: Plan): Plan => {
    return (stream, nth, session) =>
      session === 0 && nth === 1 ? meet(stream, nth, session) : ok(stream, nth, session);
  };
  const endings: readonly (readonly [string, Plan])[] = [
    ['ends without a word', (stream) => stream.session?.destroy()],
    ['is reset', () => latest?.resetAndDestroy()],
    ['refuses the stream', (stream) => stream.close(7)],
    ['says that it took none but the first', (stream) => stream.session?.goaway(0, 1)],
  ];
  for (const [what, meet] of endings)
    it(`that ${what} under a read has it sent once more, on a new one`, async () => {
      await started(onReuse(meet));
      await send();
      const { response, connection, error } = await send();
      assert.equal(error, undefined);
      assert.deepEqual([response?.status, connection?.repeated, connection?.reused], [200, true, false]);
      assert.equal(sessions.length, 2);
    });

  it('that ended while nothing was under way costs nothing', async () => {
    await started();
    await send();
    sessions[0]?.close();
    await later(50);
    const { connection } = await send();
    assert.deepEqual([connection?.reused, connection?.repeated], [false, undefined]);
  });

  it('that broke off within an answer is not asked again', async () => {
    const begin: Plan = (stream) => {
      stream.respond({ ':status': 200, 'content-length': 9 });
      stream.write('half', () => stream.session?.destroy());
    };
    await started(onReuse(begin));
    await send();
    const { error, connection } = await send();
    assert.deepEqual([error?.code, connection?.reused, sessions.length], ['body-incomplete', true, 1]);
  });
});
