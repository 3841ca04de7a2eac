import { strict as assert } from 'node:assert';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, it } from 'mocha';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import { type Asking, ask, text } from './asking.ts';
import { type RawServer, saying } from './rawServer.ts';

const servers: RawServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** What comes of asking a peer that says exactly this. */
async function answer(pieces: readonly (string | Uint8Array)[], asking: Asking = {}): Promise<Exchange> {
  const server = await saying(...pieces);
  servers.push(server);
  return ask(server.url, asking);
}

const coded = (coding: string, bytes: Uint8Array, status = '200 OK'): readonly (string | Uint8Array)[] => [
  `HTTP/1.1 ${status}\r\nContent-Encoding: ${coding}\r\nContent-Length: ${bytes.length}\r\n\r\n`,
  bytes,
];

describe('a response', () => {
  it('keeps order, case, duplicates and obs-text of its fields', async () => {
    const { response } = await answer([
      'HTTP/1.1 200 Fine by me\r\netag: "a"\r\nX-B: 1\r\nETag: W/"b"\r\nx-b:  2 \r\nX-C: \xe9\r\nContent-Length: 0\r\n\r\n',
    ]);
    assert.deepEqual(response?.headers, [
      ['etag', '"a"'],
      ['X-B', '1'],
      ['ETag', 'W/"b"'],
      ['x-b', '2'],
      ['X-C', 'é'],
      ['Content-Length', '0'],
    ]);
    assert.equal(response.reason, 'Fine by me');
    assert.equal(response.httpVersion, '1.1');
  });

  it('may have no reason and end where the connection ends', async () => {
    const { response, error } = await answer(['HTTP/1.0 200\r\n\r\nall of it']);
    assert.deepEqual(
      [response?.reason, response?.httpVersion, response?.complete, error],
      ['', '1.0', true, undefined],
    );
    assert.equal(Buffer.from(response?.body ?? []).toString(), 'all of it');
  });

  it('comes after the interim ones', async () => {
    const { response } = await answer([
      'HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nETag: "early"\r\n\r\n',
      'HTTP/1.1 304 Not Modified\r\nETag: "late"\r\n\r\n',
    ]);
    assert.deepEqual([response?.status, response?.headers], [304, [['ETag', '"late"']]]);
  });

  it('is joined from its chunks, and counted as content', async () => {
    const exchange = await answer([
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n',
      '3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nX-T: 1\r\n\r\n',
    ]);
    assert.equal(text(exchange), 'abcde');
    assert.equal(exchange.response?.bodyBytes, 5);
  });

  it('to HEAD has fields and no content, whatever they announce', async () => {
    const { response, error } = await answer(
      ['HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 50\r\n\r\n'],
      { method: 'HEAD' },
    );
    assert.deepEqual([response?.bodyBytes, response?.complete, error], [0, true, undefined]);
  });

  it('of 304 has no content, whatever its fields announce', async () => {
    const { response, error } = await answer([
      'HTTP/1.1 304 Not Modified\r\nContent-Encoding: gzip\r\nContent-Length: 50\r\nConnection: close\r\n\r\n',
    ]);
    assert.deepEqual([response?.status, response?.complete, error], [304, true, undefined]);
  });

  it('tells how long each phase took, and nothing of phases that did not happen', async () => {
    const { timings } = await answer(['HTTP/1.1 204 No Content\r\n\r\n']);
    assert.deepEqual([timings.dns, timings.tls], [undefined, undefined]);
    assert.ok((timings.connect ?? -1) >= 0 && (timings.firstByte ?? -1) >= 0);
    assert.ok(timings.total >= (timings.connect ?? 0) + (timings.firstByte ?? 0));
  });

  it('reports its progress', async () => {
    const seen: (number | undefined)[] = [];
    await answer(['HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabcd'], {
      options: { onProgress: ({ bytes, total }) => seen.push(bytes, total) },
    });
    assert.deepEqual(seen.slice(-2), [4, 4]);
  });
});

