import assert from 'node:assert/strict';
import { type DemoOrigin, startDemoOrigin } from '../../src/demo/origin.ts';
import { type EditorPage, openEditor } from '../support/editorPage.ts';
import { until } from '../support/until.ts';

const file = (origin: string) => `@origin = ${origin}

### Read the article
# @name read
GET {{origin}}/strong/1

### Save it
PUT {{origin}}/strong/1
Content-Type: application/json

{"title":"On lost updates","views":9223372036854775807}

### Look whether it changed
GET {{origin}}/strong/1
If-None-Match: {{read.response.headers.etag}}
`;

describe('writing a request', () => {
  let origin: DemoOrigin;
  let editor: EditorPage;

  const suggestions = () => editor.page.locator('.suggest-widget.visible .monaco-list-row');
  const offered = async (text: string) => {
    await suggestions().filter({ hasText: text }).first().waitFor();
    return suggestions().allInnerTexts();
  };
  /** Keys as a person presses them: the editor closes quotes and asks for suggestions by itself. */
  const type = (text: string) => editor.page.keyboard.type(text, { delay: 30 });
  const newLineAfter = async (text: string) => {
    await editor.select(text);
    await editor.page.keyboard.press('End');
    await editor.page.keyboard.press('Enter');
  };

  before(async () => {
    origin = await startDemoOrigin(0);
    editor = await openEditor({ files: { 'writing.http': file(origin.url) } });
    await editor.openFile('writing.http');
    await editor.clickLens('▶ Send', 'GET {{origin}}');
    await editor.shows('ETag: "v1"');
    await fetch(`${origin.url}/strong/1/_edit`, { method: 'POST' });
    await editor.focus('writing.http');
    await editor.clickLens('▶ Send', 'GET {{origin}}');
    await editor.shows('ETag: "v2');
    await editor.command('View: Close Other Editors in Group').catch(() => undefined);
    await editor.focus('writing.http');
  });
  after(async () => {
    await editor?.close();
    await origin?.close();
  });

  it('a field name is completed with its documentation, and leads on to the known tags of the URL', async () => {
    await newLineAfter('Content-Type: application/json');
    await type('If-');
    const names = await offered('If-Match');
    assert.match(names[0] ?? '', /^If-Match/);
    await editor.screenshot('completion-name');
    await editor.page.keyboard.press('Enter');
    const tags = await offered('"v1"');
    assert.match(tags[0] ?? '', /^"v2/);
    assert.match(tags[1] ?? '', /^"v1"/);
    await editor.screenshot('completion');
    await editor.page.keyboard.press('Enter');
    await editor.shows(/If-Match: "v2[^"]*"\n/);
  });

  it('a quote that is typed is part of the tag, not one more', async () => {
    await editor.select('If-Match: "v2');
    await editor.page.keyboard.press('End');
    await editor.page.keyboard.press('Shift+Home');
    await type('If-Match: "');
    await offered('"v1"');
    await editor.page.keyboard.press('Enter');
    await editor.shows(/If-Match: "v2[^"]*"\n/);
  });

  it('a request is renamed in every place', async () => {
    await editor.select('read.response');
    await editor.page.keyboard.press('ArrowLeft');
    await editor.page.keyboard.press('F2');
    const input = editor.page.locator('.rename-box input');
    await input.waitFor();
    assert.equal(await input.inputValue(), 'read');
    await input.fill('article');
    await editor.screenshot('rename');
    await input.press('Enter');
    await editor.shows('# @name article');
    await editor.shows('{{article.response.headers.etag}}');
  });

  it('what cannot be renamed is refused with a sentence', async () => {
    await editor.select('PUT');
    await editor.page.keyboard.press('F2');
    await editor.page.locator('.monaco-editor-overlaymessage', { hasText: 'Only variables' }).waitFor();
    await editor.screenshot('rename-refused');
    await editor.page.keyboard.press('Escape');
  });

  it('formatting lays JSON out and loses no digit', async () => {
    await editor.command('Format Document');
    await editor.shows('  "views": 9223372036854775807');
    const saved = await until('the saved file', () => editor.save('writing.http'));
    assert.match(saved, /\{\n {2}"title": "On lost updates",\n/);
    await editor.screenshot('formatted');
  });
});
