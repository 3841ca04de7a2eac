import { DocumentSymbol, type DocumentSymbolProvider, Position, Range, SymbolKind, type TextDocument } from 'vscode';
import { movedSymbol } from '../../core/service/documentSymbol.ts';
import { OutlineReader, type RowOutline } from '../../core/service/outlineReader.ts';
import type { Row } from '../../core/syntax/ast.ts';
import { toRange } from '../convert.ts';
import type { Documents } from '../files/documents.ts';
import type { Session } from '../session.ts';

/** The entries of a row of requests, and the line that the row then began in. */
interface ShownRow {
  readonly line: number;
  readonly entries: readonly DocumentSymbol[];
}

/** The outline of one document: VS Code asks for all of it after every key, and twice, so entries are kept by rows. */
class ShownOutline {
  readonly #document: TextDocument;
  readonly #reader = new OutlineReader();
  #shown = new Map<Row, ShownRow>();

  constructor(document: TextDocument) {
    this.#document = document;
  }

  entries(documents: Documents): DocumentSymbol[] {
    const tree = documents.of(this.#document);
    const shown = new Map<Row, ShownRow>();
    this.#reader.rows(tree).forEach((outline, at) => {
      shown.set(outline.row, this.#showRow(outline, tree.rows[at]?.start ?? 0));
    });
    this.#shown = shown;
    return [...shown.values()].flatMap(({ entries }) => entries);
  }

  #showRow({ row, symbols }: RowOutline, start: number): ShownRow {
    const { line } = this.#document.positionAt(start);
    const known = this.#shown.get(row);
    if (known !== undefined) return known.line === line ? known : movedRow(known, line);
    const entries = row.blocks.flatMap((placed, at) =>
      (symbols[at] ?? []).map((symbol) => {
        const { name, detail, kind, selection, ...span } = movedSymbol(symbol, start + placed.start);
        const icon = kind === 'request' ? SymbolKind.Method : SymbolKind.Variable;
        return new DocumentSymbol(
          name,
          detail,
          icon,
          toRange(this.#document, span),
          toRange(this.#document, selection),
        );
      }),
    );
    return { line, entries };
  }
}

function movedRow({ line, entries }: ShownRow, to: number): ShownRow {
  const moved = ({ start, end }: Range) =>
    new Range(new Position(start.line + to - line, start.character), new Position(end.line + to - line, end.character));
  return {
    line: to,
    entries: entries.map(
      ({ name, detail, kind, range, selectionRange }) =>
        new DocumentSymbol(name, detail, kind, moved(range), moved(selectionRange)),
    ),
  };
}

/** Requests and variables in the outline, the breadcrumbs and "Go to Symbol". */
export function outline({ documents, opening }: Session): DocumentSymbolProvider {
  const shown = new WeakMap<TextDocument, ShownOutline>();
  return {
    provideDocumentSymbols: async (document, token) => {
      if ((await opening.afterLenses(document, token)) === 'cancelled') return undefined;
      const known = shown.get(document) ?? new ShownOutline(document);
      shown.set(document, known);
      return known.entries(documents);
    },
  };
}
