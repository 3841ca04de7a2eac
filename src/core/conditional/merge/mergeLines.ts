import { diff3MergeRegions } from 'node-diff3';
import type { Conflict, Merge, Versions } from './merge.ts';
import { isComparable } from './repetition.ts';

/** How the two sides are called in conflict markers; in ASCII, since editors warn of other apostrophes in code. */
const NAMES = { mine: 'yours', base: 'what you read', theirs: "the server's" } as const;

/** A merge of text by lines (diff3), in the user's line ends. Contents that repeat too much to be compared conflict as a whole. */
export function mergeLines(versions: Versions): Merge {
  const { base, theirs, mine } = versions;
  if (theirs === base || theirs === mine) return { kind: 'merged', text: mine };
  if (mine === base) return { kind: 'merged', text: theirs };
  const lineEnd = mine.includes('\r\n') ? '\r\n' : '\n';
  const lines = { base: linesOf(base), theirs: linesOf(theirs), mine: linesOf(mine) };
  const pieces = isComparable(lines.base, lines.theirs, lines.mine) ? piecesOf(lines) : [{ ...lines, line: 1 }];
  const text = (each: (piece: Piece) => readonly string[]) => pieces.flatMap(each).join('\n').replaceAll('\n', lineEnd);
  const conflicts = pieces.flatMap((piece) => ('line' in piece ? [conflictOf(piece)] : []));
  if (conflicts.length === 0) return { kind: 'merged', text: text(settledLines) };
  const side = (name: keyof Versions) => text((piece) => ('line' in piece ? piece[name] : piece.settled));
  return {
    kind: 'conflicts',
    conflicts,
    sides: { base: side('base'), theirs: side('theirs'), mine: side('mine') },
    marked: text((piece) => ('line' in piece ? marked(piece) : piece.settled)),
  };
}

type Lines = Versions<readonly string[]>;

/** A stretch on which the sides agree, or one on which they do not, with its line in the user's content. */
type Piece = { readonly settled: readonly string[] } | (Lines & { readonly line: number });

const settledLines = (piece: Piece): readonly string[] => ('line' in piece ? [] : piece.settled);

function linesOf(text: string): readonly string[] {
  return text.replaceAll('\r\n', '\n').split('\n');
}

function piecesOf({ base, theirs, mine }: Lines): readonly Piece[] {
  return diff3MergeRegions([...mine], [...base], [...theirs]).map((region): Piece => {
    if (region.stable) return { settled: region.bufferContent };
    const { aContent, oContent, bContent, aStart } = region;
    if (aContent.join('\n') === bContent.join('\n') && aContent.length === bContent.length)
      return { settled: aContent };
    return { base: oContent, theirs: bContent, mine: aContent, line: aStart + 1 };
  });
}

function conflictOf({ line, base, theirs, mine }: Lines & { readonly line: number }): Conflict {
  return { at: String(line), base: base.join('\n'), theirs: theirs.join('\n'), mine: mine.join('\n') };
}

/** In the form that editors and Git know, the base included. */
function marked({ base, theirs, mine }: Lines): readonly string[] {
  return [
    `<<<<<<< ${NAMES.mine}`,
    ...mine,
    `||||||| ${NAMES.base}`,
    ...base,
    '=======',
    ...theirs,
    `>>>>>>> ${NAMES.theirs}`,
  ];
}
