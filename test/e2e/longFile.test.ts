import assert from 'node:assert/strict';
import { type DemoOrigin, startDemoOrigin } from '../../src/demo/origin.ts';
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
/** In the middle of them stand two that are sent and edited. */
function file(origin: string): string {
  const all = Array.from({ length: requests }, (_, at) => request(at + 1));
  const read = `### Read the article\nGET ${origin}/strong/1\n`;
  const save = `### Save the article\nPUT ${origin}/strong/1\nContent-Type: application/json\n\n{"title": "Mine"}\n`;
  all.splice(requests / 2, 0, read, save);
  return `@base = http://127.0.0.1:9\n\n${all.join('\n')}`;
}

describe('a file of ten thousand requests', () => {
  let origin: DemoOrigin;
  let editor: EditorPage;

  before(async () => {
    origin = await startDemoOrigin(0);
    editor = await openEditor({ files: { 'long.http': file(origin.url), 'small.http': 'GET http://127.0.0.1:9/\n' } });
    await editor.openFile('small.http');
    await editor.lens('▶ Send', 'GET');
  });
  after(async () => {
    await editor?.close();
    await origin?.close();
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

  it('offers the known tags of the URL in its middle', async () => {
    await editor.focus('long.http');
    await editor.clickLens('▶ Send', `GET ${origin.url}`);
    await editor.shows('ETag: "v1"');
    await editor.command('View: Close Other Editors in Group').catch(() => undefined);
    await editor.focus('long.http');
    await editor.select(`PUT ${origin.url}`);
    await editor.page.keyboard.press('End');
    await editor.page.keyboard.type('\nIf-Match: ', { delay: 30 });
    const offered = editor.page.locator('.suggest-widget.visible .monaco-list-row');
    await offered.filter({ hasText: '"v1"' }).first().waitFor();
    await editor.screenshot('completion-in-long-file');
    await editor.page.keyboard.press('Enter');
    await editor.shows('If-Match: "v1"');
  });

  it('folds where the view is', async () => {
    await editor.select('### Save the article');
    await editor.page.keyboard.press('Control+Shift+BracketLeft');
    await until('the fold', async () => !(await editor.shown()).includes('"title": "Mine"'));
    await editor.screenshot('fold-in-long-file');
    await editor.page.keyboard.press('Control+Shift+BracketRight');
    await editor.shows('"title": "Mine"');
  });

  it('underlines problems and renames at its end as at its beginning', async () => {
    await editor.focus('long.http');
    await editor.select(`article-${requests}.response`);
    const underlined = editor.page.locator('.view-overlays .squiggly-error');
    await until('the problems in view to be underlined', async () => (await underlined.count()) > 2);
    await editor.screenshot('problems-in-long-file');
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
