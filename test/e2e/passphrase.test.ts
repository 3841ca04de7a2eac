import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { type EditorPage, openEditor } from '../support/editorPage.ts';
import { filesHolding } from '../support/filesHolding.ts';
import { inScratch } from '../support/scratchFolder.ts';
import { until } from '../support/until.ts';
import { selfSigned } from '../wire/transport/certificate.ts';

const passphrase = 'abracadabra-19c2';

describe('the passphrase of a client certificate', () => {
  let server: Server;
  let editor: EditorPage;
  const names: (string | undefined)[] = [];
  const box = () => editor.page.locator('.quick-input-widget');
  const input = () => box().locator('input[type=password]');

  before(async () => {
    const [own, client] = [selfSigned(), selfSigned()];
    server = createServer({ ...own, requestCert: true, rejectUnauthorized: false }, ({ socket }, response) => {
      names.push((socket as TLSSocket).getPeerCertificate().fingerprint256);
      response.setHeader('Connection', 'close');
      response.end('in');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const key = createPrivateKey(client.key).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase,
    });
    editor = await openEditor({
      files: {
        'safe.http': `GET https://127.0.0.1:${port}/safe\n`,
        'ca.pem': own.cert,
        'client.pem': client.cert,
        'client.key': key.toString(),
      },
      settings: {
        'precondition.tls.authorities': ['ca.pem'],
        'precondition.tls.clientCertificates': [
          { host: '127.0.0.1', cert: 'client.pem', key: 'client.key', passphrase: true },
        ],
      },
    });
    await editor.openFile('safe.http');
  });
  after(async () => {
    await editor?.close();
    server?.closeAllConnections();
    server?.close();
  });

  const send = async () => {
    names.length = 0;
    await editor.focus('safe.http');
    await editor.clickLens('▶ Send', '/safe');
  };
  const answer = async (text: string) => {
    await input().fill(text);
    await input().press('Enter');
  };
  const notified = (text: RegExp) =>
    until(`a notification of ${text}`, async () => (await editor.notifications()).some((each) => text.test(each)));

  it('is asked for again while it is wrong, and offered to be kept once it is right', async () => {
    await send();
    await box().getByText('Passphrase of the client certificate for 127.0.0.1').waitFor();
    await answer('not that one');
    await box().getByText('That one does not open it.').waitFor();
    await editor.screenshot('passphrase-wrong');
    assert.deepEqual(await editor.notifications(), []);
    await answer(passphrase);
    await until('the request', async () => names.length === 1);
    assert.match(names[0] ?? '', /^[\dA-F:]+$/);
    await notified(/Keep the answer to “Passphrase of the client certificate for 127\.0\.0\.1”/);
    await editor.screenshot('passphrase-keep');
    await editor.page.locator('.notification-toast').getByText('Keep It', { exact: true }).click();
  });

  it('is kept in the secret store alone, and is there for a connection under other settings', async () => {
    await editor.set({ 'precondition.tls.unverifiedHosts': ['elsewhere.test'], 'editor.lineNumbers': 'off' });
    await editor.page.locator('.editor-group-container .line-numbers').first().waitFor({ state: 'detached' });
    await send();
    await until('the request', async () => names.length === 1);
    assert.ok(!(await editor.page.locator('body').innerText()).includes(passphrase));
    assert.deepEqual(await filesHolding(join(inScratch('e2e'), 'profile'), [passphrase]), []);
    assert.deepEqual(await filesHolding(editor.folder, [passphrase]), []);
  });

  it('is asked for once more when it was forgotten, and without it nothing is sent', async () => {
    await editor.command('Precondition: Forget Kept Passwords');
    await notified(/Forgotten: 1 kept password/);
    await send();
    await input().waitFor();
    await editor.page.keyboard.press('Escape');
    await editor.shows(/cannot be\s+used\s+\(no\s+passphrase\s+opens\s+it\)/);
    await editor.screenshot('passphrase-none');
    assert.deepEqual(names, []);
  });
});
