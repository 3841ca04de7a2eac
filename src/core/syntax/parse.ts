import { applyEdits, type Edit } from '../span.ts';
import type { HttpDocument, PlacedBlock } from './ast.ts';
import { boundaryIndex } from './boundaryIndex.ts';
import { LineReader } from './lineReader.ts';
import { parseBlock } from './parseBlock.ts';

/** The tree of a text. Total: any text has one, and what is wrong in it is in the blocks' `faults`. */
export function parse(text: string): HttpDocument {
  return { text, blocks: parseBlocks(text) };
}

/** The document after the edits, whose offsets are the document's. Blocks that no edit touches stay the same objects. */
export function update(document: HttpDocument, edits: readonly Edit[]): HttpDocument {
  return parse(applyEdits(document.text, edits));
}

function parseBlocks(text: string): readonly PlacedBlock[] {
  const lines = new LineReader(text);
  const boundaries = boundaryIndex(text);
  const blocks: PlacedBlock[] = [];
  let start = 0;
  do {
    blocks.push({ start, block: parseBlock(lines, boundaries, start) });
    start = lines.start;
  } while (!lines.done);
  return blocks;
}
