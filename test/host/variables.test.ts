import assert from 'node:assert/strict';
import { commands, type TextDocument, Uri, workspace } from 'vscode';
import { until } from '../support/until.ts';
import { diagnosed, hoverAt, lastResponse, lensTitles, open } from './support.ts';

describe('variables in the editor', () => {
  let origin = '';

  beforeEach(async () => {
    await open('GET http://127.0.0.1:9/\n');
    await commands.executeCommand('precondition.stopDemo');
    origin = await commands.executeCommand<string>('precondition.startDemo');
  });

  after(() => commands.executeCommand('precondition.stopDemo'));
  afterEach(() => commands.executeCommand('workbench.action.closeAllEditors'));

  const send = (document: TextDocument, index: number) =>
    commands.executeCommand('precondition.send', document.uri, index);
  const content = 'Content-Type: application/json\n\n{"title": "mine"}\n';

  it('{{$etag}} is unresolved until something is known, and then the tag last seen', async () => {
    const document = await open(
      `GET ${origin}/required/1\n\n###\nPUT ${origin}/required/1\nIf-Match: {{$etag}}\n${content}`,
    );
    await diagnosed(document, (codes) => codes.includes('etag-variable-unresolved'));
    assert.match(await hoverAt(document, '$etag'), /no such validator is known/);
    await send(document, 0);
    await diagnosed(document, (codes) => !codes.includes('etag-variable-unresolved'));
    assert.match(await hoverAt(document, '$etag'), /"v1"/);
    await send(document, 1);
    assert.match(lastResponse(), /^HTTP\/1\.1 204 /);
  });

  it('{{$etag}} is renewed by a refresh, and the file stays as it is', async () => {
    const text = `PUT ${origin}/strong/1\nIf-Match: {{$etag}}\n${content}`;
    const document = await open(text);
    await commands.executeCommand('precondition.refreshEtag', document.uri, 0);
    assert.equal(document.getText(), text);
    await send(document, 0);
    assert.match(lastResponse(), /^HTTP\/1\.1 204 /);
  });

  it('a read that a write needs is sent first, and shows over its own request', async () => {
    const read = `# @name read\nGET ${origin}/strong/1\n`;
    const document = await open(
      `PUT ${origin}/strong/1\nIf-Match: {{read.response.headers.etag}}\n${content}\n###\n${read}`,
    );
    await send(document, 0);
    assert.match(lastResponse(), /^HTTP\/1\.1 204 /);
    assert.ok((await lensTitles(document)).some((title) => title.startsWith('200 · ')));
  });

  it('a question is asked in an input box', async () => {
    const document = await open(`GET ${origin}/strong/{{$input number $value: 1}}\n`);
    const sent = send(document, 0);
    await until('the answer', async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return lastResponse() !== '';
    });
    await sent;
    assert.match(lastResponse(), /^HTTP\/1\.1 200 /);
  });

  it('REST Client’s environments are read as they are, from the settings of the workspace', async () => {
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const settings = Uri.joinPath(folder.uri, '.vscode', 'settings.json');
    const document = await open(`GET ${origin}/{{family}}/1\n`);
    await diagnosed(document, (codes) => codes.includes('variable-undefined'));
    const text = '{ "rest-client.environmentVariables": { "$shared": { "family": "strong" } } }';
    await workspace.fs.writeFile(settings, new TextEncoder().encode(text));
    await diagnosed(document, (codes) => !codes.includes('variable-undefined'));
    await workspace.fs.delete(settings);
    await diagnosed(document, (codes) => codes.includes('variable-undefined'));
  });
});
