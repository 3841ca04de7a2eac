import { CARRIAGE_RETURN, isBlank, LINE_FEED } from './characters.ts';

/** Offset of the first `###` line after the line at `start`, or the text's end. Blanks before the hashes belong to it. */
export function nextSeparator(text: string, start: number): number {
  for (let at = text.indexOf('###', start); at !== -1; at = text.indexOf('###', at + 3)) {
    const line = skipBlanksBack(text, at, start);
    if (line > start && endsLine(text.charCodeAt(line - 1))) return line;
  }
  return text.length;
}

function skipBlanksBack(text: string, from: number, start: number): number {
  let at = from;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

function endsLine(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}
