import {
  type DocumentFormattingEditProvider,
  type DocumentRangeFormattingEditProvider,
  type FormattingOptions,
  type TextDocument,
  TextEdit,
} from 'vscode';
import { format } from '../../core/service/languageService.ts';
import type { Span } from '../../core/span.ts';
import { toRange } from '../convert.ts';
import type { Documents } from '../files/documents.ts';

/** Lays out the file, or what of it is selected. */
export function formatting(documents: Documents): DocumentFormattingEditProvider & DocumentRangeFormattingEditProvider {
  const edits = (document: TextDocument, { insertSpaces, tabSize }: FormattingOptions, within?: Span) => {
    const indent = insertSpaces ? ' '.repeat(tabSize) : '\t';
    const found = format(documents.of(document), { indent }, within);
    return found.map((edit) => TextEdit.replace(toRange(document, edit), edit.newText));
  };
  return {
    provideDocumentFormattingEdits: (document, options) => edits(document, options),
    provideDocumentRangeFormattingEdits: (document, { start, end }, options) =>
      edits(document, options, { start: document.offsetAt(start), end: document.offsetAt(end) }),
  };
}
