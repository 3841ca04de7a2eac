import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type AuthorizationServer, clientSecret, startAuthorizationServer } from '../support/authorizationServer.ts';
import { type EditorPage, openEditor } from '../support/editorPage.ts';
import { filesHolding } from '../support/filesHolding.ts';
import { inScratch } from '../support/scratchFolder.ts';
import { until } from '../support/until.ts';

const file = (origin: string) => `### By a page
GET ${origin}/resource?page
Authorization: Bearer {{$auth.token("page")}}

### By a code
GET ${origin}/resource?device
Authorization: Bearer {{$auth.token("device")}}
`;

/** By this name the browser alone finds the server: VS Code would put a proxy before an address of this machine. */
const inBrowser = (origin: string) => origin.replace('127.0.0.1', 'authorization.test');

const environment = (origin: string) => {
  const client = {
    Type: 'OAuth2',
    'Client ID': 'client',
    'Client Secret': clientSecret,
    'Token URL': `${origin}/token`,
  };
  const page = {
    ...client,
    'Grant Type': 'Authorization Code',
    'Auth URL': `${inBrowser(origin)}/authorize`,
    Scope: 'read',
  };
  const device = { ...client, 'Grant Type': 'Device Authorization', 'Device Auth URL': `${origin}/device` };
  return JSON.stringify({ dev: { Security: { Auth: { page, device } } } });
};

describe('a token that the user has a part in', () => {
  let server: AuthorizationServer;
  let editor: EditorPage;
  const dialog = () => editor.page.locator('.monaco-dialog-box');

  before(async () => {
    server = await startAuthorizationServer();
    server.behaviour.consent = 'asked';
    editor = await openEditor({
      files: { 'tokens.http': file(server.url), 'http-client.private.env.json': environment(server.url) },
      settings: { 'precondition.environment': 'dev' },
    });
    await editor.openFile('tokens.http');
  });
  after(async () => {
    await editor?.close();
    await server?.close();
  });

  /** The window that the browser opens at the page of the authorization server. */
  const windowAt = (path: string): Promise<Page> =>
    until(`a window at ${path}; there is none`, async () =>
      editor.page
        .context()
        .pages()
        .find((page) => page.url().startsWith(`${inBrowser(server.url)}${path}`)),
    );
  const chosen = async (way: 'Agree' | 'Refuse' | 'Forge'): Promise<Page> => {
    const page = await windowAt('/authorize');
    await page.getByText(way, { exact: true }).click();
    return page;
  };
  const notified = (text: RegExp) =>
    until(`a notification of ${text}`, async () => (await editor.notifications()).some((each) => text.test(each)));

  const openPage = async () => {
    await dialog().getByText('Open', { exact: true }).click();
    await dialog().waitFor({ state: 'hidden' });
  };
  const begin = async (text: string) => {
    server.grants.length = 0;
    server.seen.length = 0;
    await editor.focus('tokens.http');
    await editor.clickLens('▶ Send', text);
  };
  /** The list that the command opens, in the place of the palette. */
  const forgetAll = async () => {
    const widget = editor.page.locator('.quick-input-widget');
    await until('the list of tokens', async () => {
      await editor.page.keyboard.press('F1');
      await widget.locator('input').first().fill('>Precondition: Forget Kept Tokens', { timeout: 2_000 });
      await widget.locator('.monaco-list-row', { hasText: 'Forget Kept Tokens' }).first().click({ timeout: 3_000 });
      await widget.getByText('Forget which tokens?').waitFor({ timeout: 5_000 });
      return true;
    });
    return widget;
  };
  /** What no window, no file and no profile may hold. */
  const nowhere = async () => {
    await editor.command('View: Toggle Output');
    const text = await editor.page.locator('body').innerText();
    await editor.command('View: Toggle Output');
    const files = await filesHolding(join(inScratch('e2e'), 'profile'), server.secrets);
    const secrets = [...server.secrets].filter((secret) => text.includes(secret));
    assert.deepEqual([secrets, files], [[], []]);
  };

  it('is got from the page that the browser opens, which comes back to the window', async () => {
    await begin('resource?page');
    await notified(/Agree in the browser to go on: authorization\.test:\d+ gives the token/);
    await editor.screenshot('authorization-page');
    await openPage();
    const page = await chosen('Agree');
    await editor.shows(/HTTP\/1\.1 200 OK/);
    await page.close();
    assert.deepEqual(server.grants, ['authorization_code']);
    assert.match(server.seen[0] ?? '', /^Bearer token-1-/);
    await nowhere();
  });

  it('is kept, and asked for again once it was forgotten', async () => {
    await begin('resource?page');
    await until('the second request', async () => server.seen.length === 1);
    assert.deepEqual(server.grants, []);
    const list = await forgetAll();
    assert.match(await list.innerText(), /client\s*127\.0\.0\.1:\d+/);
    await editor.screenshot('tokens-forget');
    await editor.page.keyboard.press('Enter');
    await notified(/Forgotten: one token/);
    await editor.command('Notifications: Clear All Notifications');
  });

  it('is none where the user refuses on the page, which is said', async () => {
    await begin('resource?page');
    await openPage();
    await (await chosen('Refuse')).close();
    await notified(/Not sent\. No token for “\$auth\.token\("page"\)”.*access was refused on the page.*“Not today”/s);
    await editor.screenshot('authorization-refused');
    assert.deepEqual([server.grants, server.seen], [[], []]);
    await editor.command('Notifications: Clear All Notifications');
  });

  it('is not taken from an answer with another state, and the wait for the right one can be given up', async () => {
    await begin('resource?page');
    await openPage();
    await (await chosen('Forge')).close();
    await notified(/its state is another one\. Nothing was taken from it/);
    await editor.screenshot('authorization-forged');
    assert.deepEqual(server.grants, []);
    await editor.page.locator('.notification-toast').getByText('Cancel', { exact: true }).click();
    await notified(/Not sent\. .*the authorization was given up/s);
    assert.deepEqual(server.seen, []);
    await editor.command('Notifications: Clear All Notifications');
  });

  it('is got by a code that is shown, while the server is asked until it was entered', async () => {
    server.behaviour.errors.push({ error: 'authorization_pending' }, { error: 'authorization_pending' });
    await begin('resource?device');
    await dialog().getByText('Your code: WDJB-MJHT').waitFor();
    await editor.screenshot('authorization-code');
    await dialog().getByText('Copy Code', { exact: true }).click();
    await notified(/Enter the code WDJB-MJHT at http:\/\/127\.0\.0\.1:\d+\/enter/);
    await editor.screenshot('authorization-code-wait');
    await until('the request', async () => server.seen.length === 1);
    assert.equal(server.grants.length, 3);
    await until('the notification to go', async () => (await editor.notifications()).length === 0);
    await nowhere();
  });

  it('is given up in the dialog that shows the code', async () => {
    await forgetAll();
    await editor.page.keyboard.press('Enter');
    await notified(/Forgotten/);
    server.behaviour.errors.push(...Array(20).fill({ error: 'authorization_pending' }));
    await begin('resource?device');
    await dialog().getByText('Cancel', { exact: true }).click();
    await notified(/Not sent\. .*the authorization was given up/s);
    assert.deepEqual(server.seen, []);
  });
});
