import type { Span } from '../../span.ts';
import type { Expansion, Piece } from '../../syntax/resolving/resolution.ts';

/** The characters of the file that a stretch of an expanded text comes from; a reference counts as a whole. */
export function sourceSpan(expansion: Expansion, { start, end }: Span): Span {
  const first = pieceAt(expansion, start);
  const last = end > start ? pieceAt(expansion, end - 1) : first;
  if (first === undefined || last === undefined) return { start: 0, end: 0 };
  return { start: sourceStart(first, start), end: end > start ? sourceEnd(last, end) : sourceStart(first, start) };
}

/** The pieces that the stretch overlaps; for an empty stretch none. */
export function piecesIn(expansion: Expansion, { start, end }: Span): readonly Piece[] {
  return expansion.pieces.filter(({ expanded }) => expanded.start < end && expanded.end > start);
}

function pieceAt({ pieces }: Expansion, offset: number): Piece | undefined {
  return pieces.find(({ expanded }) => offset >= expanded.start && offset < expanded.end) ?? pieces.at(-1);
}

function sourceStart({ expanded, source, reference }: Piece, offset: number): number {
  if (reference !== undefined) return offset >= expanded.end ? source.end : source.start;
  return source.start + offset - expanded.start;
}

function sourceEnd({ expanded, source, reference }: Piece, offset: number): number {
  return reference === undefined ? source.start + offset - expanded.start : source.end;
}
