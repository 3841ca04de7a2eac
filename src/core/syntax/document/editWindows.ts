import { applyEdits, type Edit, shift } from '../../span.ts';
import type { PlacedRow } from '../ast.ts';
import { HASH } from '../block/characters.ts';
import { blockNumberAt, blocksText, startOfBlock } from './rows.ts';

/** A row of old blocks that edits touch, `first` to `last`, and the text that stands there afterwards. */
export interface EditWindow {
  readonly first: number;
  readonly last: number;
  readonly text: string;
}

/**
 * The rows of blocks to be parsed again, in order and without touching each other. An edit touches the blocks it
 * lies in or borders on, and the block before when it may undo the `###` that divides the two.
 */
export function editWindows(rows: readonly PlacedRow[], edits: readonly Edit[]): readonly EditWindow[] {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const windows: EditWindow[] = [];
  let group: Edit[] = [];
  let first = 0;
  let last = -1;
  for (const edit of ordered) {
    const touched = firstTouched(rows, edit.start);
    if (group.length > 0 && touched > last) {
      windows.push(windowOf(rows, first, last, group));
      group = [];
    }
    if (group.length === 0) first = touched;
    first = Math.min(first, touched);
    last = Math.max(last, blockNumberAt(rows, edit.end));
    group.push(edit);
  }
  if (group.length > 0) windows.push(windowOf(rows, first, last, group));
  return windows;
}

function firstTouched(rows: readonly PlacedRow[], offset: number): number {
  const number = blockNumberAt(rows, offset);
  if (number === 0) return 0;
  return offset < startOfBlock(rows, number) + separatorEnd(blocksText(rows, number, number)) ? number - 1 : number;
}

/** Offset in the block up to which a change may undo its separator: behind the third hash. */
function separatorEnd(text: string): number {
  let at = 0;
  while (at < text.length && text.charCodeAt(at) !== HASH) at += 1;
  return at + 3;
}

function windowOf(rows: readonly PlacedRow[], first: number, last: number, edits: readonly Edit[]): EditWindow {
  const start = startOfBlock(rows, first);
  const own = edits.map((edit) => shift(edit, -start));
  return { first, last, text: applyEdits(blocksText(rows, first, last), own) };
}
