import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { commands } from 'vscode';
import { diagnosed, hoverAt, open } from '../support.ts';

describe('sending in Restricted Mode', () => {
  let server: Server;
  let received = 0;

  before(async () => {
    server = createServer((_, response) => {
      received += 1;
      response.end();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
  });
  after(() => server.close());

  it('is refused, whoever asks', async () => {
    const { port } = server.address() as AddressInfo;
    const document = await open(`PUT http://127.0.0.1:${port}/\nIf-Match: "a"\n\n{}\n`);
    await commands.executeCommand('precondition.send', document.uri, 0);
    await commands.executeCommand('precondition.refreshEtag', document.uri, 0);
    assert.equal(received, 0);
  });

  it('leaves reading, checking and explaining at work', async () => {
    const document = await open('PUT http://127.0.0.1:9/\nIf-Match: W/"a"\n\n{}\n');
    await diagnosed(document, (codes) => codes.includes('weak-in-if-match'));
    assert.match(await hoverAt(document, 'If-Match'), /412/);
  });
});
