import type { HttpDocument, Row } from '../syntax/ast.ts';
import { blockInRow, startInRow } from '../syntax/document/rows.ts';
import { blockSymbols, type DocumentSymbol, movedSymbol } from './documentSymbol.ts';
import { sharedRows } from './sharedRows.ts';

/** A row and the symbols of each of its blocks, from the block's start. */
export interface RowOutline {
  readonly row: Row;
  readonly symbols: readonly (readonly DocumentSymbol[])[];
}

/** The outline of one document through its versions: only the blocks that are new are read. */
export class OutlineReader {
  #rows: readonly RowOutline[] = [];

  /** The outline by rows, up to date with the document. */
  rows(document: HttpDocument): readonly RowOutline[] {
    const { rows } = document;
    const old = this.#rows;
    const { front, back } = sharedRows(old, rows);
    const known = old.slice(front, old.length - back);
    const fresh = rows.slice(front, rows.length - back).map(({ row }) => outlineOf(row, known));
    this.#rows = [...old.slice(0, front), ...fresh, ...old.slice(old.length - back)];
    return this.#rows;
  }

  /** Every symbol of the document, in the order of the text, where it stands now. */
  symbols(document: HttpDocument): readonly DocumentSymbol[] {
    const all: DocumentSymbol[] = [];
    this.rows(document).forEach(({ row, symbols }, at) => {
      const start = document.rows[at]?.start ?? 0;
      symbols.forEach((own, index) => {
        const by = start + startInRow(row, index);
        for (const symbol of own) all.push(movedSymbol(symbol, by));
      });
    });
    return all;
  }
}

/** The outline of a row, with what is known of the same blocks in rows before. */
function outlineOf(row: Row, known: readonly RowOutline[]): RowOutline {
  const symbols = [];
  for (let block = row.from; block < row.to; block += 1) {
    const before = known.find((each) => each.row.scan === row.scan && block >= each.row.from && block < each.row.to);
    symbols.push(before?.symbols[block - before.row.from] ?? blockSymbols(blockInRow(row, block - row.from)));
  }
  return { row, symbols };
}
