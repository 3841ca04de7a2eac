import { LineReader } from '../../block/lineReader.ts';
import { parseBlock } from '../../block/parseBlock.ts';
import { nextSeparator } from '../../block/separators.ts';
import { type BoundaryIndex, boundaryIndex } from '../boundaryIndex.ts';
import { LazyBlock } from '../lazyBlock.ts';
import { Integers } from './integers.ts';
import { names } from './names.ts';
import { lastBlock, readPlainBlock } from './plainBlock.ts';
import { count, dropReferences, forgetReferences, moveReferences } from './references.ts';
import { openStretch, text as stretch, stretchMargin } from './stretch.ts';
import type { Scan } from './tables.ts';
import { targetHashAt } from './targetHash.ts';
import { NAMED } from './traits.ts';

const found = lastBlock();

/** A scan while it is made. */
interface ScanDraft {
  readonly text: string;
  readonly boundaries: BoundaryIndex;
  readonly starts: Integers;
  readonly traits: Integers;
  readonly targets: Integers;
  readonly firsts: Integers;
  readonly references: Integers;
  readonly given: Integers;
  readonly blocks: Scan['blocks'];
  readonly open: number[];
}

/**
 * Scans a text, a stretch after the other. Only a block that names a boundary is read at once: a multipart body
 * decides by itself where the block ends.
 */
export function scanText(text: string): Scan {
  const room = 16 + (text.length >> 7);
  const draft: ScanDraft = {
    text,
    boundaries: boundaryIndex(text),
    starts: new Integers(room),
    traits: new Integers(room),
    targets: new Integers(room),
    firsts: new Integers(room),
    references: new Integers(room * 2),
    given: new Integers(16),
    blocks: new Map(),
    open: [],
  };
  forgetReferences();
  let start = 0;
  do start = scanStretch(draft, start);
  while (start < text.length);
  draft.starts.push(text.length);
  draft.firsts.push(draft.references.length);
  return {
    text,
    count: draft.traits.length,
    starts: draft.starts.values(),
    traits: draft.traits.values(),
    targets: draft.targets.values(),
    firstReferences: draft.firsts.values(),
    references: draft.references.values(),
    names,
    given: draft.given.values(),
    blocks: draft.blocks,
    open: draft.open,
  };
}

/** Scans the blocks that lie wholly in the next stretch, at least one, and returns where the one after them begins. */
function scanStretch(draft: ScanDraft, base: number): number {
  openStretch(draft.text, base);
  const end = base + stretch.length;
  // Of what stands at the stretch's end, the next one tells.
  const sure = end === draft.text.length ? end : end - stretchMargin;
  let start = base;
  do {
    const next = scanBlock(draft, base, start, sure);
    if (next === -1) break;
    start = next;
  } while (start < sure);
  moveReferences(draft.references);
  return start;
}

/** Scans the block that begins there and returns its end; -1 when it reaches further than the stretch is sure of. */
function scanBlock(draft: ScanDraft, base: number, start: number, sure: number): number {
  const before = count;
  const past = readPlainBlock(start - base);
  // What is longer than a stretch is left to the tree.
  const plain = past !== -1 && base + past <= sure;
  const cut = plain ? base + past : nextSeparator(draft.text, start);
  if (!plain) dropReferences(before);
  if (cut > sure && start > base) return -1;
  draft.starts.push(start);
  draft.firsts.push(draft.references.length + before);
  const end = plain ? cut : endOfTree(draft, start, cut);
  if (plain && (found.traits & NAMED) !== 0) addName(draft, base);
  draft.traits.push(plain ? found.traits : 0);
  draft.targets.push(plain ? targetHashAt(found.target, found.targetEnd) : 0);
  return end;
}

function addName({ given, traits }: ScanDraft, base: number): void {
  given.push(traits.length);
  given.push(base + found.nameStart);
  given.push(base + found.nameEnd);
}

/** What the spellings of the parameter that names a boundary have in common. */
const boundary = /oundary=|OUNDARY=/;

/** The end of a block that is not plain; with a boundary in it, that may lie behind the next separator. */
function endOfTree(draft: ScanDraft, start: number, cut: number): number {
  const { text, boundaries, blocks, traits } = draft;
  if (!boundary.test(text.slice(start, cut))) return cut;
  const lines = new LineReader(text, start);
  const tree = parseBlock(lines, boundaries, start);
  const end = lines.done ? text.length : lines.start;
  blocks.set(traits.length, new LazyBlock(text.slice(start, end), tree));
  if (tree.openBoundary !== undefined) draft.open.push(traits.length);
  return end;
}
