import assert from 'node:assert/strict';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type EditorPage, openEditor } from '../support/editorPage.ts';
import { inScratch } from '../support/scratchFolder.ts';
import { until } from '../support/until.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

describe('a request that is tried again, and what is left of it', () => {
  let server: Server;
  let editor: EditorPage;
  let answers: Answer[] = [];
  let came: string[] = [];
  const says =
    (status: number, headers: Record<string, string> = {}, body = ''): Answer =>
    (_, response) =>
      response.writeHead(status, headers).end(body);
  const lost: Answer = ({ socket }) => socket.resetAndDestroy();
  const never: Answer = () => {};

  before(async () => {
    server = createServer((request, response) => {
      request.resume();
      came.push(request.method ?? '');
      (answers.shift() ?? says(200, { 'Content-Type': 'text/plain', ETag: '"v2"' }, 'new'))(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const text = `### Busy\n# @retry 3\nGET ${url}/busy\nAuthorization: Bearer tell-nobody\n\n### Save\n# @retry 2\nPUT ${url}/item\nIf-Match: "v1"\nContent-Type: text/plain\n\nnew\n\n### Slow\nGET ${url}/slow?token=tell-nobody\n`;
    editor = await openEditor({ files: { 'retry.http': text } });
    await editor.openFile('retry.http');
    await editor.command('Explorer: Focus on HTTP History View');
  });
  after(async () => {
    await editor?.close();
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    came = [];
  });

  const rows = () => editor.page.locator('.pane', { hasText: 'HTTP History' }).locator('.monaco-list-row');

  it('says why nothing shows yet', async () => {
    await editor.page.getByText('Nothing was sent in this workspace yet.').waitFor();
    await editor.screenshot('history-empty');
    await editor.setTheme('light');
    await editor.screenshot('history-empty-light');
    await editor.setTheme('dark');
  });

  it('counts the pause down, goes on by itself, and keeps each attempt', async () => {
    answers = [says(503, { 'Retry-After': '12' }), says(429, { 'Retry-After': '1' })];
    await editor.focus('retry.http');
    await editor.clickLens('▶ Send', 'GET http');
    await until('the pause', async () => /503 · attempt 2 of 4 in/.test(await editor.statusBar()));
    await editor.lens('attempt 2 of 4');
    await editor.screenshot('retry-waiting');
    await editor.shows(/HTTP\/1\.1 200 OK/, 30_000);
    await editor.shows(
      /# Attempt 1: 503 Service Unavailable\. Sent\s+again\s+after\s+12 s,\s+as\s+Retry-After\s+asks\./,
    );
    assert.deepEqual(came, ['GET', 'GET', 'GET']);
    await until('three entries', async () => (await rows().filter({ hasText: 'of 3' }).count()) === 3);
    await editor.screenshot('retry-done');
  });

  it('looks whether a write whose answer was lost was carried out', async () => {
    answers = [lost];
    await editor.focus('retry.http');
    await editor.clickLens('▶ Send', 'PUT http');
    await editor.shows(/The write was carried out;\s+nothing was repeated\./, 20_000);
    assert.deepEqual(came, ['PUT', 'GET']);
    await rows().filter({ hasText: 'looked whether it was carried out' }).waitFor();
    await editor.screenshot('retry-verified');
  });

  /** What the history has of this server, and of no other suite's. */
  const stored = async () => {
    const inside = inScratch('e2e');
    const place = `127.0.0.1:${(server.address() as AddressInfo).port}/busy`;
    const files: string[] = [];
    for (const name of await readdir(inside, { recursive: true })) {
      const file = join(inside, name);
      if (
        /[\\/]history[\\/][^\\/]+\.json$/.test(file) &&
        (await readFile(file, 'utf8').catch(() => '')).includes(place)
      ) {
        files.push(file);
      }
    }
    return files;
  };

  it('keeps what was cut off when the window was closed, and writes no secret down', async () => {
    answers = [never];
    await editor.focus('retry.http');
    await editor.clickLens('▶ Send', `GET http://127.0.0.1:${(server.address() as AddressInfo).port}/slow`);
    await until('the request', async () => came.length === 1);
    await editor.reload();
    await editor.command('Explorer: Focus on HTTP History View');
    await rows().filter({ hasText: '/slow' }).filter({ hasText: 'cancelled' }).waitFor();
    await editor.screenshot('history-after-reload');
    assert.ok(!(await editor.page.locator('.pane', { hasText: 'HTTP History' }).innerText()).includes('tell-nobody'));
  });

  it('shows a hundred of thousands at once, and passes over what is damaged', async () => {
    const [one = assert.fail('no history was written')] = await stored();
    const text = await readFile(one, 'utf8');
    const folder = join(one, '..');
    const { id } = JSON.parse(text) as { id: string };
    for (let index = 0; index < 1_500; index += 1) {
      const other = `${id.slice(0, 9)}-${index.toString(16).padStart(8, '0')}`;
      const copy = text.replace(id, other);
      await writeFile(join(folder, `${other}-000000000000-${copy.length.toString(36)}.json`), copy);
    }
    await writeFile(join(folder, `${id.slice(0, 9)}-ffffffff-000000000000-1.json`), '{"version": 1, "id": ');
    await editor.reload();
    const start = Date.now();
    await editor.command('Explorer: Focus on HTTP History View');
    await rows()
      .filter({ hasText: 'Today' })
      .filter({ hasText: /15\d\d/ })
      .waitFor();
    process.stdout.write(`    the history of 1,500 shows after ${Date.now() - start} ms\n`);
    await rows().filter({ hasText: '/busy' }).first().click();
    await editor.page.keyboard.press('End');
    await rows().filter({ hasText: 'Show 100 more' }).click();
    await editor.screenshot('history-thousands');
    assert.ok((await stat(folder)).isDirectory());
  });
});
