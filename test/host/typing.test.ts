import assert from 'node:assert/strict';
import {
  commands,
  type DocumentSymbol,
  type FoldingRange,
  languages,
  Position,
  Range,
  type TextDocument,
  TextEditorRevealType,
  window,
} from 'vscode';
import { until } from '../support/until.ts';
import { diagnosed, open } from './support.ts';

/** One request in ten has a mistake; all of them take the host from its variable. */
const request = (number: number) =>
  `### ${number}\nPUT {{host}}/items/${number}\nIf-Match: ${number % 10 === 0 ? 'v1' : '"v1"'}\n\n{"id": ${number}}\n\n`;

const text = (requests: number) =>
  `@host = http://127.0.0.1:9\n\n${Array.from({ length: requests }, (_, number) => request(number)).join('')}`;

/** What the document is said to be flawed by, in the order of its lines. */
function problemsOf(document: TextDocument): readonly string[] {
  const all = languages.getDiagnostics(document.uri).filter(({ source }) => source === 'precondition');
  return all.map(({ range, message }) => `${range.start.line}:${range.start.character} ${message}`).sort();
}

/** The lines of these requests' preconditions. */
const places = [3, 40, 155, 280, 399].map((number) => 4 + number * 6);

/** Keys at several places at once, the view elsewhere, and the variable of every request renamed and back. */
async function typeAll(document: TextDocument): Promise<void> {
  const editor = await window.showTextDocument(document);
  const options = { undoStopBefore: true, undoStopAfter: true };
  for (const [round, place] of [...places, ...places, ...places].entries()) {
    editor.revealRange(new Range(place, 0, place, 0), TextEditorRevealType.InCenter);
    const taken = await editor.edit((edit) => {
      for (const line of places) edit.insert(new Position(line, 'If-Match: '.length), 'x');
      if (round % 3 === 0) edit.insert(new Position(0, 1), 'x');
      if (round % 3 === 1) edit.delete(new Range(0, 1, 0, 2));
    }, options);
    assert.ok(taken);
    if (round % 4 === 3) await commands.executeCommand('undo');
  }
}

describe('a long file just opened', () => {
  it('has its whole outline and folds once its lenses are there', async () => {
    const document = await open(text(600));
    const [symbols, folds] = await Promise.all([
      commands.executeCommand<DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri),
      commands.executeCommand<FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri),
    ]);
    assert.equal(symbols.length, 601);
    assert.ok(folds.length >= 600, `${folds.length} folds`);
  });
});

describe('problems of a file that is typed in quickly', () => {
  it('are in the end those of a file opened with the same text', async () => {
    const typed = await open(text(400));
    await typeAll(typed);
    const fresh = await open(typed.getText());
    const expected = await until('every problem of the fresh file', async () => {
      const found = await diagnosed(fresh, (codes) => codes.length > 40);
      return found.length > 40 && problemsOf(fresh);
    });
    await until('the same problems in both files', async () => {
      const both = [problemsOf(typed), problemsOf(fresh)];
      return JSON.stringify(both[0]) === JSON.stringify(both[1]);
    }).catch(() => assert.deepEqual(problemsOf(typed), problemsOf(fresh)));
    assert.ok(expected.length > 40);
  });
});
