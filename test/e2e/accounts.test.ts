import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type EditorPage, openEditor } from '../support/editorPage.ts';
import { filesHolding } from '../support/filesHolding.ts';
import { inScratch } from '../support/scratchFolder.ts';
import { until } from '../support/until.ts';

const file = (origin: string) => `### GitHub
GET ${origin}/repos
Authorization: Bearer {{$github repo}}

### Microsoft
GET ${origin}/me
Authorization: Bearer {{$microsoft https://graph.microsoft.com/.default}}
`;

const token = 'gho_account-repo';

describe('the token of an account', () => {
  let server: Server;
  let editor: EditorPage;
  const received: IncomingMessage[] = [];
  const dialog = () => editor.page.locator('.monaco-dialog-box');

  before(async () => {
    server = createServer((request, response) => {
      received.push(request);
      response.end('ok');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    editor = await openEditor({ files: { 'accounts.http': file(origin) } });
    await editor.openFile('accounts.http');
  });
  after(async () => {
    await editor?.close();
    server?.closeAllConnections();
    server?.close();
  });

  const begin = async (text: string) => {
    received.length = 0;
    await editor.focus('accounts.http');
    await editor.clickLens('▶ Send', text);
  };
  const press = async (button: string) => {
    await dialog().getByText(button, { exact: true }).click();
  };
  const notified = (text: RegExp) =>
    until(`a notification of ${text}`, async () => (await editor.notifications()).some((each) => text.test(each)));

  it('goes nowhere but to its provider without consent', async () => {
    await begin('/repos');
    await dialog()
      .getByText(/Send the token of your GitHub account to http:\/\/127\.0\.0\.1:\d+\?/)
      .waitFor();
    assert.match(await dialog().innerText(), /It is not an address of GitHub\..*as far as it reaches: repo\./s);
    await editor.screenshot('account-origin');
    await press('Cancel');
    await notified(/Not sent\. .*the token of your GitHub account was not to go to http:\/\/127\.0\.0\.1:\d+\./s);
    assert.deepEqual(received, []);
    await editor.command('Notifications: Clear All Notifications');
  });

  it('goes there with consent, once VS Code lets the extension have it', async () => {
    await begin('/repos');
    await press('Always in This Workspace');
    await dialog()
      .getByText(/Precondition.*wants to sign in using GitHub/)
      .waitFor();
    await editor.screenshot('account-sign-in');
    await press('Allow');
    await until('the request', async () => received.length === 1);
    assert.equal(received[0]?.headers.authorization, `Bearer ${token}`);
    await begin('/repos');
    await until('the request', async () => received.length === 1);
    await editor.command('View: Toggle Output');
    assert.ok(!(await editor.page.locator('body').innerText()).includes(token));
    await editor.command('View: Toggle Output');
    assert.deepEqual(await filesHolding(join(inScratch('e2e'), 'profile', 'data'), [token]), []);
    assert.deepEqual(await filesHolding(editor.folder, [token]), []);
  });

  it('that nobody signs in to is none, and what to do instead is said', async () => {
    await begin('/me');
    await press('Send It');
    await notified(/Not sent\. .*nothing in this editor signs in to Microsoft.*\{\{\$processEnv MICROSOFT_TOKEN\}\}/s);
    await editor.screenshot('account-none');
    assert.deepEqual(received, []);
  });
});
