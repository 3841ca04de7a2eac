import { strict as assert } from 'node:assert';
import { createServer, type Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, it } from 'mocha';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import { createTransport } from '../../../src/transport/send.ts';
import { type Asking, ask, options, text } from './asking.ts';
import { type Certificate, selfSigned } from './certificate.ts';
import { listen, type RawServer, rawServer, saying } from './rawServer.ts';

const servers: RawServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function running(server: Promise<RawServer>): Promise<RawServer> {
  const started = await server;
  servers.push(started);
  return started;
}

const answer = async (...pieces: readonly string[]): Promise<Exchange> => ask((await running(saying(...pieces))).url);

function failed(exchange: Exchange, code: string, cause?: string): void {
  assert.equal(exchange.error?.code, code);
  if (cause !== undefined) assert.equal(exchange.error.cause, cause);
}

describe('a peer that cannot be reached', () => {
  it('is refused by name and port', async () => {
    const server = await running(saying(''));
    await server.close();
    const exchange = await ask(server.url);
    failed(exchange, 'connect-refused', 'ECONNREFUSED');
    assert.equal(exchange.error?.peer, `127.0.0.1:${server.port}`);
    assert.equal(exchange.response, undefined);
  });

  it('has a name that nobody knows', async () => {
    const exchange = await ask('http://nobody.invalid/');
    failed(exchange, 'dns-failed');
    assert.equal(exchange.error?.peer, 'nobody.invalid:80');
  });

  it('takes the connection and never completes TLS', async () => {
    const server = await running(listen((received) => silentServer(received)));
    const url = server.url.replace('http:', 'https:');
    const exchange = await ask(url, { options: { connectTimeout: 80 } });
    failed(exchange, 'connect-timeout', 'timeout');
    assert.equal(exchange.error?.after, 80);
  });
});

describe('a peer that does not answer properly', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['speaks no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', 'response-invalid'],
    ['has a status that is no number', 'HTTP/1.1 abc OK\r\n\r\n', 'response-invalid'],
    ['has a space before a colon', 'HTTP/1.1 200 OK\r\nETag : "a"\r\n\r\n', 'response-invalid'],
    [
      'switches protocols unasked',
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
      'response-invalid',
    ],
    [
      'announces two lengths',
      'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
      'response-invalid',
    ],
    ['closes without a word', '', 'connection-reset'],
    ['closes in the middle of its fields', 'HTTP/1.1 200 OK\r\nETag: "a', 'connection-reset'],
    ['has fields without end', `HTTP/1.1 200 OK\r\nX: ${'y'.repeat(300_000)}\r\n\r\n`, 'headers-too-large'],
  ];
  for (const [what, bytes, code] of cases) {
    it(`${what}: ${code}`, async () => {
      const exchange = await answer(bytes);
      failed(exchange, code);
      assert.equal(exchange.response, undefined);
    });
  }

  it('resets the connection', async () => {
    const server = await running(rawServer((socket) => socket.resetAndDestroy()));
    failed(await ask(server.url), 'connection-reset', 'ECONNRESET');
  });

  it('is slow with its fields', async () => {
    const server = await running(rawServer((socket) => void socket.write('HTTP/1.1 200 OK\r\n')));
    const exchange = await ask(server.url, { options: { headersTimeout: 60 } });
    failed(exchange, 'headers-timeout');
    assert.equal(exchange.error?.after, 60);
  });
});

describe('content on its way out', () => {
  const much = Buffer.alloc(30_000_000, 'a');

  it('may take longer than the patience for the answer', async () => {
    const server = await running(
      listen(() =>
        createServer((socket) => {
          let received = 0;
          socket.on('error', () => socket.destroy());
          socket.on('data', (chunk) => {
            received += chunk.length;
            socket.pause();
            setTimeout(() => socket.resume(), 5);
            if (received > much.length) socket.end('HTTP/1.1 204 No Content\r\n\r\n');
          });
        }),
      ),
    );
    const exchange = await ask(server.url, { method: 'PUT', body: much, options: { headersTimeout: 1_000 } });
    assert.deepEqual([exchange.response?.status, exchange.error], [204, undefined]);
  });

  it('may be refused before it has all gone, and the refusal is heard', async () => {
    const server = await running(saying('HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n'));
    const exchange = await ask(server.url, { method: 'PUT', body: much });
    assert.equal(exchange.response?.status, 413);
  });
});

