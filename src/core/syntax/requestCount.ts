import type { Block, HttpDocument, Row } from './ast.ts';

const known = new WeakMap<Row, number>();

/** How many requests a block has, known of most without their trees. */
export function requestCount(block: Block): number {
  return block.plain === undefined ? block.requests.length : 1;
}

/** How many requests stand before the block of that number. */
export function requestsBefore({ rows }: HttpDocument, block: number): number {
  let count = 0;
  for (const { first, row } of rows) {
    if (first >= block) return count;
    if (first + row.blocks.length <= block) count += inRow(row);
    else for (const placed of row.blocks.slice(0, block - first)) count += requestCount(placed.block);
  }
  return count;
}

/** How many requests the document has. */
export function countRequests({ rows }: HttpDocument): number {
  return rows.reduce((count, { row }) => count + inRow(row), 0);
}

function inRow(row: Row): number {
  const before = known.get(row);
  if (before !== undefined) return before;
  const count = row.blocks.reduce((sum, { block }) => sum + requestCount(block), 0);
  known.set(row, count);
  return count;
}
