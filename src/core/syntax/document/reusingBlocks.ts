import type { PlacedRow } from '../ast.ts';
import { append } from './replaceBlocks.ts';
import { blocksText, partOfRow, rowsOf } from './rows.ts';
import type { Scan } from './scan/tables.ts';

/** The rows of a whole text scanned anew, with the old one's blocks where the same text stands, counted from either end. */
export function reusingBlocks(scan: Scan, old: readonly PlacedRow[]): readonly PlacedRow[] {
  const count = countOf(old);
  const shared = Math.min(scan.count, count);
  const same = (number: number, before: number) =>
    scan.text.slice(scan.starts[number], scan.starts[number + 1]) === blocksText(old, before, before);
  let front = 0;
  while (front < shared && same(front, front)) front += 1;
  let back = 0;
  while (back < shared - front && same(scan.count - 1 - back, count - 1 - back)) back += 1;
  const placed: PlacedRow[] = [];
  appendPart(placed, old, 0, front);
  appendPart(placed, rowsOf(scan, 0, 0), front, scan.count - back);
  appendPart(placed, old, count - back, count);
  return placed;
}

function countOf(rows: readonly PlacedRow[]): number {
  const last = rows.at(-1);
  return last === undefined ? 0 : last.first + last.row.to - last.row.from;
}

function appendPart(placed: PlacedRow[], rows: readonly PlacedRow[], from: number, to: number): void {
  for (const { first, row } of rows) {
    append(placed, partOfRow(row, Math.max(0, from - first), Math.min(row.to - row.from, to - first)));
  }
}
