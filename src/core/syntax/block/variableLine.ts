import { type BlockDraft, tokenOf } from './blockDraft.ts';
import { AT, COLON, EQUALS, isBlank, skipBlanks, trimEnd } from './characters.ts';

/**
 * Reads `@name = value`, `@name=value`, `@name := value` or `@name value` at the current line and goes on to the
 * next. The value runs to the end of the line, untouched but for blanks around it: `#`, quotes and backslashes
 * belong to entity tags.
 */
export function readVariable(draft: BlockDraft): boolean {
  const { lines } = draft;
  const { text, first, end } = lines;
  if (text.charCodeAt(first) !== AT) return false;
  const nameEnd = skipName(text, first + 1, end);
  if (nameEnd === first + 1) return false;
  const value = skipAssignment(text, nameEnd, end);
  const valueEnd = trimEnd(text, value, end);
  draft.variables.push({
    start: first - draft.base,
    end: Math.max(valueEnd, value) - draft.base,
    name: tokenOf(draft, first + 1, nameEnd),
    value: tokenOf(draft, value, valueEnd),
  });
  lines.advance();
  return true;
}

function skipName(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && !endsName(text, at)) at += 1;
  return at;
}

function endsName(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return isBlank(code) || code === EQUALS || (code === COLON && text.charCodeAt(at + 1) === EQUALS);
}

function skipAssignment(text: string, from: number, end: number): number {
  let at = skipBlanks(text, from, end);
  if (at + 1 < end && text.charCodeAt(at) === COLON && text.charCodeAt(at + 1) === EQUALS) at += 1;
  if (at < end && text.charCodeAt(at) === EQUALS) at = skipBlanks(text, at + 1, end);
  return at;
}
