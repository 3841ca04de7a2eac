import { HYPHEN, trimEnd } from '../block/characters.ts';
import { LineReader } from '../block/lineReader.ts';
import { boundaryOf } from '../resolving/mediaType.ts';

/**
 * Tells where a multipart body that is being read is closed. A `###` line inside it is content only if the
 * closing delimiter comes later, and before another request declares the same boundary: otherwise a body that is
 * just being typed would swallow the rest of the file.
 */
export interface BoundaryIndex {
  /** Offset of the line that closes the boundary after `from`, or undefined. */
  closing(boundary: string, from: number): number | undefined;
}

interface Sightings {
  readonly closings: Map<string, number[]>;
  readonly declarations: Map<string, number[]>;
}

/** The index of a text. The text is walked at the first question only, which few files ever ask. */
export function boundaryIndex(text: string): BoundaryIndex {
  let sightings: Sightings | undefined;
  return {
    closing(boundary, from) {
      sightings ??= walk(text);
      const closing = firstAfter(sightings.closings.get(boundary), from);
      const declaration = firstAfter(sightings.declarations.get(boundary), from);
      return closing !== undefined && (declaration === undefined || closing < declaration) ? closing : undefined;
    },
  };
}

function walk(text: string): Sightings {
  const sightings: Sightings = { closings: new Map(), declarations: new Map() };
  for (const lines = new LineReader(text); !lines.done; lines.advance()) {
    const { start, first, end } = lines;
    if (text.charCodeAt(start) === HYPHEN) {
      const closed = closedBoundary(text, start, end);
      if (closed !== undefined) note(sightings.closings, closed, start);
    } else if ((text.charCodeAt(first) | 0x20) === 0x63) {
      const declared = boundaryOf(text.slice(first, end));
      if (declared !== undefined) note(sightings.declarations, declared, start);
    }
  }
  return sightings;
}

/** The boundary that a `--boundary--` line closes. */
export function closedBoundary(text: string, start: number, end: number): string | undefined {
  const last = trimEnd(text, start, end);
  const closes = last - start > 4 && text.startsWith('--', start) && text.endsWith('--', last);
  return closes ? text.slice(start + 2, last - 2) : undefined;
}

function note(map: Map<string, number[]>, key: string, offset: number): void {
  const offsets = map.get(key);
  if (offsets === undefined) map.set(key, [offset]);
  else offsets.push(offset);
}

function firstAfter(offsets: readonly number[] | undefined, from: number): number | undefined {
  if (offsets === undefined) return undefined;
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return offsets[low];
}
