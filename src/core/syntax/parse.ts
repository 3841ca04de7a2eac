import { applyEdits, type Edit } from '../span.ts';
import type { HttpDocument, PlacedRow } from './ast.ts';
import { editWindows } from './document/editWindows.ts';
import { replaceBlocks } from './document/replaceBlocks.ts';
import { reusingBlocks } from './document/reusingBlocks.ts';
import { documentOf, rowsOf } from './document/rows.ts';
import { scanText } from './document/scan/scanText.ts';

/** Edits of more places at once than this are a new text rather than a keystroke. */
const mostWindows = 64;

/** The tree of a text. Total: any text has one, and what is wrong in it is in the blocks' `faults`. */
export function parse(text: string): HttpDocument {
  return documentOf(rowsOf(scanText(text), 0, 0), text);
}

/**
 * The document after the edits, whose offsets are the old document's; they may come in any order but must not
 * overlap. Equal to a fresh parse, while the blocks that no edit touches stay the same objects, and so do the rows
 * that hold only such blocks.
 */
export function update(document: HttpDocument, edits: readonly Edit[]): HttpDocument {
  if (edits.length === 0) return document;
  const rows = document.rows.some(({ row }) => row.open) ? undefined : updatedRows(document.rows, edits);
  if (rows === undefined) {
    const text = applyEdits(document.text, edits);
    return documentOf(reusingBlocks(scanText(text), document.rows), text);
  }
  return rows.length > 0 ? documentOf(rows) : parse('');
}

/** Undefined when a window leaves a multipart body open: its end then depends on all that follows. */
function updatedRows(old: readonly PlacedRow[], edits: readonly Edit[]): readonly PlacedRow[] | undefined {
  const windows = editWindows(old, edits);
  if (windows.length > mostWindows) return undefined;
  let rows = old;
  for (const window of [...windows].reverse()) {
    const scan = window.text === '' ? undefined : scanText(window.text);
    if (scan !== undefined && scan.open.length > 0) return undefined;
    rows = replaceBlocks(rows, window, scan);
  }
  return rows;
}
