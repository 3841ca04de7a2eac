import assert from 'node:assert/strict';
import {
  CompletionItemKind,
  type CompletionList,
  commands,
  type DocumentSymbol,
  type FoldingRange,
  type InlayHint,
  type Location,
  languages,
  Range,
  type SelectionRange,
  type SemanticTokens,
  type SignatureHelp,
  type TextDocument,
  type WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { until } from '../support/until.ts';
import { at, diagnosed, fixesAt, hoverAt, lensTitles } from './support.ts';

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

  const flawed =
    '# Notes\n\nIf-Match: v1 is prose.\n\n```http\n@base = http://127.0.0.1:9\n# @name save\nPUT {{base}}/a\nIf-Match: v1\n\n```\n\nMore of it.\n';
  const openMarkdown = async (content: string): Promise<TextDocument> => {
    const document = await workspace.openTextDocument({ language: 'markdown', content });
    await window.showTextDocument(document);
    return document;
  };
  const completedAt = async (document: TextDocument, text: string) => {
    const place = at(document, text).translate(0, text.length);
    const id = 'vscode.executeCompletionItemProvider';
    const { items } = await commands.executeCommand<CompletionList>(id, document.uri, place);
    // VS Code offers words of other open documents too, as plain text.
    const offered = items.filter(({ kind }) => kind !== CompletionItemKind.Text);
    return offered.map(({ label }) => (typeof label === 'string' ? label : label.label));
  };

  it('are checked as elsewhere, with their fixes, and the prose is not', async () => {
    const document = await openMarkdown(flawed);
    const [problem, ...others] = await diagnosed(document, (codes) => codes.includes('etag-unquoted'));
    assert.deepEqual(others, []);
    assert.equal(problem?.range.start.line, 8);
    const titles = (await fixesAt(document, 'v1\n\n```')).map(({ title }) => title);
    assert.ok(
      titles.some((title) => title.includes('"v1"')),
      titles.join(),
    );
  });

  it('are checked again as they are edited, until the fence is none of requests', async () => {
    const document = await openMarkdown(flawed);
    await diagnosed(document, (codes) => codes.length > 0);
    const editor = await window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(at(document, 'http\n@base'), 'x-'));
    await diagnosed(document, (codes) => codes.length === 0);
    await editor.edit((edit) =>
      edit.insert(at(document, 'More'), '~~~http\nGET http://127.0.0.1:9/\nIf-None-Match: v2\n~~~\n'),
    );
    const [problem] = await diagnosed(document, (codes) => codes.includes('etag-unquoted'));
    assert.equal(document.getText(problem?.range), 'v2');
  });

  it('are explained on hover and completed, and the prose is neither', async () => {
    const document = await openMarkdown(flawed);
    assert.match(await hoverAt(document, 'If-Match: v1\n'), /RFC 9110/);
    assert.doesNotMatch(await hoverAt(document, 'If-Match: v1 is'), /RFC 9110/);
    assert.ok((await completedAt(document, 'PUT {{')).includes('base'));
    assert.ok(!(await completedAt(document, 'More of it.\n')).includes('GET'));
  });

  it('are in the outline beside the headings, and their variables are found', async () => {
    const document = await openMarkdown(flawed);
    const id = 'vscode.executeDocumentSymbolProvider';
    const names = (await commands.executeCommand<DocumentSymbol[]>(id, document.uri)).map(({ name }) => name);
    assert.ok(names.includes('save') && names.includes('@base'), names.join());
    const place = at(document, 'base}}');
    const found = await commands.executeCommand<Location[]>('vscode.executeReferenceProvider', document.uri, place);
    assert.equal(found.length, 2);
  });

  it('have the other features of the language too', async () => {
    const document = await openMarkdown(
      '# Notes\n\nProse.\n\n```http\n@base = http://127.0.0.1:9\n# @timeout 5 s\nPUT {{base}}/a\nIf-Match: W/"v1"\nAccept: {{base}}\n\n{\n  "a": 1\n}\n```\n',
    );
    const place = at(document, 'base}}');
    const ask = <T>(id: string, ...more: unknown[]) => commands.executeCommand<T>(id, document.uri, ...more);
    const renamed = await ask<WorkspaceEdit>('vscode.executeDocumentRenameProvider', place, 'root');
    assert.equal(renamed.get(document.uri).length, 3);
    const folds = await ask<FoldingRange[]>('vscode.executeFoldingRangeProvider');
    assert.ok(
      folds.some(({ start, end }) => start === 8 && end === 9),
      'the header section folds, at its own lines',
    );
    const whole = new Range(0, 0, document.lineCount, 0);
    const tokens = await ask<SemanticTokens>('vscode.provideDocumentRangeSemanticTokens', whole);
    assert.ok(tokens.data.length > 0);
    const hints = await ask<InlayHint[]>('vscode.executeInlayHintProvider', whole);
    assert.ok(
      hints.some(({ label }) => label === 'http://127.0.0.1:9'),
      'the value stands behind its variable',
    );
    const [selected] = await ask<SelectionRange[]>('vscode.executeSelectionRangeProvider', [at(document, 'v1')]);
    assert.equal(document.getText(selected?.range), 'v1');
    const help = await ask<SignatureHelp>('vscode.executeSignatureHelpProvider', at(document, '5 s'));
    assert.match(help.signatures[0]?.label ?? '', /@timeout/);
  });

  it('leave prose to Markdown: nothing of it is renamed by us', async () => {
    const document = await openMarkdown(flawed);
    const id = 'vscode.executeDocumentRenameProvider';
    await assert.rejects(async () => commands.executeCommand(id, document.uri, at(document, 'prose.'), 'other'));
  });

  it('are the only ones: Markdown without any has no problem of ours', async () => {
    const document = await openMarkdown('PUT http://127.0.0.1:9/\nIf-Match: v1\n\n```json\n{}\n```\n');
    await hoverAt(document, 'If-Match');
    assert.deepEqual(languages.getDiagnostics(document.uri), []);
  });
});
