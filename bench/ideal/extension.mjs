/**
 * An extension that does nothing: it has the answers ready that Precondition would give for the generated file, and
 * hands them out at once. What VS Code itself needs for them is the floor.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CodeLens,
  Diagnostic,
  DocumentSymbol,
  EventEmitter,
  languages,
  Range,
  SymbolKind,
  Uri,
  window,
  workspace,
} from 'vscode';

const selector = { language: 'http' };
/** As many lines beyond the view as Precondition gives lenses for. */
const margin = 200;
const source = 'precondition';

const folder = () => workspace.workspaceFolders[0].uri.fsPath;
const ready = (name) => JSON.parse(readFileSync(join(folder(), '.vscode', name), 'utf8'));

function toDiagnostic({ range, message, severity, code, url }) {
  const diagnostic = new Diagnostic(new Range(...range), message, severity);
  diagnostic.source = source;
  diagnostic.code = { value: code, target: Uri.parse(url) };
  return diagnostic;
}

const toSymbol = ({ name, detail, kind, range, selection }) =>
  new DocumentSymbol(
    name,
    detail,
    kind === 'request' ? SymbolKind.Method : SymbolKind.Variable,
    new Range(...range),
    new Range(...selection),
  );

/** The lenses whose lines are near the view; `lines` grows. */
function around(document, { lines, titles }) {
  const [visible] = window.visibleTextEditors.find((editor) => editor.document === document)?.visibleRanges ?? [];
  const top = (visible?.start.line ?? 0) - margin;
  const bottom = (visible?.end.line ?? 0) + margin;
  const found = [];
  for (let at = 0; at < lines.length && lines[at] <= bottom; at += 1) {
    if (lines[at] < top) continue;
    const command = { title: titles[at], command: 'ideal.nothing' };
    found.push(new CodeLens(new Range(lines[at], 0, lines[at], 1), command));
  }
  return found;
}

function lensesReady(changed) {
  let answers;
  let given;
  window.onDidChangeTextEditorVisibleRanges(({ visibleRanges: [visible] }) => {
    if (given !== undefined && Math.abs(visible.start.line - given) > margin / 2) changed.fire();
  });
  return {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: (document) => {
      answers ??= ready('lenses.json');
      given = window.visibleTextEditors.find((editor) => editor.document === document)?.visibleRanges[0]?.start.line;
      return around(document, answers);
    },
  };
}

/** Ready when the file is opened, and given again with every key. */
function giveDiagnostics(collection) {
  let answers;
  const give = (document) => {
    if (document.languageId !== selector.language) return;
    answers ??= ready('diagnostics.json').map(toDiagnostic);
    collection.set(document.uri, answers);
  };
  for (const document of workspace.textDocuments) setImmediate(() => give(document));
  return [
    workspace.onDidOpenTextDocument(give),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) give(document);
    }),
    workspace.onDidCloseTextDocument(({ uri }) => collection.delete(uri)),
  ];
}

/** What VS Code calls when the first file of the language is opened. */
export function activate({ subscriptions }) {
  const collection = languages.createDiagnosticCollection(source);
  let symbols;
  subscriptions.push(
    collection,
    ...giveDiagnostics(collection),
    languages.registerCodeLensProvider(selector, lensesReady(new EventEmitter())),
    languages.registerDocumentSymbolProvider(selector, {
      provideDocumentSymbols: () => {
        symbols ??= ready('outline.json').map(toSymbol);
        return symbols;
      },
    }),
  );
}
