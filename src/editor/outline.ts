import { DocumentSymbol, type DocumentSymbolProvider, SymbolKind } from 'vscode';
import { symbols } from '../core/service/languageService.ts';
import { toRange } from './convert.ts';
import type { Documents } from './documents.ts';

/** Requests and variables in the outline, the breadcrumbs and "Go to Symbol". */
export function outline(documents: Documents): DocumentSymbolProvider {
  return {
    provideDocumentSymbols: (document) =>
      symbols(documents.of(document)).map(
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
