import { strict as assert } from 'node:assert';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import { createTransport, type Transport } from '../../../src/transport/send.ts';
import { options } from './asking.ts';
import { listen, type RawServer } from './rawServer.ts';

/** Answers request after request on each connection; `plan` says what to do with the n-th of a connection. */
type Plan = (socket: Socket, nth: number, connection: number) => void;

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
let server: RawServer;
let transport: Transport;
const open = new Set<Socket>();

function keeping(received: string[], plan: Plan): Server {
  return createServer((socket) => {
    const connection = received.push('') - 1;
    let answered = 0;
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      received[connection] += chunk.toString('latin1');
      const requests = (received[connection]?.match(/ HTTP\/1\.1\r\n/g) ?? []).length;
      for (; answered < requests; answered += 1) plan(socket, answered, connection);
    });
  });
}

async function started(plan: Plan = (socket) => void socket.write(ok)): Promise<void> {
  server = await listen((received) => keeping(received, plan));
}

const send = (method = 'GET', headers: HeaderList = []): Promise<Exchange> =>
  transport.send(
    { method, url: server.url, headers, body: method === 'PUT' ? Buffer.from('x') : undefined },
    options,
    new AbortController().signal,
  );

describe('the policy of connections', () => {
  beforeEach(() => {
    transport = createTransport();
  });

  afterEach(async () => {
    await transport.close();
    await server.close();
  });

  describe('a connection that is kept', () => {
    it('carries the next read, and says so', async () => {
      await started();
      const [first, second] = [await send(), await send()];
      assert.equal(server.received.length, 1);
      assert.deepEqual([first.connection?.reused, second.connection?.reused], [false, true]);
      assert.deepEqual([second.timings.connect, second.timings.dns], [undefined, undefined]);
      assert.ok((second.timings.firstByte ?? -1) >= 0);
    });

    it('is never used for a write', async () => {
      await started();
      for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'POST', 'PURGE']) await send(method);
      assert.equal(server.received.length, 6);
    });

    it('may have been opened for a write, when a read comes', async () => {
      await started();
      await send('PUT');
      assert.equal((await send()).connection?.reused, true);
      assert.equal(server.received.length, 1);
    });

    it('that closes without a word under a read has it sent once more, on a new one', async () => {
      await started(
        (socket, nth, connection) => void (connection === 0 && nth === 1 ? socket.destroy() : socket.write(ok)),
      );
      await send();
      const { response, connection } = await send();
      assert.deepEqual([response?.status, connection?.repeated, connection?.reused], [200, true, false]);
      assert.equal(server.received.length, 2);
    });

    it('that closes without a word on the new one too is no third try', async () => {
      await started(
        (socket, nth, connection) => void (connection > 0 || nth > 0 ? socket.destroy() : socket.write(ok)),
      );
      await send();
      assert.equal((await send()).error?.code, 'connection-reset');
      assert.equal(server.received.length, 2);
    });

    it('that breaks off within an answer is not asked again', async () => {
      await started((socket, nth) => void (nth === 1 ? socket.end('HTTP/1.1 200 O') : socket.write(ok)));
      await send();
      assert.equal((await send()).error?.code, 'connection-reset');
      assert.equal(server.received.length, 1);
    });

    it('that was closed while nothing was under way costs nothing', async () => {
      await started((socket) => void socket.end(ok));
      await send();
      await new Promise((resolve) => setTimeout(resolve, 30));
      const { connection } = await send();
      assert.deepEqual([connection?.reused, connection?.repeated], [false, undefined]);
    });

    it('is not kept where the server says close', async () => {
      await started((socket) => void socket.write(ok.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n')));
      await send();
      assert.equal((await send()).connection?.reused, false);
    });

    it('is not kept where the request says close', async () => {
      await started();
      await send('GET', [['Connection', 'close']]);
      assert.equal((await send()).connection?.reused, false);
    });

    it('is not kept after HEAD, which some servers answer with content', async () => {
      await started((socket) => void socket.write(ok));
      await send('HEAD');
      assert.equal((await send()).connection?.reused, false);
    });

    it('is not kept where more came than was asked for', async () => {
      await started((socket) => void socket.write(`${ok}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil`));
      await send();
      const { response } = await send();
      assert.equal(Buffer.from(response?.body ?? []).toString(), 'ok');
      assert.equal(server.received.length, 2);
    });

    it('is used by one request at a time', async () => {
      await started((socket) => void setTimeout(() => socket.write(ok), 30));
      await Promise.all([send(), send(), send()]);
      assert.equal(server.received.length, 3);
      await Promise.all([send(), send(), send()]);
      assert.equal(server.received.length, 3);
    });

    it('ends with the transport', async () => {
      await started();
      await Promise.all([send(), send()]);
      await transport.close();
      await new Promise((resolve) => setTimeout(resolve, 30));
      assert.equal(open.size, 0);
    });
  });

  describe('a write whose connection ends without an answer', () => {
    for (const method of ['PUT', 'DELETE', 'POST', 'PATCH']) {
      it(`is never repeated, and its fate is told as unknown: ${method}`, async () => {
        await started((socket, _, connection) => void (connection === 0 ? socket.write(ok) : socket.destroy()));
        await send();
        const { error } = await send(method, [['If-Match', '"a"']]);
        assert.equal(error?.code, 'connection-reset');
        assert.equal(server.received.length, 2);
        assert.equal(server.received.filter((each) => each.includes(`${method} / `)).length, 1);
      });
    }
  });

  describe('many sends at once', () => {
    it('leave no connection behind, cancelled or not', async () => {
      await started((socket, _, connection) => void (connection % 2 === 0 ? socket.write(ok) : undefined));
      const controller = new AbortController();
      const request = { method: 'GET', url: server.url, headers: [], body: undefined };
      const all = Array.from({ length: 100 }, () => transport.send(request, options, controller.signal));
      setTimeout(() => controller.abort(), 400);
      const codes = (await Promise.all(all)).map(({ error }) => error?.code);
      assert.ok(codes.includes('cancelled') && codes.includes(undefined));
      await transport.close();
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.equal(open.size, 0);
    });
  });
});
