import { lastBlock, readPlainBlock } from '../document/scan/plainBlock.ts';
import { openStretch } from '../document/scan/stretch.ts';
import { skipBlanks, trimEnd } from './characters.ts';

/**
 * A block that holds one request in its plainest form and nothing else: no variables, directives but `@name`,
 * scripts, continued lines, folds, files, answers or faults. All there is to it is known from one look, without a
 * tree, and nearly every block is one. Offsets count from the block's start; where a start and its end are equal,
 * there is no such part.
 */
export interface PlainRequest {
  readonly titleStart: number;
  readonly titleEnd: number;
  /** What stands behind `# @name`. */
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly start: number;
  readonly line: number;
  readonly target: number;
  readonly targetEnd: number;
  readonly lineEnd: number;
  readonly end: number;
}

/** Reads the block's text as a plain request; undefined when it is, or may be, anything else. */
export function readPlain(text: string): PlainRequest | undefined {
  openStretch(text, 0);
  if (readPlainBlock(0) !== text.length) return undefined;
  const { first, opened, nameStart, nameEnd, start, line, target, targetEnd, lineEnd, headEnd } = lastBlock();
  const lastOfTitle = separatorEnd(text, opened);
  let titleStart = first;
  while (titleStart < lastOfTitle && text.charCodeAt(titleStart) === 0x23) titleStart += 1;
  titleStart = skipBlanks(text, titleStart, lastOfTitle);
  return {
    titleStart,
    titleEnd: trimEnd(text, titleStart, Math.max(lastOfTitle, titleStart)),
    nameStart,
    nameEnd,
    start,
    line,
    target,
    targetEnd,
    lineEnd,
    end: requestEnd(text, headEnd),
  };
}

/** The end of the separator's line, without its line break. */
function separatorEnd(text: string, opened: number): number {
  let at = opened;
  while (at > 0 && (text.charCodeAt(at - 1) === 0x0a || text.charCodeAt(at - 1) === 0x0d)) at -= 1;
  return at;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

/** The end of the last line that is not blank; blanks after content belong to it, those after a field do not. */
function requestEnd(text: string, headEnd: number): number {
  let at = text.length;
  while (at > 0 && isSpace(text.charCodeAt(at - 1))) at -= 1;
  if (at <= headEnd) return at;
  while (at < text.length && text.charCodeAt(at) !== 0x0a && text.charCodeAt(at) !== 0x0d) at += 1;
  return at;
}
