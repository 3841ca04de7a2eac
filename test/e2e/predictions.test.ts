import assert from 'node:assert/strict';
import { type DemoOrigin, startDemoOrigin } from '../../src/demo/origin.ts';
import { type EditorPage, openEditor } from '../support/editorPage.ts';
import { until } from '../support/until.ts';

const file = (origin: string) => `@origin = ${origin}

### Read
# @name read
GET {{origin}}/strong/1

### Read again
GET {{origin}}/strong/1
If-None-Match: "v1"
If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT

### Save
PUT {{origin}}/strong/1
Content-Type: application/json
If-Match: "v1"

{"body": "Mine."}

### Create
PUT {{origin}}/strong/1
If-None-Match: *

{"body": "New."}

### Elsewhere
PUT {{origin}}/strong/2
If-Match: "v1"

{"body": "Nothing is known of this one."}
`;

describe('the prediction at the end of a request line', () => {
  let origin: DemoOrigin;
  let editor: EditorPage;

  before(async () => {
    origin = await startDemoOrigin(0);
    editor = await openEditor({ files: { 'predicted.http': file(origin.url) } });
    await editor.openFile('predicted.http');
  });
  after(async () => {
    await editor?.close();
    await origin?.close();
  });

  async function read(): Promise<void> {
    await editor.clickLens('▶ Send', 'GET {{origin}}');
    await editor.shows(/200 OK/);
    await editor.focus('predicted.http');
    await editor.command('View: Close Editors in Other Groups');
    await editor.page.keyboard.press('Control+Home');
  }

  it('is there as soon as the resource has been read, and nowhere else', async () => {
    assert.doesNotMatch(await editor.shown(), /→/);
    await read();
    await editor.shows(/GET \{\{origin\}\}\/strong\/1 ?→ 304 likely/);
    const text = await editor.shown();
    assert.match(text, /PUT \{\{origin\}\}\/strong\/1 ?→ 2xx likely/);
    assert.match(text, /PUT \{\{origin\}\}\/strong\/1 ?→ 412 likely: the server had "v1"/);
    assert.doesNotMatch(text, /strong\/2 ?→/);
    await editor.screenshot('predictions');
  });

  it('follows what is written and what is seen', async () => {
    await editor.replace('If-Match: "v1"', 'If-Match: "v0"');
    await editor.shows(/→ 412 likely: you hold "v0", the server had "v1" (?:just now|\d+ (?:s|min) ago)/);
    await fetch(`${origin.url}/strong/1/_edit`, { method: 'POST' });
    await read();
    await editor.shows(/→ 200 likely: you hold "v1", the server had "v2/);
    await editor.shows(/→ 412 likely: you hold "v0", the server had "v2/);
    await editor.screenshot('predictions-stale');
  });

  it('has the steps in its hover', async () => {
    await editor.page.locator('.view-line', { hasText: '→ 412 likely: you hold' }).getByText('→').first().hover();
    const hover = editor.page.locator('.monaco-hover:visible .hover-contents');
    await until('the steps', async () => /If-Match fails/.test((await hover.allInnerTexts()).join('\n')));
    assert.match((await hover.allInnerTexts()).join('\n'), /Prediction: 412[\s\S]*Refresh ETag/);
    await editor.screenshot('prediction-hover');
  });

  it('goes away by its setting, and by the editor’s', async () => {
    const gone = () => until('no prediction', async () => !/→/.test(await editor.shown()));
    await editor.set({ 'precondition.showPredictions': false });
    await gone();
    await editor.set({ 'precondition.showPredictions': true });
    await editor.shows(/→ 412 likely/);
    await editor.set({ 'editor.inlayHints.enabled': 'off' });
    await gone();
  });
});
