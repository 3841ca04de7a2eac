import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type EditorPage, openEditor } from '../support/editorPage.ts';
import { filesHolding } from '../support/filesHolding.ts';
import { inScratch } from '../support/scratchFolder.ts';
import { until } from '../support/until.ts';

const secret = 'correct-horse-battery-staple';

const file = (origin: string) => `@origin = ${origin}

### Change the article
# @name change
POST {{origin}}/change

### Read what the change made
GET {{origin}}/articles/{{change.response.body.$.id}}
`;

const safe = (origin: string) => `GET ${origin}/safe
Authorization: Bearer {{$password The key of the safe}}
`;

describe('what is asked before a request is sent', () => {
  let server: Server;
  let editor: EditorPage;
  const received: IncomingMessage[] = [];
  const lines = () => received.map(({ method, url }) => `${method} ${url}`);
  const dialog = () => editor.page.locator('.monaco-dialog-box');

  before(async () => {
    server = createServer((request, response) => {
      received.push(request);
      response.setHeader('Content-Type', 'application/json');
      response.end('{"id": 7}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    editor = await openEditor({ files: { 'asking.http': file(origin), 'safe.http': safe(origin) } });
    await editor.openFile('asking.http');
    const lenses = editor.page.locator('.codelens-decoration:visible a', { hasText: '▶ Send' });
    await until('the lenses of both', async () => (await lenses.count()) === 2);
  });
  beforeEach(async () => {
    received.length = 0;
    await editor.focus('asking.http');
  });
  after(async () => {
    await editor?.close();
    server?.closeAllConnections();
    server?.close();
  });

  it('a request that changes something is not sent for another one when the user does not want it', async () => {
    await editor.clickLens('▶ Send', 'GET {{origin}}/articles');
    await dialog().waitFor();
    assert.match(await dialog().innerText(), /needs the answer to “change”, which changes something/);
    assert.match(await dialog().innerText(), /POST http:\/\/127\.0\.0\.1:\d+\/change/);
    await editor.screenshot('consent');
    await dialog().getByText('Cancel', { exact: true }).click();
    await dialog().waitFor({ state: 'hidden' });
    await until('it to be said', async () => (await editor.notifications()).some((text) => /change/.test(text)));
    await editor.screenshot('consent-refused');
    assert.deepEqual(lines(), []);
    await editor.command('Notifications: Clear All Notifications');
  });

  it('and goes out before it when the user does', async () => {
    await editor.clickLens('▶ Send', 'GET {{origin}}/articles');
    await dialog().getByText('Send It First', { exact: true }).click();
    await editor.shows(/HTTP\/1\.1 200 OK/);
    await until('both requests', async () => received.length === 2);
    assert.deepEqual(lines(), ['POST /change', 'GET /articles/7']);
  });

  it('a password is asked for unseen, goes on the wire, and stays nowhere else', async () => {
    await editor.openFile('safe.http');
    await editor.clickLens('▶ Send', '/safe');
    const input = editor.page.locator('.quick-input-widget input[type=password]');
    await input.waitFor();
    assert.match(await editor.page.locator('.quick-input-widget').innerText(), /The key of the safe/);
    await input.fill(secret);
    await editor.screenshot('password');
    await input.press('Enter');
    await until('the request', async () => received.length === 1);
    assert.equal(received[0]?.headers.authorization, `Bearer ${secret}`);
    await until('the offer to keep it', async () =>
      (await editor.notifications()).some((text) => /secret store/.test(text)),
    );
    await editor.screenshot('password-kept');
    await editor.command('View: Toggle Output');
    assert.ok(!(await editor.page.locator('body').innerText()).includes(secret));
    assert.ok(!(await editor.shown()).includes(secret));
    assert.ok(!(await editor.save('safe.http')).includes(secret));
    assert.deepEqual(await filesHolding(join(inScratch('e2e'), 'profile'), [secret]), []);
    assert.deepEqual(await filesHolding(editor.folder, [secret]), []);
  });
});
