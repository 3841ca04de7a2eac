import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type EditorPage, openEditor } from '../support/editorPage.ts';
import { until } from '../support/until.ts';

const value = 'walnut-and-raisin-7f3a';

/** One request a file: lenses move with each answer and each environment, and the wrong one would be clicked. */
const files = (origin: string) => ({
  'login.http': `POST ${origin}/login\n`,
  'articles.http': `GET ${origin}/articles\n`,
  'public.http': `# @no-cookie-jar\nGET ${origin}/public\n`,
});

describe('the cookie jar', () => {
  let server: Server;
  let editor: EditorPage;
  const received: IncomingMessage[] = [];
  const widget = () => editor.page.locator('.quick-input-widget');
  const rows = () => widget().locator('.monaco-list-row');

  before(async () => {
    server = createServer((request, response) => {
      received.push(request);
      if (request.url === '/login') {
        response.setHeader('Set-Cookie', [
          `session=${value}; Path=/; HttpOnly; SameSite=Lax`,
          'theme=dark; Max-Age=3600',
        ]);
      }
      response.end('ok');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const environments = JSON.stringify({ dev: {}, test: {} });
    editor = await openEditor({
      files: { ...files(origin), 'http-client.env.json': environments },
      settings: { 'precondition.environment': 'dev' },
    });
  });
  after(async () => {
    await editor?.close();
    server?.closeAllConnections();
    server?.close();
  });

  const send = async (name: 'login' | 'articles' | 'public'): Promise<IncomingMessage> => {
    received.length = 0;
    await editor.openFile(`${name}.http`);
    await editor.clickLens('▶ Send');
    return until(`the request ${name}`, async () => received[0]);
  };
  const list = async () => {
    await until('the list of cookies', async () => {
      await editor.page.keyboard.press('F1');
      await widget().locator('input').first().fill('>Precondition: Show Cookies', { timeout: 2_000 });
      await rows().filter({ hasText: 'Show Cookies' }).first().click({ timeout: 3_000 });
      await widget().getByText('Cookies kept of the environment dev').waitFor({ timeout: 5_000 });
      return true;
    });
    return rows();
  };

  it('sends back what it was given, and nothing where the request says so', async () => {
    assert.equal((await send('login')).headers.cookie, undefined);
    assert.equal((await send('articles')).headers.cookie, `session=${value}; theme=dark`);
    assert.equal((await send('public')).headers.cookie, undefined);
  });

  it('keeps the cookies of each environment to themselves', async () => {
    await editor.set({ 'precondition.environment': 'test' });
    await until('a request without cookies', async () => (await send('articles')).headers.cookie === undefined);
    await editor.set({ 'precondition.environment': 'dev' });
    await until('a request with cookies', async () => (await send('articles')).headers.cookie !== undefined);
  });

  it('is shown without a value, until one is asked for', async () => {
    const shown = await list();
    assert.equal(await shown.count(), 2);
    const first = shown.filter({ hasText: 'session' });
    assert.match(
      await first.innerText(),
      /session = •••\s*127\.0\.0\.1\/\s*until the window closes · HttpOnly · SameSite=Lax/,
    );
    assert.ok(!(await widget().innerText()).includes(value));
    await editor.screenshot('cookies');
    await first.click();
    await rows()
      .filter({ hasText: `session = ${value}` })
      .waitFor();
    await editor.screenshot('cookies-shown');
    await first.click();
    await rows().filter({ hasText: 'session = •••' }).waitFor();
    assert.ok(!(await widget().innerText()).includes(value));
    await editor.page.keyboard.press('Escape');
  });

  it('forgets one', async () => {
    const theme = (await list()).filter({ hasText: 'theme' });
    await theme.hover();
    await theme.locator('[aria-label="Forget this cookie"]').click();
    await until('it to be gone', async () => (await rows().count()) === 1);
    await editor.page.keyboard.press('Escape');
    assert.equal((await send('articles')).headers.cookie, `session=${value}`);
  });

  it('forgets all', async () => {
    await editor.openFile('articles.http');
    await editor.command('Precondition: Clear Cookies');
    await until('it to be said', async () =>
      (await editor.notifications()).some((text) => /Forgotten: one cookie of the environment dev\./.test(text)),
    );
    await editor.screenshot('cookies-cleared');
    assert.equal((await send('articles')).headers.cookie, undefined);
  });
});
