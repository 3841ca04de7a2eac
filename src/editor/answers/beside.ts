import { TabInputText, TabInputWebview, type Uri, ViewColumn, window } from 'vscode';

/** The scheme of response documents. */
export const responseScheme = 'precondition-response';

/** The scheme of documents on an exchange: its wire, its time. */
export const exchangeScheme = 'precondition-exchange';

/** The scheme of exchanges of the history. */
export const historyScheme = 'precondition-history';

/** The type of the explanation's webview. */
export const explanationType = 'precondition.explanation';

/**
 * The column where answers are shown: the one that shows them already, else the one beside the request. `Beside`
 * alone would open a third column whenever an answer has the focus.
 */
export function answerColumn(request: Uri): ViewColumn {
  const groups = window.tabGroups.all;
  const answers = groups.find(({ tabs }) => tabs.some(({ input }) => isAnswer(input)));
  if (answers !== undefined) return answers.viewColumn;
  const own = groups.find(({ tabs }) => tabs.some(({ input }) => isText(input, request)));
  return own === undefined ? ViewColumn.Beside : own.viewColumn + 1;
}

const answerSchemes: ReadonlySet<string> = new Set([responseScheme, exchangeScheme, historyScheme]);

/** VS Code puts its own prefix before a webview's type. */
function isAnswer(input: unknown): boolean {
  if (input instanceof TabInputWebview) return input.viewType.endsWith(explanationType);
  return input instanceof TabInputText && answerSchemes.has(input.uri.scheme);
}

function isText(input: unknown, uri: Uri): boolean {
  return input instanceof TabInputText && input.uri.toString() === uri.toString();
}
