import type { PlacedBlock } from './ast.ts';
import { type BoundaryIndex, boundaryIndex } from './boundaryIndex.ts';
import { LazyBlock } from './lazyBlock.ts';
import { LineReader } from './lineReader.ts';
import { parseBlock } from './parseBlock.ts';
import { nextSeparator } from './separators.ts';

/**
 * The blocks of a text; there is always one. Only a block that names a boundary is read at once: a multipart body
 * decides by itself where the block ends.
 */
export function blocksOf(text: string): readonly PlacedBlock[] {
  const boundaries = boundaryIndex(text);
  const nextNamed = occurrences(text);
  const blocks: PlacedBlock[] = [];
  let named = nextNamed(0);
  let start = 0;
  do {
    if (named < start) named = nextNamed(start);
    const cut = nextSeparator(text, start);
    const block = named < cut ? readAt(text, boundaries, start) : new LazyBlock(text.slice(start, cut), undefined);
    blocks.push({ start, block });
    start += block.text.length;
  } while (start < text.length);
  return blocks;
}

function readAt(text: string, boundaries: BoundaryIndex, start: number): LazyBlock {
  const lines = new LineReader(text, start);
  const tree = parseBlock(lines, boundaries, start);
  return new LazyBlock(text.slice(start, lines.done ? text.length : lines.start), tree);
}

/** What the spellings of the parameter have in common, so that a text is looked through twice rather than thrice. */
const boundaryEndings = ['oundary=', 'OUNDARY='] as const;

/** About the offset of the next boundary parameter, asked for ascending offsets; each is looked for once. */
function occurrences(text: string): (from: number) => number {
  const next = boundaryEndings.map(() => -1);
  return (from) => {
    boundaryEndings.forEach((ending, index) => {
      if ((next[index] ?? -1) < from) next[index] = position(text, ending, from);
    });
    return Math.min(...next);
  };
}

function position(text: string, spelling: string, from: number): number {
  const at = text.indexOf(spelling, from);
  return at === -1 ? text.length : at;
}
