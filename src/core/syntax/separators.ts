import { BYTE_ORDER_MARK, CARRIAGE_RETURN, isBlank, LINE_FEED } from './characters.ts';

/** Offset of the first `###` line after the line at `start`, or the text's end. Blanks before the hashes belong to it. */
export function nextSeparator(text: string, start: number): number {
  for (let at = text.indexOf('###', start); at !== -1; at = text.indexOf('###', at + 3)) {
    const line = lineStart(text, at, start);
    if (line !== undefined && line > start) return line;
  }
  return text.length;
}

/** Where the line begins, if only blanks stand before the offset; `start` for the line of the block itself. */
function lineStart(text: string, offset: number, start: number): number | undefined {
  let at = offset;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at -= 1;
  if (at === start) return start;
  const before = text.charCodeAt(at - 1);
  if (before === LINE_FEED || before === CARRIAGE_RETURN) return at;
  return before === BYTE_ORDER_MARK && at === 1 ? start : undefined;
}
