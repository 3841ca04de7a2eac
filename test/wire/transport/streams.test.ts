import { strict as assert } from 'node:assert';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Part, Progress } from '../../../src/core/http/progress.ts';
import { ask, text } from './asking.ts';
import { type RawServer, rawServer, saying } from './rawServer.ts';

let server: RawServer;
let folder: string;

describe('content that streams', () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'precondition-streams-'));
  });

  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  /** Says one piece after another, with time between them. */
  const dripping = (pieces: readonly (string | Uint8Array)[], pause: number): Promise<RawServer> =>
    rawServer((socket) => {
      const left = [...pieces];
      const next = (): void => {
        const piece = left.shift();
        if (piece === undefined) socket.end();
        else socket.write(piece, () => setTimeout(next, pause));
      };
      next();
    });

  describe('content on its way in', () => {
    const events = 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n';

    it('is handed on piece by piece while it comes, decoded', async () => {
      server = await dripping([events, 'data: 1\n\n', 'data: 2\n\n'], 40);
      const parts: Part[] = [];
      const exchange = await ask(server.url, { options: { onPart: (part) => parts.push(part) } });
      assert.deepEqual(
        parts.map(({ bytes }) => Buffer.from(bytes).toString()),
        ['data: 1\n\n', 'data: 2\n\n'],
      );
      assert.deepEqual([parts[0]?.response.status, text(exchange)], [200, 'data: 1\n\ndata: 2\n\n']);
      server = await saying('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n', gzipSync('unpacked'));
      const unpacked: string[] = [];
      await ask(server.url, { options: { onPart: ({ bytes }) => unpacked.push(Buffer.from(bytes).toString()) } });
      assert.equal(unpacked.join(''), 'unpacked');
    });

    it('may be silent between two events while somebody watches, and not otherwise', async () => {
      server = await dripping([events, 'data: 1\n\n', 'data: 2\n\n'], 150);
      const watched = await ask(server.url, { options: { bodyTimeout: 60, onPart: () => {} } });
      assert.deepEqual([watched.error, text(watched)], [undefined, 'data: 1\n\ndata: 2\n\n']);
      const alone = await ask(server.url, { options: { bodyTimeout: 60 } });
      assert.equal(alone.error?.code, 'body-timeout');
    });

    it('waits for the disk, and none of it is lost', async () => {
      const much = Buffer.alloc(24_000_000, 'abcdefg');
      server = await saying(`HTTP/1.1 200 OK\r\nContent-Length: ${much.length}\r\n\r\n`, much);
      const path = join(folder, 'content');
      const seen: Progress[] = [];
      const { response } = await ask(server.url, {
        options: { bodyLimit: 1000, onProgress: (progress) => seen.push(progress) },
        settings: { bodyFile: () => path },
      });
      assert.deepEqual([response?.bodyFile, response?.complete, (await stat(path)).size], [path, true, much.length]);
      const last = seen.at(-1);
      assert.deepEqual(
        [last?.direction, last?.bytes, last?.total, last?.remaining],
        ['receiving', much.length, much.length, 0],
      );
      assert.ok((last?.speed ?? 0) > 0);
    });

    it('coded goes to the disk decoded', async () => {
      const much = Buffer.alloc(6_000_000, 'abcdefghijklmno');
      server = await saying('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n', gzipSync(much));
      const path = join(folder, 'content');
      const { response } = await ask(server.url, { options: { bodyLimit: 1000 }, settings: { bodyFile: () => path } });
      assert.deepEqual([response?.complete, (await stat(path)).size], [true, much.length]);
    });

    it('that the disk does not take is told, and the beginning is kept', async () => {
      server = await saying('HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n', 'x'.repeat(4000));
      const { error, response } = await ask(server.url, {
        options: { bodyLimit: 100 },
        settings: { bodyFile: () => join(folder, 'none', 'content') },
      });
      assert.deepEqual([error?.code, error?.cause], ['storage-failed', 'ENOENT']);
      assert.deepEqual([response?.body.length, response?.complete, response?.bodyFile], [100, false, undefined]);
    });
  });

  describe('content on its way out', () => {
    const answer = 'HTTP/1.1 204 No Content\r\n\r\n';
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < 30; at += 1) yield Buffer.alloc(10_000, 97 + (at % 26));
    }

    it('is read while it is sent, its length announced, its progress told', async () => {
      server = await rawServer((socket) => void setTimeout(() => socket.end(answer), 200));
      const seen: Progress[] = [];
      const { response, error } = await ask(server.url, {
        method: 'PUT',
        stream: { length: 300_000, open: pieces },
        options: { onProgress: (progress) => seen.push(progress) },
      });
      assert.deepEqual([response?.status, error], [204, undefined]);
      const [head = '', content = ''] = (server.received[0] ?? '').split('\r\n\r\n');
      assert.match(head, /content-length: 300000/);
      assert.equal(content.length, 300_000);
      assert.deepEqual([seen.at(-1)?.direction, seen.at(-1)?.bytes], ['sending', 300_000]);
    });

    it('that cannot be read to its end is told as that', async () => {
      server = await rawServer(() => {});
      async function* broken(): AsyncGenerator<Uint8Array> {
        yield Buffer.alloc(100);
        throw Object.assign(new Error('gone'), { code: 'EIO' });
      }
      const { error } = await ask(server.url, { method: 'PUT', stream: { length: 300, open: broken } });
      assert.deepEqual([error?.code, error?.cause], ['content-unreadable', 'EIO']);
      await writeFile(join(folder, 'unused'), '');
    });
  });
});
