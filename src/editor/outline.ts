import { DocumentSymbol, type DocumentSymbolProvider, SymbolKind, type TextDocument } from 'vscode';
import { OutlineReader } from '../core/service/outlineReader.ts';
import { toRange } from './convert.ts';
import type { Documents } from './documents.ts';

/** Requests and variables in the outline, the breadcrumbs and "Go to Symbol". */
export function outline(documents: Documents): DocumentSymbolProvider {
  const readers = new WeakMap<TextDocument, OutlineReader>();
  const reader = (document: TextDocument) => {
    const known = readers.get(document) ?? new OutlineReader();
    readers.set(document, known);
    return known;
  };
  return {
    provideDocumentSymbols: (document) =>
      reader(document)
        .symbols(documents.of(document))
        .map(
          (symbol) =>
            new DocumentSymbol(
              symbol.name,
              symbol.detail,
              symbol.kind === 'request' ? SymbolKind.Method : SymbolKind.Variable,
              toRange(document, symbol),
              toRange(document, symbol.selection),
            ),
        ),
  };
}
