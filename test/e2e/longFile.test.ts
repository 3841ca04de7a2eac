import assert from 'node:assert/strict';
import { type EditorPage, openEditor } from '../support/editorPage.ts';
import { until } from '../support/until.ts';

const requests = 10_000;

const request = (number: number) => `### Article ${number}
# @name article-${number}
PUT {{base}}/articles/${number}
If-Match: {{article-${number}.response.headers.etag}}
Content-Type: application/json

{"id": ${number}, "title": "On lost updates"}
`;
const file = `@base = http://127.0.0.1:9\n\n${Array.from({ length: requests }, (_, at) => request(at + 1)).join('\n')}`;

describe('a file of ten thousand requests', () => {
  let editor: EditorPage;

  before(async () => {
    editor = await openEditor({ files: { 'long.http': file, 'small.http': 'GET http://127.0.0.1:9/\n' } });
    await editor.openFile('small.http');
    await editor.lens('▶ Send', 'GET');
  });
  after(async () => {
    await editor?.close();
  });

  it('shows its lenses soon after it is opened', async () => {
    const began = performance.now();
    await editor.openFile('long.http');
    await editor.page.locator('.codelens-decoration:visible a', { hasText: '▶ Send' }).first().waitFor();
    const took = Math.round(performance.now() - began);
    assert.ok(took < 15_000, `it took ${took} ms`);
  });

  it('has all of them in its outline', async () => {
    await editor.command('Explorer: Focus on Outline View');
    await editor.page.locator('.outline-tree .monaco-list-row', { hasText: 'article-1' }).first().waitFor();
    await editor.screenshot('outline');
  });

  it('completes and renames at its end as at its beginning', async () => {
    await editor.focus('long.http');
    await editor.select(`article-${requests}.response`);
    await editor.page.keyboard.press('ArrowLeft');
    await editor.page.keyboard.press('F2');
    const input = editor.page.locator('.rename-box input');
    await input.waitFor();
    await input.fill('last');
    await input.press('Enter');
    await until(
      'the new name',
      async () => (await editor.page.locator('.view-line', { hasText: '{{last.response' }).count()) > 0,
    );
    await editor.screenshot('rename-in-long-file');
  });
});
