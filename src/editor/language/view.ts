import { type TextDocument, window } from 'vscode';

/** The offset of the first line in view, or the file's begin where it is not shown. */
export function focusIn(document: TextDocument): number {
  const editor = window.visibleTextEditors.find((each) => each.document === document);
  const [visible] = editor?.visibleRanges ?? [];
  return visible === undefined ? 0 : document.offsetAt(visible.start);
}