describe('a response that breaks off', () => {
  const head = 'HTTP/1.1 200 OK\r\nETag: "a"\r\n';
  const cases: readonly (readonly [string, readonly string[], string, string])[] = [
    ['before its length', [`${head}Content-Length: 9\r\n\r\nabc`], 'body-incomplete', 'abc'],
    ['before its last chunk', [`${head}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n`], 'body-incomplete', 'abc'],
    ['in the middle of a chunk', [`${head}Transfer-Encoding: chunked\r\n\r\n9\r\nabc`], 'body-incomplete', 'abc'],
    [
      'before its length, when the connection was to close',
      [`${head}Connection: close\r\nContent-Length: 9\r\n\r\nabc`],
      'body-incomplete',
      'abc',
    ],
    [
      'in chunks that are none',
      [`${head}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n`],
      'response-invalid',
      'abc',
    ],
  ];
  for (const [what, pieces, code, content] of cases) {
    it(`${what} is kept as far as it came`, async () => {
      const exchange = await answer(...pieces);
      failed(exchange, code);
      assert.equal(text(exchange), content);
      assert.deepEqual([exchange.response?.status, exchange.response?.complete], [200, false]);
      assert.deepEqual(exchange.response?.headers[0], ['ETag', '"a"']);
    });
  }

  it('by a reset is kept as far as it came', async () => {
    const server = await running(
      rawServer((socket) => {
        socket.write(`${head}Content-Length: 9\r\n\r\nabc`, () => setTimeout(() => socket.resetAndDestroy(), 30));
      }),
    );
    const exchange = await ask(server.url);
    failed(exchange, 'body-incomplete', 'ECONNRESET');
    assert.equal(text(exchange), 'abc');
  });

  it('by silence is kept as far as it came', async () => {
    const server = await running(rawServer((socket) => void socket.write(`${head}Content-Length: 9\r\n\r\nabc`)));
    const exchange = await ask(server.url, { options: { bodyTimeout: 60 } });
    failed(exchange, 'body-timeout');
    assert.deepEqual([exchange.error?.after, text(exchange)], [60, 'abc']);
  });

  it('a body that trickles is no silence', async () => {
    const server = await running(
      rawServer((socket) => {
        socket.write(`${head}Content-Length: 5\r\n\r\n`);
        let sent = 0;
        const timer = setInterval(() => {
          socket.write('x');
          sent += 1;
          if (sent === 5) clearInterval(timer);
        }, 40);
      }),
    );
    const exchange = await ask(server.url, { options: { bodyTimeout: 150 } });
    assert.equal(exchange.error, undefined);
    assert.equal(text(exchange), 'xxxxx');
  });
});

