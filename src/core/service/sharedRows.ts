import type { PlacedRow, Row } from '../syntax/ast.ts';

/** How many rows are the same at the front of both and at the back of both; none counts twice. */
export function sharedRows(
  old: readonly { readonly row: Row }[],
  rows: readonly PlacedRow[],
): { readonly front: number; readonly back: number } {
  const shared = Math.min(old.length, rows.length);
  let front = 0;
  while (front < shared && old[front]?.row === rows[front]?.row) front += 1;
  let back = 0;
  while (back < shared - front && old.at(-1 - back)?.row === rows.at(-1 - back)?.row) back += 1;
  return { front, back };
}
