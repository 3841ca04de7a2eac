import {
  type CodeAction,
  type CodeLens,
  commands,
  type Diagnostic,
  extensions,
  type Hover,
  languages,
  type Position,
  type TextDocument,
  window,
  workspace,
} from 'vscode';
import { until } from '../support/until.ts';

/** What no editor writes otherwise: line ends and halves of surrogate pairs are its own affair. */
const visible = (text: string) => text.replaceAll(/[^\x20-\x7e]/g, '');

/** Opens the text as an untitled `.http` document, with the extension awake. */
export async function open(content: string): Promise<TextDocument> {
  const document = await openUntitled(content);
  await extensions.getExtension('precondition.precondition')?.activate();
  return document;
}

/**
 * VS Code may give a new untitled document the name of one that is still being closed, and then its text as well:
 * such a document is left alone and another one opened.
 */
async function openUntitled(content: string): Promise<TextDocument> {
  return until('a document of its own', async () => {
    const document = await workspace.openTextDocument({ language: 'http', content });
    await window.showTextDocument(document);
    return visible(document.getText()) === visible(content) && document;
  });
}

/** The start of the text in the document. */
export function at(document: TextDocument, text: string): Position {
  const offset = document.getText().indexOf(text);
  if (offset < 0) throw new Error(`"${text}" is not in the document.`);
  return document.positionAt(offset);
}

const codeOf = ({ code }: Diagnostic) => (typeof code === 'object' ? code.value : code);

/** The rule ids of the document's diagnostics, once they satisfy the condition. */
export function diagnosed(
  document: TextDocument,
  holds: (codes: readonly unknown[]) => boolean,
): Promise<readonly Diagnostic[]> {
  return until('the diagnostics', async () => {
    const all = languages.getDiagnostics(document.uri).filter(({ source }) => source === 'precondition');
    return holds(all.map(codeOf)) && all;
  });
}

export async function fixesAt(document: TextDocument, text: string): Promise<readonly CodeAction[]> {
  const start = at(document, text);
  const range = { start, end: start.translate(0, text.length) };
  const found = await commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range);
  return found.filter(({ kind }) => kind?.value === 'quickfix');
}

export async function hoverAt(document: TextDocument, text: string): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    at(document, text),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

export async function lensTitles(document: TextDocument): Promise<readonly string[]> {
  const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100);
  return lenses.flatMap(({ command }) => (command === undefined ? [] : [command.title]));
}

/** The text of the newest response document that is open. */
export function lastResponse(): string {
  const shown = window.visibleTextEditors.find(({ document }) => document.uri.scheme === 'precondition-response');
  return shown?.document.getText() ?? '';
}
