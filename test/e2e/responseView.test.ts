import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { type DemoOrigin, startDemoOrigin } from '../../src/demo/origin.ts';
import { type EditorPage, openEditor } from '../support/editorPage.ts';

const file = (origin: string, raw: string) => `# What came back, in every way it can be looked at.
@origin = ${origin}
@apiKey = key-of-nobody

### A read
GET {{origin}}/strong/1
Authorization: Bearer {{apiKey}}

### Eight megabytes of JSON
GET ${raw}/large
`;

/** JSON of eight MiB: rows as a real API has them. */
function largeJson(): Buffer {
  const rows: string[] = [];
  for (let id = 0, size = 0; size < 8 * 1024 * 1024; id += 1) {
    const row = JSON.stringify({ id, name: `Article ${id}`, tags: ['a', 'b'], price: 12.5, author: { id: id % 7 } });
    rows.push(row);
    size += row.length + 1;
  }
  return Buffer.from(`[${rows.join(',')}]`);
}

const listening = (server: Server): Promise<string> =>
  new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`);
    }),
  );

describe('the response beside', () => {
  const large = largeJson();
  let answered = 0;
  let origin: DemoOrigin;
  let editor: EditorPage;
  const raw = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      answered = performance.now();
      socket.end(
        Buffer.concat([
          Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${large.length}\r\n\r\n`),
          large,
        ]),
      );
    });
  });

  before(async () => {
    origin = await startDemoOrigin(0);
    editor = await openEditor({ files: { 'views.http': file(origin.url, await listening(raw)) } });
    await editor.openFile('views.http');
  });
  after(async () => {
    await editor?.close();
    await origin?.close();
    raw.close();
  });

  it('shows status, time and size, what was added, and what can be done', async () => {
    await editor.clickLens('▶ Send', 'GET {{origin}}/strong/1');
    await editor.shows(/HTTP\/1\.1 200 OK · \d+ ms · \d+ B/);
    await editor.shows('# Sent besides what the file says: host: ');
    await editor.lens('Save body');
    await editor.lens('Timing ');
    await editor.screenshot('response');
  });

  it('explains the ETag of the answer', async () => {
    await editor.focus('GET 200');
    assert.match(await editor.hoverText('ETag'), /It fits If-Match/);
    await editor.screenshot('response-hover');
  });

  it('shows the bytes of the wire without their secrets', async () => {
    await editor.clickLens('Wire');
    await editor.shows('GET /strong/1 HTTP/1.1↵');
    await editor.shows('Authorization: •••↵');
    assert.ok(!(await editor.shown()).split('→ sent')[1]?.includes('key-of-nobody'));
    await editor.screenshot('wire');
  });

  it('reveals them when the user says so', async () => {
    await editor.clickLens('Reveal secrets');
    await editor.page.getByRole('button', { name: 'Reveal', exact: true }).click();
    await editor.shows('Authorization: Bearer key-of-nobody↵');
    await editor.clickLens('Hide secrets');
    await editor.shows('Authorization: •••↵');
  });

  it('draws the time', async () => {
    await editor.focus('GET 200');
    await editor.clickLens('Timing ');
    await editor.shows(/waiting +[\d.]+ m?s +█/);
    await editor.screenshot('timing');
  });

  it('shows eight megabytes of JSON, laid out', async () => {
    await editor.focus('views.http');
    await editor.set({ 'precondition.maxBodyInEditor': 16 * 1024 * 1024 });
    await editor.clickLens('▶ Send', '/large');
    await editor.shows('"name": "Article 0"');
    const shown = performance.now();
    const figure = `8 MiB of JSON, from the request's arrival to the laid out text in view: ${Math.round(shown - answered)} ms\n`;
    await writeFile(join('out', 'screenshots', 'large-json.txt'), figure);
    await editor.screenshot('large-json');
  });
});