describe('a content coding', () => {
  const plain = Buffer.from('one text, many codings. '.repeat(40));
  const codings: readonly (readonly [string, string, Uint8Array])[] = [
    ['gzip', 'gzip', gzipSync(plain)],
    ['x-gzip', 'X-GZip', gzipSync(plain)],
    ['deflate', 'deflate', deflateSync(plain)],
    ['deflate without the zlib wrapping', 'deflate', deflateRawSync(plain)],
    ['br', 'br', brotliCompressSync(plain)],
    ['two, the last undone first', 'gzip, br', brotliCompressSync(gzipSync(plain))],
    ['identity', 'identity', plain],
  ];
  for (const [what, coding, bytes] of codings) {
    it(`is undone, and stays visible in the fields: ${what}`, async () => {
      const exchange = await answer(coded(coding, bytes));
      assert.equal(text(exchange), plain.toString());
      assert.equal(exchange.response?.bodyBytes, bytes.length);
      assert.deepEqual(exchange.response.headers[0], ['Content-Encoding', coding]);
    });
  }

  it('that is unknown leaves the content as it came', async () => {
    assert.equal(text(await answer(coded('rot13, gzip', Buffer.from('nop')))), 'nop');
  });

  it('is not undone in a part, which cannot be read alone', async () => {
    const part = gzipSync(plain).subarray(5, 30);
    const { response, error } = await answer(coded('gzip', part, '206 Partial Content'));
    assert.deepEqual([Buffer.from(response?.body ?? []), error], [part, undefined]);
  });

  it('that is not what it says is a failure, with the response kept', async () => {
    const { response, error } = await answer(coded('gzip', Buffer.from('not gzip at all')));
    assert.equal(error?.code, 'decoding-failed');
    assert.deepEqual([response?.status, response?.complete], [200, false]);
  });

  it('that ends too early is a failure, with what could be decoded kept', async () => {
    const long = Buffer.from(Array.from({ length: 20_000 }, (_, index) => index).join(','));
    const bytes = gzipSync(long);
    const { response, error } = await answer(coded('gzip', bytes.subarray(0, bytes.length - 20)));
    assert.equal(error?.code, 'decoding-failed');
    assert.ok((response?.body.length ?? 0) > 1000);
    assert.ok(long.toString().startsWith(Buffer.from(response?.body ?? []).toString()));
  });

  it('that swells without end is given up', async () => {
    const bomb = brotliCompressSync(Buffer.alloc(80 * 1024 * 1024));
    const { response, error } = await answer(coded('br', bomb), { options: { bodyLimit: 1000 } });
    assert.equal(error?.code, 'decoding-failed');
    assert.match(error.cause, /times larger/);
    assert.equal(response?.body.length, 1000);
  }).timeout(20_000);
});

describe('content beyond the limit', () => {
  const content = 'abcdefghij'.repeat(1000);
  const whole = ['HTTP/1.1 200 OK\r\nETag: "x"\r\nContent-Length: 10000\r\n\r\n', content];

  it('is received and cut where no file is offered', async () => {
    const exchange = await answer(whole, { options: { bodyLimit: 25 } });
    assert.equal(text(exchange), content.slice(0, 25));
    const { bodyBytes, complete, bodyFile } = exchange.response ?? {};
    assert.deepEqual([bodyBytes, complete, bodyFile], [10_000, true, undefined]);
  });

  it('goes whole to a file that only its owner can read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'precondition-content-'));
    const path = join(folder, 'content');
    const settings = { bodyFile: () => path };
    const exchange = await answer(whole, { options: { bodyLimit: 25 }, settings });
    assert.equal(exchange.response?.bodyFile, path);
    assert.equal(await readFile(path, 'utf8'), content);
    assert.equal(text(exchange), content.slice(0, 25));
    if (process.platform !== 'win32') assert.equal((await stat(path)).mode & 0o777, 0o600);
    await rm(folder, { recursive: true });
  });

  it('leaves no file where the content fits', async () => {
    const settings = { bodyFile: () => assert.fail('no file is needed') };
    assert.equal(text(await answer(whole, { options: { bodyLimit: 10_000 }, settings })), content);
  });
});

describe('several requests at once', () => {
  it('each get their own answer', async () => {
    const answers = await Promise.all(['a', 'bb', 'ccc'].map((body) => answer([`HTTP/1.1 200 OK\r\n\r\n${body}`])));
    assert.deepEqual(answers.map(text), ['a', 'bb', 'ccc']);
  });
});
