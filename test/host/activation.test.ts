import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { commands, extensions, window, workspace } from 'vscode';
import { until } from '../support/until.ts';
import { open } from './support.ts';

describe('activation', () => {
  it('leaves the extension asleep until there is a .http document', () => {
    const extension = extensions.getExtension('precondition.precondition');
    assert.ok(extension, 'the extension is installed');
    assert.equal(extension.isActive, false);
  });

  it('wakes the extension with the first .http document', async () => {
    const document = await workspace.openTextDocument({ language: 'http', content: 'GET http://127.0.0.1:9/\n' });
    await window.showTextDocument(document);
    const extension = extensions.getExtension('precondition.precondition');
    await extension?.activate();
    assert.equal(extension?.isActive, true);
    assert.equal(document.languageId, 'http');
  });

  it('registers every command that the manifest names', async () => {
    const manifest = extensions.getExtension('precondition.precondition')?.packageJSON as {
      contributes: { commands: { command: string }[] };
    };
    const known = new Set(await commands.getCommands(true));
    const missing = manifest.contributes.commands.map(({ command }) => command).filter((id) => !known.has(id));
    assert.deepEqual(missing, []);
  });
});

describe('in a quiet moment', () => {
  it('what sends is loaded, nothing is sent, and the first send goes out', async () => {
    let heard = 0;
    const server = createServer((_request, response) => response.end(`${++heard}`));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const document = await open(`GET http://127.0.0.1:${(server.address() as AddressInfo).port}/\n`);
    const { cache } = createRequire(resolve('.'));
    const isLoaded = async () => Object.keys(cache).some((path) => path.endsWith('transport.cjs'));
    await until('what sends', isLoaded);
    assert.equal(heard, 0);
    await commands.executeCommand('precondition.send', document.uri, 0);
    assert.equal(heard, 1);
    server.close();
    server.closeAllConnections();
  });
});
