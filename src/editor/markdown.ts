import type { TextDocument } from 'vscode';

/** VS Code's own language id. */
export const markdownId = 'markdown';

/**
 * Whether a Markdown document may have requests in fenced blocks: enough to tell nearly every one apart that has
 * none, before anything is loaded for it.
 */
export function mayHoldFences(document: TextDocument): boolean {
  return (
    document.languageId !== markdownId || /^ {0,3}(?:`{3,}|~{3,})[ \t{.]*(?:http|rest)\b/im.test(document.getText())
  );
}
