import assert from 'node:assert/strict';
import {
  type CompletionList,
  commands,
  type DocumentLink,
  type InlayHint,
  type Location,
  type LocationLink,
  type Position,
  type SelectionRange,
  type SemanticTokens,
  type SemanticTokensLegend,
  type SignatureHelp,
  type TextDocument,
  type TextEdit,
  Uri,
  type WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { at, open } from './support.ts';

const file = `@base = http://127.0.0.1:9
@token = abc

### Read
# @name read
GET {{base}}/a

### Save
PUT {{base}}/a
If-Match: {{read.response.headers.etag}}
Authorization: Bearer {{token}}
X: {{base}}

{"id":9223372036854775807}
`;

const ask = <T>(command: string, document: TextDocument, ...rest: unknown[]) =>
  commands.executeCommand<T>(`vscode.${command}`, document.uri, ...rest);
const behind = (document: TextDocument, text: string): Position =>
  document.positionAt(document.offsetAt(at(document, text)) + text.length);

async function completedAt(document: TextDocument, place: Position, trigger?: string): Promise<readonly string[]> {
  const { items } = await ask<CompletionList>('executeCompletionItemProvider', document, place, trigger);
  return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

describe('the language features', () => {
  it('complete field names, values, variables and methods, and stay silent at a blank in vain', async () => {
    const document = await open(`${file}\n### New\nHEAD {{base}}/a\nIf-Match: \nIf-\n`);
    const labels = await completedAt(document, behind(document, 'HEAD {{base}}/a\nIf-Match: '), ' ');
    assert.ok(labels.includes('*') && labels.includes('{{read.response.headers.ETag}}'), labels.join());
    assert.ok((await completedAt(document, behind(document, 'If-Match: \nIf-'))).includes('If-None-Match'));
    assert.ok((await completedAt(document, behind(document, '{{'))).includes('token'));
    assert.ok((await completedAt(document, at(document, 'GET'))).includes('DELETE'));
  });

  it('offer snippets where a request can begin, and nowhere else', async () => {
    const document = await open('GET http://127.0.0.1:9/\nIf-Match: \n\n###\n\n');
    const end = document.positionAt(document.getText().length);
    assert.ok((await completedAt(document, end)).includes('put-if-match'));
    assert.ok(!(await completedAt(document, behind(document, 'If-Match: '))).includes('put-if-match'));
    assert.ok(!(await completedAt(document, at(document, 'GET'))).includes('put-if-match'));
  });

  it('complete the files of the folder', async () => {
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder);
    await workspace.fs.writeFile(Uri.joinPath(folder.uri, 'content.json'), new Uint8Array());
    const place = Uri.joinPath(folder.uri, 'files.http');
    await workspace.fs.writeFile(place, new TextEncoder().encode('POST http://127.0.0.1:9/\n\n< ./con\n'));
    const document = await workspace.openTextDocument(place);
    await window.showTextDocument(document);
    assert.deepEqual(await completedAt(document, behind(document, '< ./con')), ['content.json', 'files.http']);
    const links = await ask<DocumentLink[]>('executeLinkProvider', document);
    assert.ok(
      links.some(({ target }) => target?.path.endsWith('/con')),
      'the path is a link',
    );
    assert.ok(
      links.some(({ target }) => target?.authority === '127.0.0.1:9'),
      'the URL is a link',
    );
  });

  it('show what belongs behind a directive', async () => {
    const document = await open('# @prompt who \nGET http://127.0.0.1:9/\n');
    const help = await ask<SignatureHelp>('executeSignatureHelpProvider', document, behind(document, 'who '));
    assert.equal(help.signatures[0]?.label, '# @prompt variable [description]');
    assert.equal(help.activeParameter, 1);
  });

  it('go to the request that an answer is from, and find all places that name it', async () => {
    const document = await open(file);
    const place = at(document, 'response.headers');
    const [found] = await ask<LocationLink[]>('executeDefinitionProvider', document, place);
    assert.ok(found);
    assert.equal(document.getText(found.targetRange), 'read');
    const places = await ask<Location[]>('executeReferenceProvider', document, place);
    assert.deepEqual(
      places.map(({ range }) => document.getText(range)),
      ['read', 'read'],
    );
  });

  it('rename in every place, as one step of undo', async () => {
    const document = await open(file);
    const edit = await ask<WorkspaceEdit>(
      'executeDocumentRenameProvider',
      document,
      behind(document, '{{ba'),
      'origin',
    );
    await workspace.applyEdit(edit);
    assert.equal(document.getText(), file.replaceAll('base', 'origin'));
    await window.showTextDocument(document);
    await commands.executeCommand('undo');
    assert.equal(document.getText(), file);
  });

  it('refuse a rename with a sentence', async () => {
    const document = await open(file);
    const refused = (place: Position, name: string) =>
      Promise.resolve(ask('executeDocumentRenameProvider', document, place, name)).then(
        () => '',
        (error: Error) => error.message,
      );
    assert.match(await refused(at(document, 'token'), 'base'), /called “base” already/);
    assert.match(await refused(at(document, 'token'), 'a b'), /white space/);
    await assert.rejects(Promise.resolve(ask('prepareRename', document, at(document, 'PUT'))), /Only variables/);
  });

  it('colour what is on the screen by what it is', async () => {
    const document = await open('PUT http://127.0.0.1:9/{{nope}}\nIf-Match: W/"a"\n');
    const range = { start: document.positionAt(0), end: document.positionAt(document.getText().length) };
    const legend = await ask<SemanticTokensLegend>('provideDocumentRangeSemanticTokensLegend', document, range);
    const { data } = await ask<SemanticTokens>('provideDocumentRangeSemanticTokens', document, range);
    const names: string[] = [];
    for (let at = 0; at < data.length; at += 5) {
      const bits = data[at + 4] ?? 0;
      const modifiers = legend.tokenModifiers.filter((_, bit) => (bits & (1 << bit)) !== 0);
      names.push([legend.tokenTypes[data[at + 3] ?? 0], ...modifiers].join('.'));
    }
    assert.deepEqual(names, ['httpMethod', 'variable.undefined', 'headerField.precondition', 'entityTag.weak']);
  });

  it('grow a selection from the tag to the file', async () => {
    const document = await open('PUT http://127.0.0.1:9/\nIf-Match: "abc"\n');
    const [first] = await ask<SelectionRange[]>('executeSelectionRangeProvider', document, [behind(document, '"a')]);
    const grown: string[] = [];
    for (let range = first; range !== undefined; range = range.parent) grown.push(document.getText(range.range));
    assert.deepEqual(grown.slice(0, 3), ['abc', '"abc"', 'If-Match: "abc"']);
  });

  it('show the values of variables in fields, and no secret', async () => {
    const document = await open(file);
    const range = { start: document.positionAt(0), end: document.positionAt(file.length) };
    const hints = await ask<InlayHint[]>('executeInlayHintProvider', document, range);
    assert.deepEqual(
      hints.map(({ label }) => label),
      ['••••', 'http://127.0.0.1:9'],
    );
  });

  it('format without losing a digit, and format nothing twice', async () => {
    const document = await open(file.replace('X: ', 'X:'));
    const options = { tabSize: 2, insertSpaces: true };
    const format = async () =>
      (await ask<TextEdit[] | undefined>('executeFormatDocumentProvider', document, options)) ?? [];
    const editor = await window.showTextDocument(document);
    const edits = await format();
    await editor.edit((builder) => {
      for (const { range, newText } of edits) builder.replace(range, newText);
    });
    assert.equal(document.getText(), file.replace('{"id":9223372036854775807}', '{\n  "id": 9223372036854775807\n}'));
    assert.deepEqual(await format(), []);
  });
});
