import type { PlacedRow, Row } from '../ast.ts';
import { gatherRows } from './gatherRows.ts';
import { partOfRow, rowHolding, rowsOf } from './rows.ts';
import type { Scan } from './scan/tables.ts';

/**
 * The rows in which the blocks `first` to `last` have given place to those of the scan, or to none. What an edit
 * touches comes to stand in a row of its own, so that the next key in the same block makes a row of one block anew.
 */
export function replaceBlocks(
  rows: readonly PlacedRow[],
  { first, last }: { readonly first: number; readonly last: number },
  scan: Scan | undefined,
): readonly PlacedRow[] {
  const head = rowHolding(rows, first);
  const tail = rowHolding(rows, last);
  const before = rows[head];
  const after = rows[tail];
  if (before === undefined || after === undefined) return rows;
  const placed = rows.slice(0, head);
  append(placed, partOfRow(before.row, 0, first - before.first));
  if (scan !== undefined)
    append(
      placed,
      rowsOf(scan, 0, 0).map(({ row }) => row),
    );
  append(placed, partOfRow(after.row, last + 1 - after.first, after.row.to - after.row.from));
  const { start, first: number } = nextPlace(placed);
  const by = start - (after.start + after.row.length);
  const grown = number - (after.first + after.row.to - after.row.from);
  for (let at = tail + 1; at < rows.length; at += 1) {
    const each = rows[at];
    if (each !== undefined) placed.push(moved(each, by, grown));
  }
  gatherRows(placed, Math.min(head, placed.length - 1));
  return placed;
}

function moved(placed: PlacedRow, by: number, grown: number): PlacedRow {
  const { start, first, row } = placed;
  return by === 0 && grown === 0 ? placed : { start: start + by, first: first + grown, row };
}

/** Puts rows behind those that are placed. */
export function append(placed: PlacedRow[], rows: readonly Row[]): void {
  for (const row of rows) placed.push({ ...nextPlace(placed), row });
}

function nextPlace(placed: readonly PlacedRow[]): Pick<PlacedRow, 'start' | 'first'> {
  const last = placed.at(-1);
  if (last === undefined) return { start: 0, first: 0 };
  const { start, first, row } = last;
  return { start: start + row.length, first: first + row.to - row.from };
}
