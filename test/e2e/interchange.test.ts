import assert from 'node:assert/strict';
import { type EditorPage, openEditor } from '../support/editorPage.ts';

const file = '### Save\nPUT http://127.0.0.1:9/a\nIf-Match: "v1"\n\n{"note": "here"}\n\n### Below\n';

describe('requests from other tools, in the packaged extension', () => {
  let editor: EditorPage;
  before(async () => {
    editor = await openEditor({ files: { 'paste.http': file } });
  });
  after(() => editor?.close());

  it('a pasted curl command becomes a request, and plain text within reach', async () => {
    await editor.openFile('paste.http');
    await editor.select('### Below');
    await editor.page.keyboard.press('End');
    await editor.page.keyboard.press('Enter');
    await editor.paste('curl -X DELETE http://127.0.0.1:9/b \\\n  -H \'If-Match: "v2"\' --retry 3');
    await editor.shows('DELETE http://127.0.0.1:9/b');
    await editor.lens('Send', 'DELETE http');
    await editor.screenshot('pasted-curl');
    assert.match(
      await editor.save('paste.http'),
      /# curl --retry 3\nDELETE http:\/\/127\.0\.0\.1:9\/b\nIf-Match: "v2"\n/,
    );
  });

  it('one pasted into a request stays what it is', async () => {
    await editor.select('here');
    await editor.paste('curl http://127.0.0.1:9/c');
    await editor.shows('curl http://127.0.0.1:9/c');
    assert.match(await editor.save('paste.http'), /\{"note": "curl http:\/\/127\.0\.0\.1:9\/c"\}/);
  });

  it('copies a request as code from the palette', async () => {
    await editor.select('PUT http');
    // The command asks in the widget in which it was chosen, which so never closes.
    const widget = editor.page.locator('.quick-input-widget');
    await editor.page.keyboard.press('F1');
    await widget.locator('input').first().fill('>Copy Request as');
    await widget.locator('.monaco-list-row', { hasText: 'Copy Request as' }).first().click();
    await widget.locator('.monaco-list-row', { hasText: 'PowerShell' }).waitFor();
    assert.equal(await widget.locator('.monaco-list-row').count(), 8);
    await editor.screenshot('copy-request-as');
    await editor.page.keyboard.press('Escape');
  });
});
