import assert from 'node:assert/strict';
import { extensions, window, workspace } from 'vscode';

describe('in Restricted Mode', () => {
  it('runs in a workspace that nobody trusts yet', () => {
    assert.equal(workspace.isTrusted, false);
  });

  it('still activates, since writing requests needs no trust', async () => {
    const document = await workspace.openTextDocument({ language: 'http', content: 'GET http://127.0.0.1:9/\n' });
    await window.showTextDocument(document);
    const extension = extensions.getExtension('precondition.precondition');
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });
});
