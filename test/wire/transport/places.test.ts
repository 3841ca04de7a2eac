import { strict as assert } from 'node:assert';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { skip } from '../../support/skipping.ts';
import { ask, text } from './asking.ts';

let server: { close(): unknown } | undefined;
describe('places to send to', () => {
  afterEach(() => server?.close());

  function telling(): Server {
    const made = createServer((request, response) => {
      response.end(`${request.method} ${request.url} ${request.headers.host}`);
    });
    server = made;
    return made;
  }

  describe('a Unix socket', () => {
    it('is reached by its path, and the rest is the target', async function () {
      if (process.platform === 'win32') skip(this, 'Windows has no sockets in the file system');
      const folder = await mkdtemp(join(tmpdir(), 'precondition-socket-'));
      const path = join(folder, 'a.sock');
      const made = telling();
      await new Promise<void>((resolve) => made.listen(path, resolve));
      const exchange = await ask(`http://unix:${path}:/v1/info?x=1`);
      assert.deepEqual([text(exchange), exchange.connection?.peer], ['GET /v1/info?x=1 localhost', path]);
      const missing = await ask(`http://unix:${folder}/none.sock:/`);
      assert.deepEqual([missing.error?.code, missing.error?.peer], ['connect-refused', `${folder}/none.sock`]);
      made.closeAllConnections();
      await rm(folder, { recursive: true });
    });
  });

  describe('IPv6', () => {
    it('is reached by a literal address', async function () {
      const made = telling();
      const listening = await new Promise<boolean>((resolve) => {
        made.once('error', () => resolve(false));
        made.listen(0, '::1', () => resolve(true));
      });
      if (!listening) skip(this, 'this machine has no IPv6: sudo sysctl -w net.ipv6.conf.lo.disable_ipv6=0');
      const { port } = made.address() as AddressInfo;
      const exchange = await ask(`http://[::1]:${port}/`);
      assert.deepEqual([text(exchange), exchange.connection?.peer], [`GET / [::1]:${port}`, `[::1]:${port}`]);
      made.closeAllConnections();
    });

    it('gives way to IPv4 where nobody listens there', async () => {
      const made = telling();
      await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
      const { port } = made.address() as AddressInfo;
      assert.equal(text(await ask(`http://localhost:${port}/`)), `GET / localhost:${port}`);
      made.closeAllConnections();
    });
  });

  describe('HTTP/2 without TLS', () => {
    const options = { httpVersion: '2' } as const;

    it('is spoken from the first byte, with hints, trailers and content both ways', async () => {
      const made = createHttp2Server();
      server = made;
      made.on('stream', (stream, headers) => {
        let content = '';
        stream.on('data', (piece) => {
          content += String(piece);
        });
        stream.on('end', () => {
          stream.additionalHeaders({ ':status': 103, link: '</a>' });
          stream.respond({ ':status': 200, 'x-a': ['1', '2'] }, { waitForTrailers: true });
          stream.on('wantTrailers', () => stream.sendTrailers({ etag: '"late"' }));
          stream.end(`${headers[':method']} ${headers['if-match']} ${content.length}`);
        });
      });
      await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
      const url = `http://127.0.0.1:${(made.address() as AddressInfo).port}/`;
      const body = 'x'.repeat(500_000);
      const exchange = await ask(url, { method: 'PUT', body, headers: [['If-Match', '"a"']], options });
      assert.equal(text(exchange), 'PUT "a" 500000', JSON.stringify(exchange.error));
      const { response, informational } = exchange;
      assert.deepEqual(
        [response?.httpVersion, response?.reason, informational?.[0]?.status, response?.trailers],
        ['2', 'OK', 103, [['etag', '"late"']]],
      );
      assert.deepEqual(
        response?.headers.filter(([name]) => name === 'x-a'),
        [
          ['x-a', '1'],
          ['x-a', '2'],
        ],
      );
    });

    it('is told where the server does not speak it', async () => {
      const made = telling();
      await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
      const { error } = await ask(`http://127.0.0.1:${(made.address() as AddressInfo).port}/`, { options });
      assert.ok(error !== undefined && error.code !== 'unknown', JSON.stringify(error));
      made.closeAllConnections();
    });
  });
});
