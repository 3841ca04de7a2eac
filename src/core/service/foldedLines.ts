import type { HttpDocument, PlacedRow, Row } from '../syntax/ast.ts';
import { rowAt } from '../syntax/document/rows.ts';
import { blockFoldings, type Folding } from './folding.ts';

/** Lines that can be folded away, the first and the last of them, counted from 0. */
export interface FoldedLines {
  readonly kind: Folding['kind'];
  readonly first: number;
  readonly last: number;
}

/** What folds, and whether that is all of it. */
export interface Folded {
  readonly lines: readonly FoldedLines[];
  readonly whole: 'yes' | 'no';
}

/** What is known of rows, which never change: how many line ends they have, and what folds, from their first line. */
const knownEnds = new WeakMap<Row, number>();
const knownFolds = new WeakMap<Row, readonly FoldedLines[]>();

/** What folds, by lines, as editors want it: of more than `most`, that of the rows next to the offset. */
export function foldedLinesOf({ rows, text }: HttpDocument, offset: number, most: number): Folded {
  let ends = 0;
  let behind = 0;
  const begins = rows.map(({ start, row }) => {
    // Prose stands between fenced blocks, and nothing between the rows of a file of requests.
    if (start > behind) ends += nextLines(text.slice(behind, start)).length;
    behind = start + row.length;
    ends += lineEnds(row);
    return ends - lineEnds(row);
  });
  const around = rowsAround(rows, rowAt(rows, offset), most);
  const lines = around.flatMap((at) => {
    const begin = begins[at] ?? 0;
    return foldsOf(rows[at]?.row).map(({ kind, first, last }) => ({ kind, first: first + begin, last: last + begin }));
  });
  return { lines, whole: around.length === rows.length ? 'yes' : 'no' };
}

/** The numbers of the row and of those next to it that have no more than `most` folds together; the row in any case. */
function rowsAround(rows: readonly PlacedRow[], row: number, most: number): readonly number[] {
  const around = [row];
  let left = most - foldsOf(rows[row]?.row).length;
  for (let away = 1; away < rows.length && left >= 0; away += 1) {
    for (const at of [row - away, row + away]) {
      if (rows[at] === undefined) continue;
      left -= foldsOf(rows[at]?.row).length;
      if (left >= 0) around.push(at);
    }
  }
  return around.sort((a, b) => a - b);
}

function lineEnds(row: Row): number {
  const before = knownEnds.get(row);
  if (before !== undefined) return before;
  const count = row.blocks.reduce((sum, { block }) => sum + nextLines(block.text).length, 0);
  knownEnds.set(row, count);
  return count;
}

function foldsOf(row: Row | undefined): readonly FoldedLines[] {
  if (row === undefined) return [];
  const before = knownFolds.get(row);
  if (before !== undefined) return before;
  let begin = 0;
  const folds = row.blocks.flatMap(({ block }) => {
    const lines = nextLines(block.text);
    const at = (offset: number) => begin + countUpTo(lines, offset);
    const own = blockFoldings(block).map(({ kind, start, end }) => ({ kind, first: at(start), last: at(end) }));
    begin += lines.length;
    return own.filter(({ first, last }) => first < last);
  });
  knownFolds.set(row, folds);
  return folds;
}

/** Where the next line begins, after each line end: LF, CRLF or a lone CR. */
function nextLines(text: string): readonly number[] {
  const ends: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a)) ends.push(at + 1);
  }
  return ends;
}

/** How many of the rising numbers are at most the offset. */
function countUpTo(ends: readonly number[], offset: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
