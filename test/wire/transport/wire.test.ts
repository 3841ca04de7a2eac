import { strict as assert } from 'node:assert';
import { afterEach, describe, it } from 'mocha';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import { type Asking, ask, text } from './asking.ts';
import { selfSigned } from './certificate.ts';
import { type RawServer, rawServer, saying, sayingSecurely } from './rawServer.ts';

let server: RawServer | undefined;
describe('what is recorded', () => {
  afterEach(() => server?.close());

  async function answered(pieces: readonly (string | Uint8Array)[], asking: Asking = {}): Promise<Exchange> {
    server = await saying(...pieces);
    return ask(`${server.url}/a?b`, asking);
  }

  const latin1 = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('latin1');

  describe('the wire of an exchange', () => {
    it('is the very bytes of both directions', async () => {
      const answer = 'HTTP/1.1 200 Fine\r\netag:   "\xe9" \r\nX: 1\r\nx: 2\r\nContent-Length: 3\r\n\r\n\0\xffa';
      const { wire } = await answered([answer], { method: 'PUT', body: 'né', headers: [['If-Match', '"\xe9"']] });
      assert.equal(latin1(wire?.sent), server?.received[0]);
      assert.equal(latin1(wire?.received), answer);
      assert.deepEqual([wire?.form, wire?.receivedBytes], ['bytes', answer.length]);
    });

    it('is what stands above TLS', async () => {
      const good = selfSigned();
      server = await sayingSecurely(good, 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
      const { wire, connection } = await ask(server.url.replace('http:', 'https:'), {
        settings: { authorities: [good.cert] },
      });
      assert.equal(latin1(wire?.sent), server.received[0]);
      assert.equal(latin1(wire?.received), 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
      assert.match(connection?.tls?.version ?? '', /^TLSv1\.[23]$/);
      assert.equal(connection?.tls?.unverified, undefined);
    });

    it('keeps the beginning of much, and counts all of it', async () => {
      const content = 'x'.repeat(1_000_000);
      const { wire } = await answered([`HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n`, content], {
        method: 'PUT',
        body: content,
      });
      assert.deepEqual([wire?.sent.length, wire?.received.length], [262_144, 262_144]);
      assert.ok((wire?.sentBytes ?? 0) > 1_000_000 && (wire?.receivedBytes ?? 0) > 1_000_000);
    });

    it('holds what arrived before a failure', async () => {
      const { wire, error } = await answered(['HTTP/1.1 200 OK\r\nETag : "a"\r\n\r\n']);
      assert.equal(error?.code, 'response-invalid');
      assert.equal(latin1(wire?.received), 'HTTP/1.1 200 OK\r\nETag : "a"\r\n\r\n');
    });
  });

  describe('an answer before the answer', () => {
    const last = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

    for (const [what, pieces] of [
      ['in one piece', [`HTTP/1.1 100 Continue\r\nX-A: b\r\n\r\n${last}`]],
      ['before the rest', ['HTTP/1.1 100 Continue\r\nX-A: b\r\n\r\n', last]],
    ] as const) {
      it(`may be a 100 that nobody asked for, ${what}`, async () => {
        const exchange = await answered(pieces);
        assert.equal(text(exchange), 'ok');
        assert.deepEqual(exchange.informational, [{ status: 100, reason: 'Continue', headers: [['X-A', 'b']] }]);
        assert.equal(latin1(exchange.wire?.received), pieces.join(''));
      });
    }

    it('may be a 100 byte by byte', async () => {
      server = await rawServer((socket) => {
        const bytes = `HTTP/1.1 100 Continue\r\n\r\n${last}`;
        let at = 0;
        const timer = setInterval(() => {
          socket.write(bytes.slice(at, at + 1));
          at += 1;
          if (at === bytes.length) clearInterval(timer);
        }, 1);
      });
      const exchange = await ask(server.url);
      assert.deepEqual([text(exchange), exchange.informational?.length], ['ok', 1]);
    });

    it('may be hints, and there may be several', async () => {
      const hint = 'HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n';
      const { informational } = await answered([hint, hint, last]);
      assert.deepEqual(
        informational?.map(({ status, headers }) => [status, headers[0]?.[0]]),
        [
          [103, 'Link'],
          [103, 'Link'],
        ],
      );
    });
  });

  describe('the fields after the content', () => {
    it('are kept as they came', async () => {
      const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: ETag\r\n\r\n2\r\nok\r\n0\r\n';
      const { response } = await answered([`${chunked}ETag: "late"\r\nx: 1\r\nX: 2\r\n\r\n`]);
      assert.deepEqual(response?.trailers, [
        ['ETag', '"late"'],
        ['x', '1'],
        ['X', '2'],
      ]);
    });
  });
});