describe('cancelling', () => {
  /** Cancels after the delay, so that each phase is met. */
  const cancelled = (url: string, delay: number, asking: Asking = {}): Promise<Exchange> =>
    ask(url, { ...asking, signal: AbortSignal.timeout(delay) });

  it('before anything was sent opens no connection', async () => {
    const server = await running(saying(''));
    failed(await ask(server.url, { signal: AbortSignal.abort() }), 'cancelled');
    assert.deepEqual(server.received, []);
  });

  it('while TLS is being agreed on', async () => {
    const server = await running(listen((received) => silentServer(received)));
    failed(await cancelled(server.url.replace('http:', 'https:'), 40), 'cancelled');
  });

  it('while the answer is awaited', async () => {
    const server = await running(rawServer(() => {}));
    failed(await cancelled(server.url, 40), 'cancelled');
  });

  it('while content arrives keeps what came', async () => {
    const server = await running(
      rawServer((socket) => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc')),
    );
    const exchange = await cancelled(server.url, 60);
    failed(exchange, 'cancelled');
    assert.deepEqual([text(exchange), exchange.response?.complete], ['abc', false]);
  });

  it('happens to all that is under way when the transport closes', async () => {
    const server = await running(rawServer(() => {}));
    const transport = createTransport();
    const request = { method: 'GET', url: server.url, headers: [], body: undefined };
    const sending = transport.send(request, options, new AbortController().signal);
    await transport.close();
    failed(await sending, 'cancelled');
  });
});

describe('TLS', () => {
  const good = selfSigned();

  const secure = async (certificate: Certificate): Promise<string> => {
    const server = await running(
      listen((received) =>
        createTlsServer(certificate, (socket) => {
          socket.on('error', () => socket.destroy());
          socket.on('data', (chunk) => {
            received.push(chunk.toString('latin1'));
            socket.end('HTTP/1.1 200 OK\r\nETag: "tls"\r\nContent-Length: 2\r\n\r\nok');
          });
        }).on('tlsClientError', () => {}),
      ),
    );
    return server.url.replace('http:', 'https:');
  };

  it('with a certificate of an authority that is trusted succeeds, and is timed', async () => {
    const exchange = await ask(await secure(good), { settings: { authorities: [good.cert] } });
    assert.equal(exchange.error, undefined);
    assert.equal(text(exchange), 'ok');
    assert.ok((exchange.timings.tls ?? -1) >= 0);
  });

  it('verifies by default', async () => {
    failed(await ask(await secure(good)), 'tls-untrusted', 'DEPTH_ZERO_SELF_SIGNED_CERT');
    assert.equal(servers[0]?.received.length, 0);
  });

  it('accepts any certificate only where that was asked for', async () => {
    assert.equal(text(await ask(await secure(good), { options: { tls: 'accept-any' } })), 'ok');
  });

  it('with a certificate for another host sends nothing', async () => {
    const other = selfSigned({ names: ['other.test'] });
    failed(await ask(await secure(other), { settings: { authorities: [other.cert] } }), 'tls-wrong-host');
    assert.equal(servers[0]?.received.length, 0);
  });

  it('is checked against the URL, whatever Host says', async () => {
    const other = selfSigned({ names: ['other.test'] });
    const headers = [['Host', 'other.test']] as const;
    failed(await ask(await secure(other), { headers, settings: { authorities: [other.cert] } }), 'tls-wrong-host');
  });

  it('with a certificate that has expired', async () => {
    const old = selfSigned({ from: new Date('2020-01-01'), until: new Date('2020-02-01') });
    failed(await ask(await secure(old), { settings: { authorities: [old.cert] } }), 'tls-expired', 'CERT_HAS_EXPIRED');
  });

  it('with a certificate that is not valid yet', async () => {
    const early = selfSigned({ from: new Date('2047-01-01'), until: new Date('2048-02-01') });
    failed(await ask(await secure(early), { settings: { authorities: [early.cert] } }), 'tls-expired');
  });

  it('to a peer that speaks plain HTTP', async () => {
    const plain = await running(listen((received) => greetingServer(received)));
    failed(await ask(plain.url.replace('http:', 'https:')), 'tls-failed');
  });

  it('from a peer that expects it, answered in plain HTTP', async () => {
    const url = await secure(good);
    const { error } = await ask(url.replace('https:', 'http:'));
    assert.ok(error?.code === 'response-invalid' || error?.code === 'connection-reset', error?.code);
  });
});

/** Takes connections and says nothing. */
function silentServer(received: string[]): Server {
  return createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => received.push(chunk.toString('latin1')));
  });
}

/** Speaks first, in plain text. */
function greetingServer(received: string[]): Server {
  return createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => received.push(chunk.toString('latin1')));
    socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
  });
}
