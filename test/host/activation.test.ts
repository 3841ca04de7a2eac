import assert from 'node:assert/strict';
import { commands, extensions, window, workspace } from 'vscode';

describe('activation', () => {
  it('leaves the extension asleep until there is a .http document', () => {
    const extension = extensions.getExtension('precondition.precondition');
    assert.ok(extension, 'the extension is installed');
    assert.equal(extension.isActive, false);
  });

  it('wakes the extension with the first .http document', async () => {
    const document = await workspace.openTextDocument({ language: 'http', content: 'GET http://127.0.0.1:9/\n' });
    await window.showTextDocument(document);
    const extension = extensions.getExtension('precondition.precondition');
    await extension?.activate();
    assert.equal(extension?.isActive, true);
    assert.equal(document.languageId, 'http');
  });

  it('registers every command that the manifest names', async () => {
    const manifest = extensions.getExtension('precondition.precondition')?.packageJSON as {
      contributes: { commands: { command: string }[] };
    };
    const known = new Set(await commands.getCommands(true));
    const missing = manifest.contributes.commands.map(({ command }) => command).filter((id) => !known.has(id));
    assert.deepEqual(missing, []);
  });
});
