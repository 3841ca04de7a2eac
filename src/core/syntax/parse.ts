import { applyEdits, type Edit } from '../span.ts';
import type { HttpDocument, PlacedBlock, PlacedRow } from './ast.ts';
import { blocksOf } from './blocks.ts';
import { editWindows } from './editWindows.ts';
import { documentOf, replaceBlocks, rowsOf } from './rows.ts';

/** Edits of more places at once than this are a new text rather than a keystroke. */
const mostWindows = 64;

/** The tree of a text. Total: any text has one, and what is wrong in it is in the blocks' `faults`. */
export function parse(text: string): HttpDocument {
  return documentOf(rowsOf(blocksOf(text), 0, 0), text);
}

/**
 * The document after the edits, whose offsets are the old document's; they may come in any order but must not
 * overlap. Equal to a fresh parse, while the blocks that no edit touches stay the same objects, and so do the rows
 * that hold only such blocks.
 */
export function update(document: HttpDocument, edits: readonly Edit[]): HttpDocument {
  if (edits.length === 0) return document;
  const rows = document.rows.some(({ row }) => row.open) ? undefined : updatedRows(document.rows, edits);
  if (rows === undefined) return reusing(applyEdits(document.text, edits), document.blocks);
  return rows.length > 0 ? documentOf(rows) : parse('');
}

/** Undefined when a window leaves a multipart body open: its end then depends on all that follows. */
function updatedRows(old: readonly PlacedRow[], edits: readonly Edit[]): readonly PlacedRow[] | undefined {
  const windows = editWindows(old, edits);
  if (windows.length > mostWindows) return undefined;
  let rows = old;
  for (const window of [...windows].reverse()) {
    const blocks = blocksOf(window.text);
    if (blocks.some(({ block }) => block.openBoundary !== undefined)) return undefined;
    const filled = blocks.filter(({ block }) => block.text !== '');
    rows = replaceBlocks(rows, window, filled, window.text.length);
  }
  return rows;
}

/** The fresh document with the old one's blocks where the same text stands, counted from either end. */
function reusing(text: string, old: readonly PlacedBlock[]): HttpDocument {
  const blocks = [...blocksOf(text)];
  const shared = Math.min(blocks.length, old.length);
  let front = 0;
  while (front < shared && reuse(blocks, front, old[front])) front += 1;
  for (let back = 1; back <= shared - front; back += 1) {
    if (!reuse(blocks, blocks.length - back, old.at(-back))) break;
  }
  return documentOf(rowsOf(blocks, 0, 0), text);
}

function reuse(blocks: PlacedBlock[], at: number, old: PlacedBlock | undefined): boolean {
  const fresh = blocks[at];
  if (fresh === undefined || old === undefined || fresh.block.text !== old.block.text) return false;
  blocks[at] = fresh.start === old.start ? old : { start: fresh.start, block: old.block };
  return true;
}
