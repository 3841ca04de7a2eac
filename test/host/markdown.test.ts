import assert from 'node:assert/strict';
import { window, workspace } from 'vscode';
import { until } from '../support/until.ts';
import { at, lensTitles } from './support.ts';

const text = 'Prose.\n\n```http\n@base = http://127.0.0.1:9\nGET {{base}}/a\n```\n\nGET http://127.0.0.1:9/prose\n';

describe('requests fenced in Markdown', () => {
  it('have their lenses, and the prose has none', async () => {
    const document = await workspace.openTextDocument({ language: 'markdown', content: text });
    await window.showTextDocument(document);
    const titles = await until('a lens', async () => {
      const found = await lensTitles(document);
      return found.length > 0 && found;
    });
    assert.equal(titles.filter((title) => title.includes('Send')).length, 1);
  });

  it('lose them with their fence', async () => {
    const document = await workspace.openTextDocument({ language: 'markdown', content: text });
    const editor = await window.showTextDocument(document);
    await until('a lens', async () => (await lensTitles(document)).length > 0);
    const fence = at(document, 'http\n');
    await editor.edit((edit) => edit.insert(fence, 'x-'));
    assert.deepEqual(await lensTitles(document), []);
  });
});
