import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { commands, type TextDocument, window, workspace } from 'vscode';
import { until } from '../support/until.ts';
import { lastResponse, lensTitles, open } from './support.ts';

describe('several sends at once', () => {
  let server: Server;
  let origin = '';
  let waiting: { readonly request: IncomingMessage; readonly response: ServerResponse }[] = [];
  let gone = 0;

  beforeEach(async () => {
    waiting = [];
    gone = 0;
    server = createServer((request, response) => {
      waiting.push({ request, response });
      response.on('close', () => {
        if (!response.writableEnded) gone += 1;
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  const send = (document: TextDocument, index: number) =>
    commands.executeCommand('precondition.send', document.uri, index);
  const cancel = (document: TextDocument, index: number) =>
    commands.executeCommand('precondition.cancel', document.uri, index);
  const cancels = async (document: TextDocument) =>
    (await lensTitles(document)).filter((title) => title.startsWith('Cancel'));
  const arrived = (count: number) => until(`${count} requests at the server`, async () => waiting.length >= count);

  it('are fifty, each by itself cancelled or answered, and none is in the way of an edit', async () => {
    const many = Array.from({ length: 50 }, (_, index) => `### R${index}\n# @name r${index}\nGET ${origin}/${index}\n`);
    const document = await open(many.join('\n'));
    const sends = many.map((_, index) => send(document, index));
    await arrived(50);
    await until('fifty lenses to cancel with', async () => (await cancels(document)).length === 50);
    const editor = await window.showTextDocument(document);
    assert.ok(await editor.edit((edit) => edit.insert(document.positionAt(document.getText().length), '\n# typed\n')));
    assert.match(document.getText(), /# typed/);
    await cancel(document, 7);
    await sends[7];
    await until('one connection to be gone', async () => gone === 1);
    assert.equal((await cancels(document)).length, 49);
    for (const { response } of waiting) if (!response.destroyed) response.writeHead(200).end('done');
    await Promise.all(sends);
    await until('every outcome over its request', async () => {
      const titles = await lensTitles(document);
      return titles.filter((title) => /^200 · /.test(title)).length === 49;
    });
    assert.ok((await lensTitles(document)).some((title) => /^cancelled · /.test(title)));
  }).timeout(60_000);

  it('of one read: the later takes the place of the earlier', async () => {
    const document = await open(`GET ${origin}/read\n`);
    const first = send(document, 0);
    await arrived(1);
    const second = send(document, 0);
    await arrived(2);
    await first;
    await until('the first to be gone', async () => gone === 1);
    waiting[1]?.response.writeHead(200).end('second');
    await second;
    assert.match(lastResponse(), /second/);
  });

  it('of one write: it goes out once, and is not cut off', async () => {
    const document = await open(`PUT ${origin}/write\n\nmine\n`);
    const first = send(document, 0);
    await arrived(1);
    await send(document, 0);
    assert.deepEqual([waiting.length, gone], [1, 0]);
    waiting[0]?.response.writeHead(204).end();
    await first;
    assert.match(lastResponse(), /^HTTP\/1\.1 204/);
  });

  it('says while it waits to try again for how long and for what, and is cancelled there', async () => {
    const document = await open(`# @retry 3\nGET ${origin}/busy\n`);
    const sent = send(document, 0);
    await arrived(1);
    waiting[0]?.response.writeHead(503, { 'Retry-After': '45' }).end();
    const lens = await until('the pause in the lens', async () =>
      (await cancels(document)).find((title) => /503 · attempt 2 of 4 in 4\d(\.\d)? s/.test(title)),
    );
    assert.match(lens, /^Cancel · /);
    await cancel(document, 0);
    await sent;
    assert.equal(waiting.length, 1);
    assert.match(lastResponse(), /^# Cancelled; nothing more was sent\.$/m);
  });

  it('looks whether a lost write was carried out, and says so while it waits', async () => {
    const document = await open(`# @retry 1\nPUT ${origin}/lost\nIf-Match: "v1"\n\nnew\n`);
    const sent = send(document, 0);
    await arrived(1);
    waiting[0]?.request.socket.resetAndDestroy();
    await arrived(2);
    assert.equal(waiting[1]?.request.method, 'GET');
    waiting[1]?.response.writeHead(200, { ETag: '"v2"', 'Content-Type': 'text/plain' }).end('new');
    await sent;
    assert.match(lastResponse(), /The write was carried out; nothing was repeated/);
    assert.ok(workspace.textDocuments.includes(document));
  });
});
