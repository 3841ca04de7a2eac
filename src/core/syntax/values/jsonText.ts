import type { Span } from '../../span.ts';
import { BACKSLASH, BRACE_CLOSE, BRACE_OPEN, COLON, QUOTE } from '../block/characters.ts';

const BRACKET_OPEN = 0x5b;
const BRACKET_CLOSE = 0x5d;
const COMMA = 0x2c;

/** A member or an element of a JSON value: where its value begins, and its name in an object. */
export interface JsonChild {
  readonly name: string | undefined;
  readonly start: number;
}

/** The stretch of the value that begins at or after the offset; undefined when the text ends before it does. */
export function valueSpan(json: string, from: number): Span | undefined {
  const start = skipSpace(json, from);
  const code = json.charCodeAt(start);
  const end =
    code === QUOTE ? skipString(json, start) : isOpening(code) ? skipNested(json, start) : skipAtom(json, start);
  return end === undefined || end === start ? undefined : { start, end };
}

/** The members of the object or the elements of the array at the offset, as far as the text is well-formed. */
export function children(json: string, at: number): readonly JsonChild[] {
  const inObject = json.charCodeAt(at) === BRACE_OPEN;
  if (!inObject && json.charCodeAt(at) !== BRACKET_OPEN) return [];
  const found: JsonChild[] = [];
  let next = skipSpace(json, at + 1);
  while (next < json.length && !isClosing(json.charCodeAt(next))) {
    const child = inObject ? memberAt(json, next) : { name: undefined, start: next };
    const span = child === undefined ? undefined : valueSpan(json, child.start);
    if (child === undefined || span === undefined) return found;
    found.push(child);
    next = skipSpace(json, span.end);
    if (json.charCodeAt(next) !== COMMA) return found;
    next = skipSpace(json, next + 1);
  }
  return found;
}

/** The text that a JSON string literal stands for; undefined when it is malformed. */
export function decodeString(literal: string): string | undefined {
  if (!literal.includes('\\')) return literal.slice(1, -1);
  try {
    return String(JSON.parse(literal));
  } catch {
    return undefined;
  }
}

function memberAt(json: string, at: number): JsonChild | undefined {
  if (json.charCodeAt(at) !== QUOTE) return undefined;
  const end = skipString(json, at);
  if (end === undefined) return undefined;
  const colon = skipSpace(json, end);
  if (json.charCodeAt(colon) !== COLON) return undefined;
  return { name: decodeString(json.slice(at, end)), start: skipSpace(json, colon + 1) };
}

function skipSpace(json: string, from: number): number {
  let at = from;
  while (' \t\n\r\uFEFF'.includes(json.charAt(at)) && at < json.length) at += 1;
  return at;
}

function skipString(json: string, from: number): number | undefined {
  let at = from + 1;
  while (at < json.length && json.charCodeAt(at) !== QUOTE) at += json.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at < json.length ? at + 1 : undefined;
}

/** A stack is not needed to find the end: what opens inside closes inside. */
function skipNested(json: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (isOpening(code)) depth += 1;
    else if (isClosing(code)) depth -= 1;
    else if (code === QUOTE) at = (skipString(json, at) ?? json.length) - 1;
    if (depth === 0) return at + 1;
  }
  return undefined;
}

function skipAtom(json: string, from: number): number {
  let at = from;
  while (at < json.length && /[\w.+-]/.test(json.charAt(at))) at += 1;
  return at;
}

function isOpening(code: number): boolean {
  return code === BRACE_OPEN || code === BRACKET_OPEN;
}

function isClosing(code: number): boolean {
  return code === BRACE_CLOSE || code === BRACKET_CLOSE;
}
