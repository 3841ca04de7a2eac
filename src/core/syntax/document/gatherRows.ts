import type { PlacedRow } from '../ast.ts';
import { rowLength, rowsOf, textOfRow } from './rows.ts';
import { scanText } from './scan/scanText.ts';
import type { Scan } from './scan/tables.ts';

/** Where more rows than this hold no more blocks than fit into one, they become one. */
const mostSmall = 16;

/**
 * Makes one row of many small ones next to that of the index: edits divide rows, and everything that walks over the
 * rows should stay short. The blocks that are there as objects stay the same.
 */
export function gatherRows(rows: PlacedRow[], index: number): void {
  let [first, last, count] = [index, index, countIn(rows[index])];
  while (first > 0 && count + countIn(rows[first - 1]) <= rowLength) count += countIn(rows[--first]);
  while (last < rows.length - 1 && count + countIn(rows[last + 1]) <= rowLength) count += countIn(rows[++last]);
  const begin = rows[first];
  if (begin === undefined || last - first < mostSmall) return;
  const small = rows.slice(first, last + 1);
  const scan = scanText(small.map(({ row }) => textOfRow(row)).join(''));
  if (scan.count !== count) return;
  keepBlocks(small, scan);
  rows.splice(first, small.length, ...rowsOf(scan, begin.start, begin.first));
}

function countIn(placed: PlacedRow | undefined): number {
  return placed === undefined ? 0 : placed.row.to - placed.row.from;
}

function keepBlocks(rows: readonly PlacedRow[], scan: Scan): void {
  let number = 0;
  for (const { row } of rows) {
    for (let block = row.from; block < row.to; block += 1) {
      const made = row.scan.blocks.get(block);
      if (made !== undefined) scan.blocks.set(number, made);
      number += 1;
    }
  }
}
