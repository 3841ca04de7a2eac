import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type EditorPage, openEditor } from '../support/editorPage.ts';
import { until } from '../support/until.ts';

/** Refuses every write, and answers reads with its tags in turn; a HEAD may have to wait. */
class Refusing {
  tags: readonly string[] = ['"v1"'];
  waits = false;
  heads = 0;
  aborted = 0;
  readonly #server: Server = createServer((request, response) => this.#answer(request, response));

  async start(): Promise<string> {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #answer({ method }: IncomingMessage, response: ServerResponse): void {
    if (method === 'PUT') return void response.writeHead(412).end();
    if (method === 'HEAD') {
      this.heads += 1;
      if (this.waits) return void response.once('close', () => (this.aborted += 1));
    }
    const etag = this.tags[this.heads % this.tags.length];
    response.writeHead(200, { ETag: etag, 'Content-Type': 'application/json' }).end('{"a":1}');
  }
}

describe('a probe that is asked for on the page', () => {
  const server = new Refusing();
  let editor: EditorPage;

  const page = () => editor.webviewFrame();
  const heading = () => page().getByRole('heading', { level: 1 }).innerText();
  const ask = () => page().getByRole('button', { name: 'Ask three times more (3 requests)' }).first();
  const notice = () => page().locator('.notice').innerText();

  before(async () => {
    const origin = await server.start();
    const text = `### Read\nGET ${origin}/a\n\n### Save\nPUT ${origin}/a\nContent-Type: application/json\nIf-Match: "v1"\n\n{"a":2}\n`;
    editor = await openEditor({ files: { 'probe.http': text } });
    await editor.openFile('probe.http');
    await editor.clickLens('▶ Send', `GET ${origin}`);
    await editor.shows(/HTTP\/1\.1 200 OK · \d+ ms/);
    await editor.focus('probe.http');
    await editor.clickLens('▶ Send', `PUT ${origin}`);
    await ask().waitFor();
  });
  after(async () => {
    await editor?.close();
    server.close();
  });

  it('says which request is on its way, and ends when it is cancelled', async () => {
    server.waits = true;
    const asked = server.heads;
    await ask().click();
    await until('the note', async () => /Asking by HEAD, 1 of 3/.test(await page().locator('#note').innerText()));
    await until('the question at the server', async () => server.heads === asked + 1);
    await editor.screenshot('probe-asking');
    await page().getByRole('button', { name: 'Cancel' }).click();
    await until('the notice', async () => /cancelled; nothing new is known/.test(await notice()));
    await until('the server to be left alone', async () => server.aborted === 1);
    assert.equal(server.heads, asked + 1, 'no further question');
    assert.ok(await ask().isVisible(), 'it can be asked again');
    assert.ok(await page().locator('#cancel').isHidden());
  });

  it('tells the causes apart with what it was answered', async () => {
    server.waits = false;
    server.tags = ['"v1"', '"v1-b"'];
    await ask().click();
    await until('the cause', async () => /^Several servers answer here/.test(await heading()));
    await editor.screenshot('probe-answered');
  });
});
