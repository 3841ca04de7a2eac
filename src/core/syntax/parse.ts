import { applyEdits, type Edit } from '../span.ts';
import type { HttpDocument, PlacedBlock } from './ast.ts';
import { blocksOf } from './blocks.ts';
import { editWindows } from './editWindows.ts';

/** The tree of a text. Total: any text has one, and what is wrong in it is in the blocks' `faults`. */
export function parse(text: string): HttpDocument {
  return { text, blocks: blocksOf(text) };
}

/**
 * The document after the edits, whose offsets are the old document's; they may come in any order but must not
 * overlap. Equal to a fresh parse, while the blocks that no edit touches stay the same objects.
 */
export function update(document: HttpDocument, edits: readonly Edit[]): HttpDocument {
  if (edits.length === 0) return document;
  const blocks = document.blocks.some(isOpen) ? undefined : updatedBlocks(document.blocks, edits);
  if (blocks === undefined) return reusing(parse(applyEdits(document.text, edits)), document);
  return withText(blocks);
}

/** Undefined when a window leaves a multipart body open: its end then depends on all that follows. */
function updatedBlocks(old: readonly PlacedBlock[], edits: readonly Edit[]): readonly PlacedBlock[] | undefined {
  const blocks: PlacedBlock[] = [];
  let copied = 0;
  let shifted = 0;
  for (const window of editWindows(old, edits)) {
    place(blocks, old, copied, window.first, shifted);
    const parsed = blocksOf(window.text);
    if (parsed.some(isOpen)) return undefined;
    const start = window.start + shifted;
    for (const placed of parsed)
      if (placed.block.text !== '') blocks.push({ start: start + placed.start, block: placed.block });
    shifted += window.text.length - window.length;
    copied = window.last + 1;
  }
  place(blocks, old, copied, old.length, shifted);
  return blocks.length > 0 ? blocks : blocksOf('');
}

function place(blocks: PlacedBlock[], old: readonly PlacedBlock[], from: number, to: number, shifted: number): void {
  for (let at = from; at < to; at += 1) {
    const placed = old[at];
    if (placed !== undefined)
      blocks.push(shifted === 0 ? placed : { start: placed.start + shifted, block: placed.block });
  }
}

/** The text is put together when it is asked for: a keystroke needs its block alone. */
function withText(blocks: readonly PlacedBlock[]): HttpDocument {
  let text: string | undefined;
  return {
    blocks,
    get text() {
      text ??= blocks.map(({ block }) => block.text).join('');
      return text;
    },
  };
}

function isOpen({ block }: PlacedBlock): boolean {
  return block.openBoundary !== undefined;
}

/** The fresh document with the old one's blocks where the same text stands, counted from either end. */
function reusing(fresh: HttpDocument, old: HttpDocument): HttpDocument {
  const blocks = [...fresh.blocks];
  const shared = Math.min(blocks.length, old.blocks.length);
  let front = 0;
  while (front < shared && reuse(blocks, front, old.blocks[front])) front += 1;
  for (let back = 1; back <= shared - front; back += 1) {
    if (!reuse(blocks, blocks.length - back, old.blocks.at(-back))) break;
  }
  return { text: fresh.text, blocks };
}

function reuse(blocks: PlacedBlock[], at: number, old: PlacedBlock | undefined): boolean {
  const fresh = blocks[at];
  if (fresh === undefined || old === undefined || fresh.block.text !== old.block.text) return false;
  blocks[at] = fresh.start === old.start ? old : { start: fresh.start, block: old.block };
  return true;
}
