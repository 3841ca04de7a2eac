import assert from 'node:assert/strict';
import { type DemoOrigin, startDemoOrigin } from '../../src/demo/origin.ts';
import { type EditorPage, openEditor } from '../support/editorPage.ts';

describe('a file of another client', () => {
  let origin: DemoOrigin;
  let editor: EditorPage;

  before(async () => {
    origin = await startDemoOrigin(0);
    const base = `### read\nGET ${origin.url}/{{kind}}/1\n`;
    const main = `import ./base.http\n\n### everything\nrun #read (@kind=strong)\nrun #read (@kind=weak)\n\n### with credentials\n# @retry 2\nGET ${origin.url}/strong/1\nAuthorization: Basic ann\n`;
    const notes = `# Notes\n\nThe article is read with its tag:\n\n\`\`\`http\n@origin = ${origin.url}\nGET {{origin}}/strong/1\nIf-None-Match: "v1"\n\`\`\`\n`;
    editor = await openEditor({ files: { 'base.http': base, 'main.http': main, 'notes.md': notes } });
    await editor.openFile('main.http');
  });
  after(async () => {
    await editor?.close();
    await origin?.close();
  });

  it('has its run lines sent, each with its values', async () => {
    await editor.clickLens('▶ Run #read', 'run #read (@kind=weak)');
    await editor.shows('ETag: W/"v1"');
    await editor.screenshot('run-line');
    await editor.focus('main.http');
    await editor.clickLens('▶ Run #read', 'run #read (@kind=strong)');
    await editor.shows('ETag: "v1"');
    await editor.command('View: Close Other Editors in Group').catch(() => undefined);
    await editor.focus('main.http');
  });

  it('has its credentials explained, checked and completed', async () => {
    assert.match(await editor.hoverText('Basic ann'), /Basic/);
    await editor.screenshot('credentials-hover');
    const titles = await editor.quickFixes('Basic ann');
    assert.ok(titles.includes('Ask for it when the request is sent'), titles.join());
    await editor.page.keyboard.press('Escape');
    await editor.select('Basic ann');
    await editor.page.keyboard.press('Delete');
    await editor.page.keyboard.press('Control+Space');
    const rows = editor.page.locator('.suggest-widget.visible .monaco-list-row');
    await rows.filter({ hasText: 'Digest' }).first().waitFor();
    await editor.screenshot('credentials-completion');
    await editor.page.keyboard.press('Escape');
  });

  it('has a directive explained', async () => {
    assert.match(await editor.hoverText('retry'), /# @retry number/);
  });

  it('may be prose, whose requests are as colourful as elsewhere', async () => {
    await editor.openFile('notes.md');
    await editor.clickLens('▶ Send', 'GET {{origin}}');
    await editor.shows('HTTP/1.1 304');
    await editor.focus('notes.md');
    await editor.screenshot('prose');
  });
});
