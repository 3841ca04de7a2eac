import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type EditorPage, openEditor } from '../support/editorPage.ts';
import { until } from '../support/until.ts';

const sample = '13-mistakes.http';
const root = resolve(import.meta.dirname, '../../..');

describe('a file that breaks a rule in every request', () => {
  let editor: EditorPage;
  before(async () => {
    editor = await openEditor({ files: { [sample]: readFileSync(join(root, 'samples', sample), 'utf8') } });
  });
  after(() => editor?.close());

  it('shows what is wrong, with the rule of each', async () => {
    await editor.openFile(sample);
    await editor.shows('If-Match: v1');
    const rows = await editor.problems();
    const rules = new Set(
      rows.flatMap((row) => row.split('\n').filter((line) => /^[a-z]+(?:-[a-z0-9]+)+$/.test(line))),
    );
    await editor.screenshot('mistakes-problems');
    assert.ok(rules.size >= 5, rows.join('\n'));
  });

  it('has the page of a rule behind its id, in the hover', async () => {
    await editor.focus(sample);
    const hover = await editor.hoverText('v1');
    assert.match(hover, /etag-unquoted/);
    await editor.screenshot('mistakes-hover');
    await editor.page.locator('.monaco-hover:visible a', { hasText: 'etag-unquoted' }).first().click();
    const text = await pageText(editor, 'An entity tag without its quotes');
    assert.match(text, /RFC 9110 §8\.8\.3/);
    assert.match(text, /What to do/);
    await editor.screenshot('rule-page');
  });

  it('leads from the page to the list of all rules', async () => {
    await previewFrame(editor).locator('a', { hasText: 'All rules' }).click();
    const text = await pageText(editor, 'What it finds');
    assert.match(text, /response-vary-missing/);
    await editor.screenshot('rule-index');
  });
});

const previewFrame = ({ page }: EditorPage) =>
  page.locator('iframe.webview.ready:visible').last().contentFrame().locator('#active-frame').contentFrame();

/** The text of the Markdown preview, once it says that. */
function pageText(editor: EditorPage, wanted: string): Promise<string> {
  return until(`a page that says "${wanted}"`, async () => {
    const text = await previewFrame(editor).locator('body').innerText({ timeout: 3_000 });
    return text.includes(wanted) ? text : undefined;
  });
}
