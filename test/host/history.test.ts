import assert from 'node:assert/strict';
import { commands, type TextDocument, window } from 'vscode';
import { until } from '../support/until.ts';
import { lastResponse, open } from './support.ts';

describe('the history', () => {
  let origin = '';
  before(async () => {
    await open('GET http://127.0.0.1:9/\n');
    await commands.executeCommand('precondition.stopDemo');
    origin = await commands.executeCommand<string>('precondition.startDemo');
  });
  after(() => commands.executeCommand('precondition.stopDemo'));
  afterEach(() => commands.executeCommand('workbench.action.closeAllEditors'));

  const send = (document: TextDocument) => commands.executeCommand('precondition.send', document.uri, 0);
  const response = () =>
    window.visibleTextEditors.find(({ document }) => document.uri.scheme === 'precondition-response')?.document;

  it('says what changed since the send before, and compares the two', async () => {
    const document = await open(`GET ${origin}/strong/1\nAuthorization: Bearer only-here\n`);
    await send(document);
    assert.ok(!/^# Since/m.test(lastResponse()), lastResponse());
    await send(document);
    assert.match(lastResponse(), /^# Since .*: nothing changed$/m);
    await fetch(`${origin}/strong/1/_edit`, { method: 'POST' });
    await send(document);
    assert.match(lastResponse(), /^# Since .*: ETag "v\S+ → "v\S+ · .*content \+\d+ lines? −\d+ lines?/m);
    await commands.executeCommand('precondition.compareWithPrevious', response()?.uri);
    const sides = await until('the diff', async () => {
      const shown = window.visibleTextEditors.filter(({ document: { uri } }) => uri.scheme === 'precondition-history');
      return shown.length === 2 && shown.map((each) => each.document.getText());
    });
    for (const side of sides) assert.match(side, /^200 OK\n(?:[a-z-]+: .*\n)+\n\{\n/);
    assert.notEqual(sides[0], sides[1]);
  });
});
