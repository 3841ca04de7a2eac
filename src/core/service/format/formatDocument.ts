import type { Edit, Span } from '../../span.ts';
import { applyEdits, shift } from '../../span.ts';
import type { HttpDocument, PlacedBlock } from '../../syntax/ast.ts';
import { parse } from '../../syntax/parse.ts';
import { layOutBlock } from './layOutBlock.ts';
import { saysTheSame } from './saysTheSame.ts';

export interface FormatOptions {
  /** The white space of one level of JSON. */
  readonly indent: string;
}

/**
 * The edits that lay the document out: `Name: value`, one blank line before a separator and before the content,
 * JSON content indented without a token changed. Whatever would change what is sent is left as it is. With a span,
 * only the edits that touch it.
 */
export function formatDocument(document: HttpDocument, options: FormatOptions, within?: Span): readonly Edit[] {
  const { blocks } = document;
  const lineBreak = lineBreakOf(document.text);
  return blocks.flatMap((placed, index) => {
    if (within !== undefined && !meets(placed, within)) return [];
    const follows = blocks[index + 1]?.block.separator === undefined ? 'nothing' : 'separator';
    const edits = layOutBlock(placed.block, { ...options, lineBreak, follows });
    if (edits.length === 0 || !keepsMeaning(placed, edits)) return [];
    const moved = edits.map((edit) => shift(edit, placed.start));
    return within === undefined ? moved : moved.filter(({ start, end }) => start <= within.end && end >= within.start);
  });
}

function meets({ start, block }: PlacedBlock, within: Span): boolean {
  return start <= within.end && start + block.text.length >= within.start;
}

/** The rules above are meant to keep it; this makes sure, whatever the language learns. */
function keepsMeaning({ block }: PlacedBlock, edits: readonly Edit[]): boolean {
  const before = parse(block.text).blocks;
  const after = parse(applyEdits(block.text, edits)).blocks;
  return before.length === after.length && before.every((each, at) => saysTheSame(each.block, after[at]?.block));
}

/** The line break that the file uses first. */
function lineBreakOf(text: string): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
}
