import assert from 'node:assert/strict';
import { commands, type LocationLink, Uri, window, workspace } from 'vscode';
import { at, diagnosed, lastResponse, lensTitles, open } from './support.ts';

describe('files around a .http file in the editor', () => {
  let origin = '';
  let folder: Uri;

  before(async () => {
    await open('GET http://127.0.0.1:9/\n');
    await commands.executeCommand('precondition.stopDemo');
    origin = await commands.executeCommand<string>('precondition.startDemo');
    const [first] = workspace.workspaceFolders ?? [];
    assert.ok(first);
    folder = Uri.joinPath(first.uri, 'around');
  });

  after(async () => {
    await commands.executeCommand('precondition.stopDemo');
    await workspace.fs.delete(folder, { recursive: true });
  });
  afterEach(() => commands.executeCommand('workbench.action.closeAllEditors'));

  const write = (name: string, text: string) =>
    workspace.fs.writeFile(Uri.joinPath(folder, name), new TextEncoder().encode(text));
  const text = async (name: string) =>
    new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(folder, name)));

  async function openFile(name: string, content: string) {
    await write(name, content);
    const document = await workspace.openTextDocument(Uri.joinPath(folder, name));
    await window.showTextDocument(document);
    return document;
  }

  it('get the content of an answer, under a name of their own, and the answer says where', async () => {
    const document = await openFile('save.http', `GET ${origin}/strong/1\n\n>> out/answer.json\n`);
    await commands.executeCommand('precondition.send', document.uri, 0);
    await commands.executeCommand('precondition.send', document.uri, 0);
    assert.match(lastResponse(), /^# The content is in out\/answer-1\.json/m);
    assert.equal(await text('out/answer-1.json'), await text('out/answer.json'));
    assert.match(await text('out/answer.json'), /"title"/);
  });

  it('are run by a line of Kulala’s, with its values', async () => {
    await write('more.http', `### far\nGET ${origin}/strong/{{id}}\n`);
    const document = await openFile(
      'runs.http',
      'import more.http\n\n### all\nrun #far (@id=1)\nrun ./more.http (@id=2)\nrun #lost\n',
    );
    assert.deepEqual(await lensTitles(document), ['▶ Run #far', '▶ Run ./more.http', '▶ Run #lost']);
    await commands.executeCommand('precondition.runLine', document.uri, 0);
    assert.match(lastResponse(), /^HTTP\/1\.1 200 /);
  });

  it('are imported, followed and their requests sent first', async () => {
    await write('base.http', `@origin = ${origin}\n\n###\n# @name read\nGET {{origin}}/strong/1\n`);
    const main = `# @import base.http\n\n###\nPUT {{origin}}/strong/1\nIf-Match: {{read.response.headers.ETag}}\nContent-Type: application/json\n\n{}\n`;
    const document = await openFile('main.http', main);
    await diagnosed(document, (codes) => !codes.includes('variable-undefined'));
    await commands.executeCommand('precondition.send', document.uri, 0);
    assert.match(lastResponse(), /^HTTP\/1\.1 204 /);
    const [link] = await commands.executeCommand<LocationLink[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      at(document, '{{origin').translate(0, 3),
    );
    assert.equal(link?.targetUri.path.split('/').at(-1), 'base.http');
    assert.deepEqual([link?.targetRange.start.line, link?.targetRange.start.character], [0, 1]);
  });

  it('lead from a variable of the environment to its key', async () => {
    await write('http-client.env.json', `{\n  "$shared": {\n    "origin": "${origin}"\n  }\n}\n`);
    const document = await openFile('env.http', 'GET {{origin}}/strong/1\n');
    await diagnosed(document, (codes) => !codes.includes('variable-undefined'));
    const [link] = await commands.executeCommand<LocationLink[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      at(document, 'origin'),
    );
    assert.equal(link?.targetUri.path.split('/').at(-1), 'http-client.env.json');
    assert.deepEqual([link?.targetRange.start.line, link?.targetRange.start.character], [2, 5]);
  });

  it('that are missing are told of where they are imported', async () => {
    const document = await openFile('lost.http', '# @import lost-and-gone.http\nGET http://127.0.0.1:9/\n');
    const [problem] = (await diagnosed(document, (codes) => codes.includes('import-missing'))).filter(({ message }) =>
      /lost-and-gone/.test(message),
    );
    assert.equal(problem && document.getText(problem.range), 'lost-and-gone.http');
  });
});
