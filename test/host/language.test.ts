import assert from 'node:assert/strict';
import { commands, type DocumentSymbol, type FoldingRange, window, workspace } from 'vscode';
import { until } from '../support/until.ts';
import { at, diagnosed, fixesAt, hoverAt, lensTitles, open } from './support.ts';

const guarded = (value: string) => `### Save\n# @name save\nPUT http://127.0.0.1:9/a\nIf-Match: ${value}\n\n{}\n`;

describe('a .http document', () => {
  it('is marked where an entity tag has no quotes, with the page of the rule behind the code', async () => {
    const document = await open(guarded('v1'));
    const [found] = (await diagnosed(document, (codes) => codes.includes('etag-unquoted'))).filter(
      ({ code }) => typeof code === 'object' && code.value === 'etag-unquoted',
    );
    assert.equal(document.getText(found?.range), 'v1');
    assert.ok(typeof found?.code === 'object');
    const page = await workspace.openTextDocument(found.code.target);
    assert.match(
      page.getText(),
      /^# An entity tag without its quotes\n[\s\S]*https:\/\/www\.rfc-editor\.org\/rfc\/rfc9110/,
    );
  });

  it('is unmarked as soon as the text is right', async () => {
    const document = await open(guarded('v1'));
    await diagnosed(document, (codes) => codes.includes('etag-unquoted'));
    const editor = await window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(at(document, 'v1').translate(0, 2), '"'));
    await editor.edit((edit) => edit.insert(at(document, 'v1'), '"'));
    await diagnosed(
      document,
      (codes) => !codes.some((code) => String(code).startsWith('etag-missing') || code === 'etag-unquoted'),
    );
  });

  it('takes a quick fix as one step of undo', async () => {
    const text = guarded('v1');
    const document = await open(text);
    await diagnosed(document, (codes) => codes.includes('etag-unquoted'));
    const fix = (await fixesAt(document, 'v1')).find(({ edit }) => edit !== undefined);
    assert.ok(fix?.edit);
    await workspace.applyEdit(fix.edit);
    assert.match(document.getText(), /If-Match: "v1"/);
    await window.showTextDocument(document);
    await commands.executeCommand('undo');
    assert.equal(document.getText(), text);
  });

  it('offers a fix once, though two findings ask for it', async () => {
    const document = await open('GET http://127.0.0.1:9/a\nIf-None-Match: "v1"\nIf-Modified-Since: "v1"\n');
    await diagnosed(document, (codes) => codes.includes('ims-with-inm') && codes.length > 1);
    const titles = (await fixesAt(document, 'If-Modified-Since: "v1"')).map(({ title }) => title);
    assert.ok(titles.includes('Remove If-Modified-Since'), titles.join());
    assert.equal(new Set(titles).size, titles.length, titles.join());
  });

  it('keeps every finding in place while the text above it grows', async () => {
    const document = await open(guarded('v1'));
    await diagnosed(document, (codes) => codes.includes('etag-unquoted'));
    const editor = await window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(at(document, '###'), '@a = 1\n@b = 2\n\n'));
    await until('the finding at its new place', async () =>
      (await diagnosed(document, (codes) => codes.includes('etag-unquoted'))).some(
        ({ code, range }) =>
          typeof code === 'object' && code.value === 'etag-unquoted' && document.getText(range) === 'v1',
      ),
    );
  });

  it('says on hover what the field does and how the value reads', async () => {
    const document = await open(guarded('W/"v1"'));
    const hover = await hoverAt(document, 'If-Match');
    assert.match(hover, /9110/);
    assert.match(hover, /412/);
    assert.match(await hoverAt(document, 'W/"v1"'), /weak/i);
  });

  it('has Send as the first lens of each request', async () => {
    const document = await open(`${guarded('"v1"')}\n### Read\nGET http://127.0.0.1:9/a\n`);
    assert.deepEqual(
      (await lensTitles(document)).filter((title) => title.includes('Send') && !title.includes('with')),
      ['▶ Send', '▶ Send'],
    );
  });

  it('outlines its requests and folds them', async () => {
    const document = await open(`@base = http://127.0.0.1:9\n\n${guarded('"v1"')}`);
    const symbols = await commands.executeCommand<DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    assert.deepEqual(symbols.map(({ name }) => name).sort(), ['@base', 'save']);
    const folds = await commands.executeCommand<FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri);
    assert.ok(folds.some(({ start }) => start === at(document, '### Save').line));
  });

  it('survives any bytes', async () => {
    const bytes = Array.from({ length: 4096 }, (_, index) => String.fromCharCode((index * 7919) % 65536)).join('');
    const document = await open(`PUT http://a/\nIf-Match: ${bytes}\n${bytes}`);
    assert.ok((await lensTitles(document)).length > 0);
  });
});
