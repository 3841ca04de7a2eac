import type { HttpDocument, Row } from '../ast.ts';
import { blockInRow, isPlain } from './rows.ts';

/** How many requests stand before the block of that number. */
export function requestsBefore({ rows }: HttpDocument, block: number): number {
  let count = 0;
  for (const { first, row } of rows) {
    if (first >= block) return count;
    count += requestsBeforeIn(row, Math.min(block - first, row.to - row.from));
  }
  return count;
}

/** How many requests the document has. */
export function countRequests({ rows }: HttpDocument): number {
  let count = 0;
  for (const { row } of rows) count += requestsBeforeIn(row, row.to - row.from);
  return count;
}

const known = new WeakMap<Row, readonly number[]>();

/** How many requests stand in the row before the block of that number in it; behind the last block, all of them. */
export function requestsBeforeIn(row: Row, index: number): number {
  if (row.plain === 'all') return index;
  const before = known.get(row) ?? countsIn(row);
  known.set(row, before);
  return before[index] ?? 0;
}

function countsIn(row: Row): readonly number[] {
  const counts = [0];
  let count = 0;
  for (let index = 0; index < row.to - row.from; index += 1) {
    count += isPlain(row, index) ? 1 : blockInRow(row, index).requests.length;
    counts.push(count);
  }
  return counts;
}
