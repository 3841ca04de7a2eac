import type { Token } from '../../span.ts';
import type { Block, Row } from '../../syntax/ast.ts';
import { directiveNamed } from '../../syntax/block/directives.ts';
import { blockInRow, isPlain } from '../../syntax/document/rows.ts';
import type { Scan } from '../../syntax/document/scan/tables.ts';

/** A name given by `# @name`; its span counts from its block. */
export interface GivenName extends Token {
  /** The block's number in its row, and the request's in its block. */
  readonly block: number;
  readonly request: number;
}

const known = new WeakMap<Row, readonly GivenName[]>();

/** The names given in a row, in order. A row never changes, so neither do they. */
export function givenNames(row: Row): readonly GivenName[] {
  const before = known.get(row);
  if (before !== undefined) return before;
  const names = namesBetween(row, 0, row.to - row.from);
  known.set(row, names);
  return names;
}

/** The names given in the block of that number in the row. */
export function namesIn(row: Row, index: number): readonly GivenName[] {
  return namesBetween(row, index, index + 1);
}

function namesBetween(row: Row, first: number, end: number): readonly GivenName[] {
  return row.plain === 'all' ? namesInTable(row, first, end) : namesOfEach(row, first, end);
}

function namesInTable(row: Row, first: number, end: number): readonly GivenName[] {
  const { given } = row.scan;
  const names: GivenName[] = [];
  for (let at = firstGiven(row.scan, row.from + first); (given[at] ?? row.to) < row.from + end; at += 3) {
    names.push(nameInTable(row, (given[at] ?? 0) - row.from, at));
  }
  return names;
}

function namesOfEach(row: Row, first: number, end: number): readonly GivenName[] {
  const names: GivenName[] = [];
  for (let index = first; index < end; index += 1) {
    if (isPlain(row, index)) names.push(...namesInTable(row, index, index + 1));
    else names.push(...namesOfTree(blockInRow(row, index), index));
  }
  return names;
}

/** Where in the table of names the blocks from that number on begin. */
function firstGiven({ given }: Scan, block: number): number {
  let low = 0;
  let high = given.length / 3;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((given[middle * 3] ?? 0) < block) low = middle + 1;
    else high = middle;
  }
  return low * 3;
}

function nameInTable({ scan, from }: Row, block: number, at: number): GivenName {
  const start = scan.given[at + 1] ?? 0;
  const end = scan.given[at + 2] ?? 0;
  const base = scan.starts[from + block] ?? 0;
  return { start: start - base, end: end - base, text: scan.text.slice(start, end), block, request: 0 };
}

function namesOfTree({ requests }: Block, block: number): readonly GivenName[] {
  return requests.flatMap(({ directives }, request) => {
    const name = directiveNamed(directives, 'name')?.value;
    return name === undefined || name.text === '' ? [] : [{ ...name, block, request }];
  });
}
