import assert from 'node:assert/strict';
import { type DemoOrigin, startDemoOrigin } from '../../src/demo/origin.ts';
import { type EditorPage, openEditor } from '../support/editorPage.ts';
import { until } from '../support/until.ts';

describe('the history, against the demo origin', () => {
  let origin: DemoOrigin;
  let editor: EditorPage;
  before(async () => {
    origin = await startDemoOrigin(0);
    const text = `### Read\n# @name read\nGET ${origin.url}/strong/1\nAuthorization: Bearer tell-nobody\n\n### Save\nPUT ${origin.url}/strong/1\nAuthorization: Bearer tell-nobody\nIf-Match: "v1"\n\n{}\n`;
    editor = await openEditor({ files: { 'story.http': text } });
  });
  after(async () => {
    await editor?.close();
    await origin?.close();
  });

  const rows = () => editor.page.locator('.pane', { hasText: 'HTTP History' }).locator('.monaco-list-row');
  const entries = () => rows().filter({ hasText: 'GET' });

  it('says what changed between two sends', async () => {
    await editor.openFile('story.http');
    await editor.clickLens('▶ Send', `GET ${origin.url}`);
    await editor.shows(/HTTP\/1\.1 200 OK · \d+ ms/);
    await fetch(`${origin.url}/strong/1/_edit`, { method: 'POST' });
    await editor.focus('story.http');
    await editor.clickLens('▶ Send', `GET ${origin.url}`);
    await editor.shows(/# Since .*: ETag "v1" → "v2/);
    await editor.screenshot('what-changed');
  });

  it('shows the difference from the response', async () => {
    await editor.clickLens('Compare with previous');
    await editor.page.locator('.monaco-diff-editor').waitFor();
    await editor.shows(/etag: "v1"/);
    await editor.screenshot('compare-with-previous');
  });

  it('lists both in the tree, and compares two that are selected', async () => {
    await editor.command('Explorer: Focus on HTTP History View');
    await until('both exchanges', async () => (await entries().count()) === 2);
    assert.match((await entries().first().getAttribute('aria-label')) ?? '', /GET \/strong\/1: 200 OK, /);
    await editor.screenshot('history-tree');
    await editor.command('View: Close All Editors in Group');
    await entries()
      .first()
      .click({ modifiers: ['Control'] });
    await entries()
      .last()
      .click({ modifiers: ['Control'] });
    await entries().last().click({ button: 'right' });
    const item = editor.page.getByRole('menuitem', { name: 'Compare the Two' });
    await item.hover();
    await editor.screenshot('history-menu');
    await editor.page.keyboard.press('Enter');
    await item.waitFor({ state: 'hidden' });
    await until('the diff', async () =>
      (await editor.page.locator('.tab.active').allInnerTexts()).some((title) => /GET 200 .* ↔ 200 /.test(title)),
    );
    await editor.screenshot('history-compare');
  });

  it('opens one as it was, without its secret, and sends it again', async () => {
    await entries().last().click();
    await editor.shows('# Authorization: •••');
    await editor.screenshot('history-entry');
    await entries().last().hover();
    await entries()
      .last()
      .getByRole('button', { name: /Send Again/ })
      .click();
    await until('a third exchange', async () => (await entries().count()) === 3);
    await editor.shows(/# Since .*: nothing changed/);
    await editor.screenshot('history-resent');
    assert.match(await editor.statusBar(), /200 · /);
    await editor.focus('story.http');
    assert.match((await (await editor.lens('200 ·', `GET ${origin.url}`)).textContent()) ?? '', /^200 · /);
  });

  it('shows alone what a filter lets through, in both themes', async () => {
    await editor.openFile('story.http');
    await editor.clickLens('▶ Send', `PUT ${origin.url}`);
    await editor.webviewFrame().getByText('412 Precondition Failed').first().waitFor();
    await editor.command('Precondition: Filter History');
    await editor.page.locator('.quick-input-widget input').first().fill('412 put');
    await editor.page.keyboard.press('Enter');
    await until(
      'the PUT alone',
      async () => (await rows().allInnerTexts()).filter((row) => /PUT|GET/.test(row)).length === 1,
    );
    await editor.page.getByText('Only “412 put”: 1 of 4 exchanges').waitFor();
    await editor.screenshot('history-filtered');
    await editor.setTheme('light');
    await editor.screenshot('history-filtered-light');
    await editor.command('Precondition: Show the Whole History');
    await until('all', async () => (await entries().count()) === 3);
    await editor.screenshot('history-tree-light');
    await editor.command('Precondition: Group History by Day or by Resource');
    await rows().filter({ hasText: '/strong/1' }).first().waitFor();
    await editor.screenshot('history-by-resource-light');
    await editor.setTheme('dark');
    await editor.screenshot('history-by-resource');
    await editor.command('Precondition: Group History by Day or by Resource');
  });

  it('asks before it sends a write again', async () => {
    const writes = rows().filter({ hasText: 'PUT' });
    await writes.first().hover();
    await writes
      .first()
      .getByRole('button', { name: /Send Again/ })
      .click();
    await editor.page.getByText('Send this PUT again, as it was then?').waitFor();
    await editor.screenshot('history-resend-asks');
    await editor.page.keyboard.press('Escape');
    await editor.page.getByText('Send this PUT again, as it was then?').waitFor({ state: 'hidden' });
    assert.equal(await writes.count(), 1);
    await writes
      .first()
      .getByRole('button', { name: /Send Again/ })
      .click();
    await editor.page.getByRole('button', { name: 'Send', exact: true }).click();
    await until('the PUT again', async () => (await writes.count()) === 2);
    await editor.webviewFrame().getByText('412 Precondition Failed').first().waitFor();
  });

  it('forgets what is selected, by a key', async () => {
    const writes = rows().filter({ hasText: 'PUT' });
    await writes.first().click();
    await editor.page.keyboard.press('Delete');
    await until('one PUT less', async () => (await writes.count()) === 1);
  });

  it('shows the two versions of a stale tag, from its quick fix', async () => {
    await editor.openFile('story.http');
    await editor.quickFix('"v1"', 'Compare the two versions');
    await until('the diff', async () =>
      (await editor.page.locator('.tab.active').allInnerTexts()).some((title) => /"v1" ↔ "v2\S*" \(now\)/.test(title)),
    );
    await editor.shows('Somebody else was here first.');
    await editor.screenshot('compare-versions');
  });

  it('finds an exchange by what came of it', async () => {
    await editor.command('Precondition: Search History');
    const widget = editor.page.locator('.quick-input-widget');
    await widget.locator('input').first().fill('412 precondition');
    await until('the PUT alone', async () => (await widget.locator('.monaco-list-row').count()) === 1);
    await editor.screenshot('history-search');
    await editor.page.keyboard.press('Enter');
    await editor.shows(/HTTP\/1\.1 412 [\s\S]*# Sent .*, from the history/);
  });

  it('says which secret it lacks where the request is gone, and offers the file', async () => {
    await editor.command('View: Close All Editors');
    await editor.openFile('story.http');
    await editor.replace('# @name read', '# @name other');
    await editor.save('story.http');
    await entries().first().hover();
    await entries()
      .first()
      .getByRole('button', { name: /Send Again/ })
      .click();
    await editor.page.getByText('Authorization held a secret, which is not kept').waitFor();
    await editor.screenshot('history-resend-secret');
    await editor.page.keyboard.press('Escape');
    await editor.page.getByText('Not sent. Authorization held a secret').last().waitFor();
    await editor.page.getByRole('button', { name: 'Open the File' }).click();
    await editor.page.locator('.tab.active', { hasText: 'story.http' }).waitFor();
  });

  it('is emptied after a question, and says then that it is empty', async () => {
    await editor.command('Precondition: Clear History');
    await editor.page.getByText(/Delete the history of this workspace \(\d+ exchanges\)\?/).waitFor();
    await editor.page.getByRole('button', { name: 'Delete All' }).click();
    await editor.page.getByText('Nothing was sent in this workspace yet.').waitFor();
    assert.equal(await rows().count(), 0);
  });
});
