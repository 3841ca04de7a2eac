import { strict as assert } from 'node:assert';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFile, truncate, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { fileContent } from '../../../src/transport/content/fileContent.ts';
import { ask } from '../transport/asking.ts';
import { folderOf, run } from './command.ts';

const MIB = 1024 * 1024;
/** `UPLOAD_MIB=512` for the whole of it. */
const LARGE = Number(process.env['UPLOAD_MIB'] ?? 128) * MIB;

interface Received {
  readonly length: string | undefined;
  readonly bytes: number;
  readonly sha: string;
}

let server: Server;
let url: string;
let received: Received[];

const shaOf = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

describe('a file as content', () => {
  beforeEach(async () => {
    received = [];
    server = createServer(async (request, response) => {
      const hash = createHash('sha256');
      let bytes = 0;
      request.on('data', (piece: Uint8Array) => {
        hash.update(piece);
        bytes += piece.length;
      });
      // One that breaks off has no end.
      await once(request, 'end').catch(() => undefined);
      if (!request.complete) return;
      received.push({ length: request.headers['content-length'], bytes, sha: hash.digest('hex') });
      response.writeHead(204).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const content = randomBytes(9 * MIB);

  it('that is large arrives as it is, its length said beforehand', async () => {
    const cwd = await folderOf({ 'a.http': `PUT ${url}/\n\n< ./large.bin\n`, 'large.bin': content });
    const { out, status } = await run(['send', 'a.http', '--format', 'json'], { cwd });
    assert.equal(status, 0);
    assert.deepEqual(received, [{ length: String(content.length), bytes: content.length, sha: shaOf(content) }]);
    assert.deepEqual(JSON.parse(out).request.bodyBytes, content.length);
    const har = await run(['send', 'a.http', '--format', 'har', '--include-body'], { cwd });
    assert.equal(JSON.parse(har.out).log.entries[0].request.bodySize, content.length);
  });

  it('that is large is counted and not printed by resolve', async () => {
    const cwd = await folderOf({ 'a.http': `PUT ${url}/\n\n< ./large.bin\n`, 'large.bin': content });
    const [request] = JSON.parse((await run(['resolve', 'a.http'], { cwd })).out).requests;
    assert.deepEqual([request.body, request.bodyBase64, request.bodyBytes], [null, undefined, content.length]);
    assert.deepEqual(received, []);
  });

  it('that is large stands among the other parts of a multipart', async () => {
    const text = [
      `POST ${url}/`,
      'Content-Type: multipart/form-data; boundary=b',
      '',
      '--b',
      'Content-Disposition: form-data; name="a"; filename="large.bin"',
      '',
      '< ./large.bin',
      '--b--',
      '',
    ].join('\n');
    const small = await folderOf({ 'a.http': text, 'large.bin': 'x' });
    const { body } = JSON.parse((await run(['resolve', 'a.http'], { cwd: small })).out).requests[0];
    const [before = '', after = ''] = String(body).split(/(?<=\n)x(?=\r?\n)/);
    const cwd = await folderOf({ 'a.http': text, 'large.bin': content });
    await run(['send', 'a.http'], { cwd });
    const whole = Buffer.concat([Buffer.from(before), content, Buffer.from(after)]);
    assert.deepEqual(received, [{ length: String(whole.length), bytes: whole.length, sha: shaOf(whole) }]);
  });

  it('that changes while it is sent breaks the request off, and says why', async () => {
    const cwd = await folderOf({ 'large.bin': content });
    const path = join(cwd, 'large.bin');
    const stream = await fileContent(path);
    assert.ok(stream);
    const changing = {
      length: stream.length,
      async *open() {
        let count = 0;
        for await (const piece of stream.open()) {
          if (count === 3) await appendFile(path, 'more');
          count += 1;
          yield piece;
        }
      },
    };
    const { error, response } = await ask(url, { method: 'PUT', stream: changing });
    assert.deepEqual(
      [error?.code, error?.cause, response],
      ['content-unreadable', 'the file changed meanwhile', undefined],
    );
    assert.deepEqual(received, []);
    await writeFile(path, 'other');
    const late = await ask(url, { method: 'PUT', stream });
    assert.equal(late.error?.code, 'content-unreadable');
  });

  it(`of ${LARGE / MIB} MiB needs little memory`, async function () {
    this.timeout(120_000);
    const cwd = await folderOf({ 'large.bin': '' });
    const path = join(cwd, 'large.bin');
    await truncate(path, LARGE);
    const stream = await fileContent(path);
    assert.ok(stream);
    const before = process.memoryUsage().rss;
    let most = before;
    const onProgress = () => {
      most = Math.max(most, process.memoryUsage().rss);
    };
    const { error, response } = await ask(url, {
      method: 'PUT',
      stream,
      options: { onProgress, headersTimeout: 60_000 },
    });
    assert.deepEqual([error, response?.status, received[0]?.bytes], [undefined, 204, LARGE]);
    const grown = Math.round((most - before) / MIB);
    if (process.env['UPLOAD_MIB'] !== undefined) process.stdout.write(`    rss grew by ${grown} MiB\n`);
    assert.ok(grown < 64, `rss grew by ${grown} MiB`);
  });
});
