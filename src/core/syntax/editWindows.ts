import { applyEdits, type Edit, shift } from '../span.ts';
import type { PlacedBlock } from './ast.ts';
import { blockAt } from './blockAt.ts';
import { HASH } from './characters.ts';

/** A row of old blocks that edits touch, `first` to `last`, and the text that stands there afterwards. */
export interface EditWindow {
  readonly first: number;
  readonly last: number;
  /** Offset and length of the row in the old document. */
  readonly start: number;
  readonly length: number;
  readonly text: string;
}

/**
 * The rows of blocks to be parsed again, in order and without touching each other. An edit touches the blocks it
 * lies in or borders on, and the block before when it may undo the `###` that divides the two.
 */
export function editWindows(blocks: readonly PlacedBlock[], edits: readonly Edit[]): readonly EditWindow[] {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const windows: EditWindow[] = [];
  let group: Edit[] = [];
  let first = 0;
  let last = -1;
  for (const edit of ordered) {
    const touched = firstTouched(blocks, edit.start);
    if (group.length > 0 && touched > last) {
      windows.push(windowOf(blocks, first, last, group));
      group = [];
    }
    if (group.length === 0) first = touched;
    first = Math.min(first, touched);
    last = Math.max(last, blockAt(blocks, edit.end));
    group.push(edit);
  }
  if (group.length > 0) windows.push(windowOf(blocks, first, last, group));
  return windows;
}

function firstTouched(blocks: readonly PlacedBlock[], offset: number): number {
  const index = blockAt(blocks, offset);
  const placed = blocks[index];
  return placed !== undefined && index > 0 && offset < placed.start + separatorEnd(placed) ? index - 1 : index;
}

/** Offset in the block up to which a change may undo its separator: behind the third hash. */
function separatorEnd({ block }: PlacedBlock): number {
  let at = 0;
  while (at < block.text.length && block.text.charCodeAt(at) !== HASH) at += 1;
  return at + 3;
}

function windowOf(blocks: readonly PlacedBlock[], first: number, last: number, edits: readonly Edit[]): EditWindow {
  const row = blocks.slice(first, last + 1);
  const start = row[0]?.start ?? 0;
  const text = row.map(({ block }) => block.text).join('');
  return {
    first,
    last,
    start,
    length: text.length,
    text: applyEdits(
      text,
      edits.map((edit) => shift(edit, -start)),
    ),
  };
}
