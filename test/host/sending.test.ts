import assert from 'node:assert/strict';
import { type CodeLens, commands, type TextDocument, type WorkspaceEdit, window, workspace } from 'vscode';
import { until } from '../support/until.ts';
import { diagnosed, hoverAt, lastResponse, lensTitles, open } from './support.ts';

describe('sending from the editor', () => {
  let origin = '';

  before(async () => {
    await open('GET http://127.0.0.1:9/\n');
    origin = await commands.executeCommand<string>('precondition.startDemo');
  });

  beforeEach(async () => {
    await commands.executeCommand('precondition.stopDemo');
    origin = await commands.executeCommand<string>('precondition.startDemo');
  });

  after(() => commands.executeCommand('precondition.stopDemo'));
  afterEach(() => commands.executeCommand('workbench.action.closeAllEditors'));

  const send = (document: TextDocument, index: number) =>
    commands.executeCommand('precondition.send', document.uri, index);
  const story = (tag: string) =>
    `@tag = ${tag}\n\n### Read\nGET ${origin}/strong/1\n\n### Save\nPUT ${origin}/strong/1\nContent-Type: application/json\nIf-Match: {{tag}}\n\n{"title": "mine"}\n`;
  const edit = () => fetch(`${origin}/strong/1/_edit`, { method: 'POST' });

  it('shows the response beside, pretty and read-only', async () => {
    const document = await open(story('"v1"'));
    await send(document, 0);
    assert.match(lastResponse(), /^HTTP\/1\.1 200 OK · \d+ m?s · /);
    assert.match(lastResponse(), /^ETag: "v1"$/m);
    assert.match(lastResponse(), /^ {2}"title"/m);
  });

  it('keeps the outcome over a request that gets another name, and what refers to its answer', async () => {
    const reads = (name: string) =>
      `# @name ${name}\nGET ${origin}/strong/1\n\n###\nGET ${origin}/strong/1\nIf-None-Match: {{${name}.response.headers.ETag}}\n`;
    const document = await open(reads('read'));
    await send(document, 0);
    const outcome = (titles: readonly string[]) => titles.some((title) => /^200 · /.test(title));
    await until('the outcome', async () => outcome(await lensTitles(document)));
    const place = document.positionAt(document.getText().indexOf('read'));
    await workspace.applyEdit(
      await commands.executeCommand<WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, place, 'seen'),
    );
    assert.equal(document.getText(), reads('seen'));
    await until('the outcome under the new name', async () => outcome(await lensTitles(document)));
    await send(document, 1);
    assert.match(lastResponse(), /^HTTP\/1\.1 304/);
  });

  it('remembers the validator and shows it over the request', async () => {
    const document = await open(story('"v1"'));
    await send(document, 0);
    await until('the lens', async () => (await lensTitles(document)).some((title) => title.startsWith('ETag "v1" · ')));
    assert.match(await hoverAt(document, 'If-Match'), /v1/);
  });

  it('sends from a lens that newer lenses have replaced since', async () => {
    const document = await open(story('"v1"'));
    const [old] = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100);
    await send(document, 0);
    await commands.executeCommand('vscode.executeCodeLensProvider', document.uri, 100);
    await edit();
    await commands.executeCommand(old?.command?.command ?? '', ...(old?.command?.arguments ?? []));
    assert.match(lastResponse(), /^ETag: "v2/m);
    assert.equal(old?.command?.arguments, undefined);
  });

  it('warns of a tag that somebody has replaced, and refreshes the variable that feeds it in one step', async () => {
    const document = await open(story('"v1"'));
    await send(document, 0);
    await edit();
    await send(document, 0);
    await diagnosed(document, (codes) => codes.includes('etag-stale-known'));
    await commands.executeCommand('precondition.refreshEtag', document.uri, 1);
    assert.match(document.getText(), /^@tag = "v2[^"]*"$/m);
    await diagnosed(document, (codes) => !codes.includes('etag-stale-known'));
    await window.showTextDocument(document);
    await commands.executeCommand('undo');
    assert.match(document.getText(), /^@tag = "v1"$/m);
  });

  it('opens the page after a 412, and not after a success', async () => {
    const document = await open(story('"v1"'));
    const pages = () => window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => label === 'Explanation');
    await send(document, 1);
    assert.equal(pages().length, 0);
    await send(document, 1);
    assert.match(lastResponse(), /^HTTP\/1\.1 412 /);
    await until('the page', async () => pages().length === 1);
  });

  it('sends with the known tag when asked to, and leaves the file alone', async () => {
    const text = `GET ${origin}/strong/1\n`;
    const document = await open(text);
    await send(document, 0);
    await commands.executeCommand('precondition.sendWithIfNoneMatch', document.uri, 0);
    assert.match(lastResponse(), /^HTTP\/1\.1 304 /);
    assert.equal(document.getText(), text);
  });

  it('says beside what to do when the host cannot be reached, and keeps the memory as it is', async () => {
    const document = await open('GET http://127.0.0.1:1/a\n');
    await send(document, 0);
    assert.match(lastResponse(), /^No response · .+\n# Nothing listens at 127\.0\.0\.1:1: start the server, or /);
    assert.ok(!(await lensTitles(document)).some((title) => title.startsWith('ETag')));
  });

  it('sends nothing while a variable in a precondition has no value', async () => {
    const document = await open(`PUT ${origin}/strong/1\nIf-Match: {{nothing}}\n\n{}\n`);
    await send(document, 0);
    assert.doesNotMatch(lastResponse(), /^HTTP/);
    const state = await fetch(`${origin}/strong/1`);
    assert.equal(state.headers.get('etag'), '"v1"');
  });

  it('forgets what it is told to forget', async () => {
    const document = await open(`GET ${origin}/weak/1\n`);
    await send(document, 0);
    await until('the lens', async () => (await lensTitles(document)).some((title) => title.includes('W/"')));
    void commands.executeCommand('precondition.forgetValidator');
    await until('the list', async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return !(await lensTitles(document)).some((title) => title.includes('W/"'));
    });
  });

  it('cancels a send under way', async () => {
    const { createServer } = await import('node:net');
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const document = await open(`GET http://127.0.0.1:${port}/\n`);
    const sent = send(document, 0);
    await until('the lens', async () => (await lensTitles(document)).some((title) => title.startsWith('Cancel · ')));
    await commands.executeCommand('precondition.cancel', document.uri, 0);
    await sent;
    assert.ok((await lensTitles(document)).some((title) => title.startsWith('cancelled')));
    silent.close();
  });
});
