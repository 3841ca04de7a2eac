import type { DirectiveNode } from '../ast.ts';
import { type BlockDraft, spanOf, tokenOf } from './blockDraft.ts';
import {
  ASTERISK,
  AT,
  DOT,
  EQUALS,
  HASH,
  HYPHEN,
  isBlank,
  isDigit,
  isLetter,
  SLASH,
  skipBlanks,
  trimEnd,
} from './characters.ts';
import type { LineReader } from './lineReader.ts';

/** Whether the line is a comment that ends with it: `#` or `//`. */
export function isLineComment(lines: LineReader): boolean {
  const code = lines.at(0);
  return code === HASH || (code === SLASH && lines.at(1) === SLASH);
}

/** Whether a `/*` comment begins the line. */
export function isBlockComment(lines: LineReader): boolean {
  return lines.at(0) === SLASH && lines.at(1) === ASTERISK;
}

/**
 * Reads the comment at the current line, if it is one, and goes to the line after it. What follows the end of a
 * block comment on its line belongs to the comment. A directive goes to `directives`.
 */
export function readComment(draft: BlockDraft, directives: DirectiveNode[]): boolean {
  const { lines } = draft;
  if (isBlockComment(lines)) return readBlockComment(draft);
  if (!isLineComment(lines)) return false;
  const directive = directiveOn(draft);
  if (directive === undefined) draft.comments.push(spanOf(draft, lines.first, lines.end));
  else directives.push(directive);
  lines.advance();
  return true;
}

function readBlockComment(draft: BlockDraft): boolean {
  const { lines } = draft;
  const { first } = lines;
  let end = lines.end;
  while (!lines.done) {
    const closed = closesComment(lines, first);
    end = lines.end;
    lines.advance();
    if (closed || lines.separator) break;
  }
  draft.comments.push(spanOf(draft, first, end));
  return true;
}

function closesComment(lines: LineReader, opened: number): boolean {
  const from = Math.max(lines.start, opened + 2);
  return lines.text.slice(from, lines.end).includes('*/');
}

/** `# @name value`, `#@name`, `## @name`, `// @name`, `# @name = value`. */
function directiveOn(draft: BlockDraft): DirectiveNode | undefined {
  const { text, first, end } = draft.lines;
  const mark = text.charCodeAt(first);
  let at = first;
  while (text.charCodeAt(at) === mark) at += 1;
  at = skipBlanks(text, at, end);
  if (text.charCodeAt(at) !== AT || !isLetter(text.charCodeAt(at + 1))) return undefined;
  const nameEnd = skipName(text, at + 1);
  if (nameEnd < end && !isBlank(text.charCodeAt(nameEnd)) && text.charCodeAt(nameEnd) !== EQUALS) return undefined;
  let value = skipBlanks(text, nameEnd, end);
  if (text.charCodeAt(value) === EQUALS && value < end) value = skipBlanks(text, value + 1, end);
  const valueEnd = trimEnd(text, value, end);
  return {
    start: first - draft.base,
    end: end - draft.base,
    name: tokenOf(draft, at + 1, nameEnd),
    value: tokenOf(draft, value, valueEnd),
  };
}

function skipName(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); isNameChar(code); code = text.charCodeAt(at)) at += 1;
  return at;
}

function isNameChar(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === HYPHEN || code === DOT || code === 0x5f;
}
