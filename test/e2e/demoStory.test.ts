import assert from 'node:assert/strict';
import { type DemoOrigin, startDemoOrigin } from '../../src/demo/origin.ts';
import { type EditorPage, openEditor } from '../support/editorPage.ts';
import { until } from '../support/until.ts';

const file = (origin: string) => `# One article, two writers.
@origin = ${origin}

### Read the article
# @name read
GET {{origin}}/strong/1

### Save it, unless somebody changed it
# @name save
PUT {{origin}}/strong/1
Content-Type: application/json
If-Match: "v1"

{
  "title": "On lost updates",
  "body": "Mine."
}
`;

describe('the whole story, against the demo origin', () => {
  let origin: DemoOrigin;
  let editor: EditorPage;

  before(async () => {
    origin = await startDemoOrigin(0);
    editor = await openEditor({ files: { 'articles.http': file(origin.url) } });
  });
  after(async () => {
    await editor?.close();
    await origin?.close();
  });

  it('a read is sent from its lens, shown beside, and its ETag remembered', async () => {
    await editor.openFile('articles.http');
    await editor.clickLens('▶ Send', 'GET {{origin}}');
    await editor.shows(/HTTP\/1\.1 200 OK · \d+ ms/);
    await editor.shows('ETag: "v1"');
    await editor.lens('ETag "v1" · ', 'GET {{origin}}');
  });

  it('a guarded save goes through, and makes the tag in the file an old one', async () => {
    await editor.clickLens('▶ Send', 'PUT {{origin}}');
    await editor.shows(/HTTP\/1\.1 204 No Content · \d+ ms/);
    assert.match(await editor.statusBar(), /204 · \d+ ms/);
    assert.ok((await editor.problems()).some((problem) => problem.includes('"v1"')));
    await editor.command('View: Hide Panel');
    await editor.focus('articles.http');
    await editor.lens('204 · ', 'PUT {{origin}}');
    await editor.screenshot('file');
  });

  it('the hover says what the field does, what is known and what will happen', async () => {
    await editor.focus('articles.http');
    const hover = await editor.hoverText('If-Match');
    assert.match(hover, /RFC 9110 §13\.1\.1/);
    assert.match(hover, /"v1"/);
    assert.match(hover, /412/);
    await editor.screenshot('hover');
  });

  it('the quick fix fetches the current tag and writes it into the file', async () => {
    await editor.quickFix('"v1"', 'Refresh ETag from the server');
    await editor.shows('If-Match: "v2');
    assert.match(await editor.save('articles.http'), /^If-Match: "v2[^"]*"$/m);
  });

  it('after somebody else changed it, the save is refused and the page says why', async () => {
    await fetch(`${origin.url}/strong/1/_edit`, { method: 'POST' });
    await editor.clickLens('▶ Send', 'PUT {{origin}}');
    const page = editor.webviewFrame();
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.match(await page.getByRole('heading', { level: 1 }).innerText(), /changed/);
    assert.match(await page.locator('main').innerText(), /412 Precondition Failed/);
    assert.match(await page.locator('main').innerText(), /"v2[^"]*"[\s\S]*"v3/);
    await editor.lens('412 · ');
    await editor.screenshot('explanation-dark');
    await editor.setTheme('light');
    await editor.screenshot('explanation-light');
    await editor.setTheme('dark');
  });

  it('one press refreshes the tag in the file, sends again and succeeds', async () => {
    const page = editor.webviewFrame();
    await page.getByRole('button', { name: 'Refresh and retry' }).first().click();
    await until('the repaired page', async () =>
      /Repaired: 204/.test(await page.getByRole('heading', { level: 1 }).innerText()),
    );
    await editor.lens('204 · ');
    await editor.screenshot('repaired');
    await editor.focus('articles.http');
    assert.match(await editor.save('articles.http'), /^If-Match: "v3[^"]*"$/m);
    assert.match((await fetch(`${origin.url}/strong/1`)).headers.get('etag') ?? '', /^"v4/);
  });

  it('the memory outlives the window', async () => {
    await editor.reload();
    await editor.openFile('articles.http');
    await editor.lens('ETag "v4', 'GET {{origin}}');
  });

  it('a read with the known tag is answered 304, and the response explains it in short', async () => {
    await editor.clickLens('Send with If-None-Match', 'GET {{origin}}');
    await editor.shows(/HTTP\/1\.1 304 Not Modified · \d+ ms/);
    await editor.clickLens('Explain');
    const page = editor.webviewFrame();
    await until('the page', async () => /304 Not Modified/.test(await page.locator('main').innerText()));
    assert.equal(await page.getByRole('button', { name: 'Refresh and retry' }).count(), 0);
    await editor.screenshot('not-modified');
  });
});
