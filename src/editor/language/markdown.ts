import type { TextDocument } from 'vscode';

/** VS Code's own language id. */
export const markdownId = 'markdown';

/** What was found of a document's version: it is asked after with every move of the caret. */
const found = new WeakMap<TextDocument, { readonly version: number; readonly holds: boolean }>();

/**
 * Whether a Markdown document may have requests in fenced blocks: enough to tell nearly every one apart that has
 * none, before anything is loaded for it.
 */
export function mayHoldFences(document: TextDocument): boolean {
  const { version } = document;
  if (document.languageId !== markdownId) return true;
  const known = found.get(document);
  if (known?.version === version) return known.holds;
  const holds = /^ {0,3}(?:`{3,}|~{3,})[ \t{.]*(?:http|rest)\b/im.test(document.getText());
  found.set(document, { version, holds });
  return holds;
}
