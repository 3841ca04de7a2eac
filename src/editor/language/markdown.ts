import type { TextDocument } from 'vscode';

/** The languages in whose texts requests may be fenced: VS Code's own id, and that of the extensions for AsciiDoc. */
export const proseIds: readonly string[] = ['markdown', 'asciidoc'];

/** Whether requests stand in the document in fenced blocks alone. */
export function isProse({ languageId }: Pick<TextDocument, 'languageId'>): boolean {
  return proseIds.includes(languageId);
}

/** What was found of a document's version: it is asked after with every move of the caret. */
const found = new WeakMap<TextDocument, { readonly version: number; readonly holds: boolean }>();

/**
 * Whether a document of prose may have requests in fenced blocks: enough to tell nearly every one apart that has
 * none, before anything is loaded for it.
 */
export function mayHoldFences(document: TextDocument): boolean {
  const { version } = document;
  if (!isProse(document)) return true;
  const known = found.get(document);
  if (known?.version === version) return known.holds;
  const holds = /^(?: {0,3}(?:`{3,}|~{3,})[ \t{.]*|\[source,[ \t]*)(?:http|rest)\b/im.test(document.getText());
  found.set(document, { version, holds });
  return holds;
}
