import type { PlacedBlock } from './ast.ts';

/** The index of the block that holds the offset; at a border, of the one that begins there. */
export function blockAt(blocks: readonly PlacedBlock[], offset: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blocks[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
