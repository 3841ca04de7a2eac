import type { Block, HttpDocument, PlacedBlock, PlacedRow, Row } from '../ast.ts';
import { blockOf } from './lazyBlock.ts';
import type { Scan } from './scan/tables.ts';
import { PLAIN } from './scan/traits.ts';

/** Blocks in a row: an edit makes the list of rows anew, and a row is what is kept or judged together. */
export const rowLength = 128;

/** A document of rows. The text and the flat list of blocks are put together when they are asked for. */
export function documentOf(rows: readonly PlacedRow[], whole?: string): HttpDocument {
  return new RowDocument(rows, whole);
}

class RowDocument implements HttpDocument {
  readonly rows: readonly PlacedRow[];
  #text: string | undefined;
  #blocks: readonly PlacedBlock[] | undefined;

  constructor(rows: readonly PlacedRow[], text: string | undefined) {
    this.rows = rows;
    this.#text = text;
  }

  get text(): string {
    this.#text ??= this.rows.map(({ row }) => textOfRow(row)).join('');
    return this.#text;
  }

  get blocks(): readonly PlacedBlock[] {
    this.#blocks ??= this.rows.flatMap(({ start, row }) => row.blocks.map((placed) => moved(placed, start)));
    return this.#blocks;
  }
}

/** Blocks of a scan that stand together. */
class ScannedRow implements Row {
  readonly scan: Scan;
  readonly from: number;
  readonly to: number;
  readonly length: number;
  readonly plain: Row['plain'];
  readonly open: boolean;
  #blocks: readonly PlacedBlock[] | undefined;

  constructor(scan: Scan, from: number, to: number) {
    this.scan = scan;
    this.from = from;
    this.to = to;
    this.length = (scan.starts[to] ?? 0) - (scan.starts[from] ?? 0);
    this.plain = areAllPlain(scan, from, to) ? 'all' : 'some';
    this.open = scan.open.some((number) => number >= from && number < to);
  }

  get blocks(): readonly PlacedBlock[] {
    this.#blocks ??= Array.from({ length: this.to - this.from }, (_, index) => ({
      start: startInRow(this, index),
      block: blockInRow(this, index),
    }));
    return this.#blocks;
  }
}

function areAllPlain({ traits }: Scan, from: number, to: number): boolean {
  for (let number = from; number < to; number += 1) if (((traits[number] ?? 0) & PLAIN) === 0) return false;
  return true;
}

/** The text of the row's blocks. */
export function textOfRow({ scan, from, to }: Row): string {
  return scan.text.slice(scan.starts[from], scan.starts[to]);
}

/** Whether the block of that number in the row is known without its tree. */
export function isPlain({ scan, from }: Row, index: number): boolean {
  return ((scan.traits[from + index] ?? 0) & PLAIN) !== 0;
}

/** Where the block of that number in the row begins, counted from the row. */
export function startInRow({ scan, from }: Row, index: number): number {
  return (scan.starts[from + index] ?? 0) - (scan.starts[from] ?? 0);
}

/** The block of that number in the row. */
export function blockInRow({ scan, from }: Row, index: number): Block {
  return blockOf(scan, from + index);
}

/** A stretch of a row as a row, by numbers in the row; none when it is empty, and the row itself when it is all of it. */
export function partOfRow(row: Row, from: number, to: number): readonly Row[] {
  if (from >= to) return [];
  return from === 0 && to === row.to - row.from ? [row] : [new ScannedRow(row.scan, row.from + from, row.from + to)];
}

/** Puts the blocks of a scan into rows that stand there; the first is number `first`. */
export function rowsOf(scan: Scan, start: number, first: number): PlacedRow[] {
  const rows: PlacedRow[] = [];
  for (let from = 0; from < scan.count; from += rowLength) {
    const row = new ScannedRow(scan, from, Math.min(scan.count, from + rowLength));
    rows.push({ start: start + (scan.starts[from] ?? 0), first: first + from, row });
  }
  return rows;
}

/** The index of the row that holds block number `block`. */
export function rowHolding(rows: readonly PlacedRow[], block: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((rows[middle]?.first ?? 0) <= block) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The index of the row that holds the offset; at a border, of the one that begins there. */
export function rowAt(rows: readonly PlacedRow[], offset: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((rows[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The number of the block that holds the offset; at a border, of the one that begins there. */
export function blockNumberAt(rows: readonly PlacedRow[], offset: number): number {
  const placed = rows[rowAt(rows, offset)];
  if (placed === undefined) return 0;
  const { scan, from, to } = placed.row;
  const sought = offset - placed.start + (scan.starts[from] ?? 0);
  let low = from;
  let high = to - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((scan.starts[middle] ?? 0) <= sought) low = middle;
    else high = middle - 1;
  }
  return placed.first + low - from;
}

/** The text of the blocks from number `first` to `last`. */
export function blocksText(rows: readonly PlacedRow[], first: number, last: number): string {
  let text = '';
  for (let number = first; number <= last; ) {
    const placed = rows[rowHolding(rows, number)];
    if (placed === undefined) break;
    const { scan, from, to } = placed.row;
    const begin = number - placed.first + from;
    const end = Math.min(to, last + 1 - placed.first + from);
    text += scan.text.slice(scan.starts[begin], scan.starts[end]);
    number += end - begin;
  }
  return text;
}

/** Where the block of that number begins in the document. */
export function startOfBlock(rows: readonly PlacedRow[], number: number): number {
  const placed = rows[rowHolding(rows, number)];
  return placed === undefined ? 0 : placed.start + startInRow(placed.row, number - placed.first);
}

/** The block of that number, placed in the document. */
export function blockNumber(rows: readonly PlacedRow[], number: number): PlacedBlock | undefined {
  const placed = rows[rowHolding(rows, number)];
  const index = number - (placed?.first ?? 0);
  if (placed === undefined || index < 0 || index >= placed.row.to - placed.row.from) return undefined;
  return { start: placed.start + startInRow(placed.row, index), block: blockInRow(placed.row, index) };
}

function moved(placed: PlacedBlock, by: number): PlacedBlock {
  return by === 0 ? placed : { start: placed.start + by, block: placed.block };
}
