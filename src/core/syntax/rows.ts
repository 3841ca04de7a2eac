import type { HttpDocument, PlacedBlock, PlacedRow, Row } from './ast.ts';

/** Blocks in a row: an edit copies one row and the list of rows, so both should be short. */
const rowLength = 128;

/** A document of rows. The text and the flat list of blocks are put together when they are asked for. */
export function documentOf(rows: readonly PlacedRow[], whole?: string): HttpDocument {
  let text = whole;
  let blocks: readonly PlacedBlock[] | undefined;
  return {
    rows,
    get text() {
      text ??= rows.map(({ row }) => row.blocks.map(({ block }) => block.text).join('')).join('');
      return text;
    },
    get blocks() {
      blocks ??= rows.flatMap(({ start, row }) => row.blocks.map((placed) => moved(placed, start)));
      return blocks;
    },
  };
}

/** Puts blocks, whose `start` counts from `start`, into rows that stand there; the first is number `first`. */
export function rowsOf(blocks: readonly PlacedBlock[], start: number, first: number): PlacedRow[] {
  const rows: PlacedRow[] = [];
  for (let at = 0; at < blocks.length; at += rowLength) {
    const own = blocks.slice(at, at + rowLength);
    const base = own[0]?.start ?? 0;
    rows.push({ start: start + base, first: first + at, row: rowOf(own.map((placed) => moved(placed, -base))) });
  }
  return rows;
}

function rowOf(blocks: readonly PlacedBlock[]): Row {
  const last = blocks.at(-1);
  return {
    blocks,
    length: last === undefined ? 0 : last.start + last.block.text.length,
    open: blocks.some(({ block }) => block.openBoundary !== undefined),
  };
}

function moved(placed: PlacedBlock, by: number): PlacedBlock {
  return by === 0 ? placed : { start: placed.start + by, block: placed.block };
}

/** The rows in which the blocks `from` to `to` have given place to others, whose `start` counts from the first's. */
export function replaceBlocks(
  rows: readonly PlacedRow[],
  { first: from, last: to }: { readonly first: number; readonly last: number },
  blocks: readonly PlacedBlock[],
  length: number,
): readonly PlacedRow[] {
  const head = rowHolding(rows, from);
  const tail = rowHolding(rows, to);
  const before = rows[head];
  const after = rows[tail];
  if (before === undefined || after === undefined) return rows;
  const kept = before.row.blocks.slice(0, from - before.first);
  const begin = before.row.blocks[from - before.first]?.start ?? 0;
  const behind = after.row.blocks.slice(to - after.first + 1);
  const end = begin + length - (behind[0]?.start ?? after.row.length);
  const own = [...kept, ...blocks.map((placed) => moved(placed, begin)), ...behind.map((placed) => moved(placed, end))];
  const fresh = rowsOf(own, before.start, before.first);
  const grown = own.length - (after.first + after.row.blocks.length - before.first);
  const by = end + after.row.length - (after.start + after.row.length - before.start);
  return [...rows.slice(0, head), ...fresh, ...shifted(rows, tail + 1, by, grown)];
}

function shifted(rows: readonly PlacedRow[], from: number, by: number, grown: number): readonly PlacedRow[] {
  const rest = rows.slice(from);
  if (by === 0 && grown === 0) return rest;
  return rest.map(({ start, first, row }) => ({ start: start + by, first: first + grown, row }));
}

/** The index of the row that holds block number `block`. */
export function rowHolding(rows: readonly PlacedRow[], block: number): number {
  return lastAtMost(rows, block, 'first');
}

/** The index of the row that holds the offset; at a border, of the one that begins there. */
export function rowAt(rows: readonly PlacedRow[], offset: number): number {
  return lastAtMost(rows, offset, 'start');
}

/** The number of the block that holds the offset; at a border, of the one that begins there. */
export function blockNumberAt(rows: readonly PlacedRow[], offset: number): number {
  const placed = rows[rowAt(rows, offset)];
  if (placed === undefined) return 0;
  return placed.first + lastAtMost(placed.row.blocks, offset - placed.start, 'start');
}

/** The block of that number, placed in the document. */
export function blockNumber(rows: readonly PlacedRow[], index: number): PlacedBlock | undefined {
  const placed = rows[rowHolding(rows, index)];
  const found = placed?.row.blocks[index - placed.first];
  return placed === undefined || found === undefined ? undefined : moved(found, placed.start);
}

/** The index of the last entry whose number is at most `limit`, by bisection; 0 when there is none. */
function lastAtMost<Key extends string>(
  entries: readonly { readonly [K in Key]: number }[],
  limit: number,
  key: Key,
): number {
  let low = 0;
  let high = entries.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((entries[middle]?.[key] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
