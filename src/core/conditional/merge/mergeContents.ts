import type { Merge, Versions } from './merge.ts';
import { mergeJson } from './mergeJson.ts';
import { mergeLines } from './mergeLines.ts';

/** More than this is not compared: no person merges it either. */
const LARGEST = 4_194_304;

/** Merges three versions of one content, by structure where all are JSON, else by lines. */
export function mergeContents(versions: Versions): Merge {
  const { base, theirs, mine } = versions;
  if (base.length + theirs.length + mine.length > 3 * LARGEST) {
    return { kind: 'conflicts', conflicts: [{ at: '', base, theirs, mine }], sides: versions, marked: mine };
  }
  return mergeJson(versions) ?? mergeLines(versions);
}
