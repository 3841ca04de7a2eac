import assert from 'node:assert/strict';
import { chmod, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Apache, startApache } from '../support/apache.ts';
import { type EditorPage, openEditor } from '../support/editorPage.ts';
import { until } from '../support/until.ts';

const file = (url: string) => `@note = ${url}/dav/note.txt
@tag = "unknown"

### Read
GET {{note}}

### Write, guarded by the variable
PUT {{note}}
Content-Type: text/plain
If-Match: {{tag}}

mine
`;

describe('the whole story, against Apache mod_dav', () => {
  let apache: Apache;
  let editor: EditorPage;

  before(async () => {
    apache = await startApache();
    await byAnother('theirs\n', 60);
    editor = await openEditor({ files: { 'note.http': file(apache.url) } });
  });
  after(async () => {
    await editor?.close();
    await apache?.stop();
  });

  /** Somebody else, who writes the file itself; a moment ago, for Apache's tags are weak in a file's first second. */
  async function byAnother(text: string, secondsAgo: number): Promise<void> {
    const path = join(apache.folder, 'note.txt');
    await writeFile(path, text);
    await chmod(path, 0o666);
    const then = Date.now() / 1000 - secondsAgo;
    await utimes(path, then, then);
  }

  const current = async () => (await fetch(`${apache.url}/dav/note.txt`)).headers.get('etag') ?? '';

  it('a read shows a real tag', async () => {
    await editor.openFile('note.http');
    await editor.clickLens('▶ Send', 'GET {{note}}');
    await editor.shows(/HTTP\/1\.1 200 OK/);
    await editor.lens(`ETag ${await current()} · `, 'GET {{note}}');
  });

  it('Refresh ETag writes it into the variable that feeds the header', async () => {
    await editor.clickLens('Refresh ETag', 'PUT {{note}}');
    const tag = await current();
    await editor.shows(`@tag = ${tag}`);
  });

  it('the guarded write is refused after somebody else wrote, and the page names the cause', async () => {
    await byAnother('theirs again\n', 30);
    await editor.clickLens('▶ Send', 'PUT {{note}}');
    const page = editor.webviewFrame();
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.match(await page.getByRole('heading', { level: 1 }).innerText(), /changed/);
    const told = await page.locator('main').innerText();
    assert.match(told, /If-Match/);
    assert.ok(told.includes(await current()), 'the page names the current tag');
    await editor.screenshot('apache-412');
  });

  it('Refresh and retry writes, and the file on the server is ours', async () => {
    const page = editor.webviewFrame();
    await page.getByRole('button', { name: 'Refresh and retry' }).first().click();
    await until('the repaired page', async () =>
      /Repaired: 204/.test(await page.getByRole('heading', { level: 1 }).innerText()),
    );
    assert.equal((await (await fetch(`${apache.url}/dav/note.txt`)).text()).trim(), 'mine');
  });
});
