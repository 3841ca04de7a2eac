import {
  ASTERISK,
  BRACE_OPEN,
  COLON,
  DOT,
  HYPHEN,
  isBlank,
  isDigit,
  isLetter,
  isTokenChar,
  SLASH,
  skipBlanks,
  skipWord,
  trimEnd,
} from './characters.ts';
import { isKnownMethod } from './knownMethod.ts';

/** Offsets of a request line's parts: the method (empty for a bare URL), the target, the version (empty without). */
export interface RequestStart {
  readonly method: { readonly start: number; readonly end: number };
  readonly target: { readonly start: number; readonly end: number };
  readonly version: { readonly start: number; readonly end: number };
}

/** Reads a stretch of one line, without blanks before it, as a request line; undefined when it is none. */
export function requestStart(text: string, from: number, lineEnd: number): RequestStart | undefined {
  const end = trimEnd(text, from, lineEnd);
  const wordEnd = skipWord(text, from, end);
  const rest = skipBlanks(text, wordEnd, end);
  const method = { start: from, end: wordEnd };
  if (isMethodBefore(text, from, wordEnd, rest, end)) return { method, ...targetAndVersion(text, rest, end) };
  if (!looksLikeUrl(text, from, end)) return undefined;
  return { method: { start: from, end: from }, ...targetAndVersion(text, from, end) };
}

/** Whether a line begins another request although no separator stands before it: a known method and a URL. */
export function isBareRequestStart(text: string, from: number, lineEnd: number): boolean {
  let wordEnd = from;
  while (wordEnd < lineEnd && isMethodChar(text.charCodeAt(wordEnd))) wordEnd += 1;
  if (!isBlank(text.charCodeAt(wordEnd)) || !isKnownMethod(text.slice(from, wordEnd).toUpperCase())) return false;
  const rest = skipBlanks(text, wordEnd, lineEnd);
  return rest < lineEnd && looksLikeUrl(text, rest, lineEnd);
}

/** Letters and hyphens: all that known methods are made of, so a field line is ruled out at its colon. */
function isMethodChar(code: number): boolean {
  return isLetter(code) || code === HYPHEN;
}

/** Where an ` HTTP/1.1` at the end of the stretch begins, or `end`; blanks or the stretch's start stand before it. */
export function versionStart(text: string, from: number, end: number): number {
  let at = end - 1;
  if (!isDigit(text.charCodeAt(at))) return end;
  if (text.charCodeAt(at - 1) === DOT && isDigit(text.charCodeAt(at - 2))) at -= 2;
  const start = at - 'HTTP/'.length;
  if (start < from || (start > from && !isBlank(text.charCodeAt(start - 1)))) return end;
  return text.slice(start, at).toUpperCase() === 'HTTP/' ? start : end;
}

function targetAndVersion(text: string, start: number, end: number): Pick<RequestStart, 'target' | 'version'> {
  const version = versionStart(text, start, end);
  return { target: { start, end: trimEnd(text, start, version) }, version: { start: version, end } };
}

function isMethodBefore(text: string, from: number, wordEnd: number, rest: number, end: number): boolean {
  if (wordEnd - from <= 20 && isKnownMethod(text.slice(from, wordEnd).toUpperCase())) return true;
  return rest < end && isCapitalToken(text, from, wordEnd) && looksLikeUrl(text, rest, end);
}

function isCapitalToken(text: string, from: number, end: number): boolean {
  for (let at = from; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (!isTokenChar(code) || (code >= 0x61 && code <= 0x7a)) return false;
  }
  return isLetter(text.charCodeAt(from));
}

/** `http://h`, `/p`, `*`, `{{base}}/p`, `h.example/p`, `h:8080`, `[::1]/p`, `localhost`. */
function looksLikeUrl(text: string, from: number, end: number): boolean {
  const code = text.charCodeAt(from);
  if (code === SLASH) return true;
  if (code === ASTERISK) return from + 1 === end || isBlank(text.charCodeAt(from + 1));
  if (code === BRACE_OPEN) return startsWithReference(text, from, end);
  return hasScheme(text, from, end) || startsWithHost(text, from, end);
}

function startsWithReference(text: string, from: number, end: number): boolean {
  return text.charCodeAt(from + 1) === BRACE_OPEN && text.slice(from, end).includes('}}');
}

function hasScheme(text: string, from: number, end: number): boolean {
  let at = from;
  while (at < end && isSchemeChar(text.charCodeAt(at))) at += 1;
  return at > from && at + 2 < end && text.startsWith('://', at);
}

function isSchemeChar(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === DOT || code === 0x2b || code === 0x2d;
}

/** A host, an address or `name:port`. Words after it make it prose, unless a path or a query stands between. */
function startsWithHost(text: string, from: number, end: number): boolean {
  const wordEnd = skipWord(text, from, end);
  const word = text.slice(from, Math.min(wordEnd, from + 300));
  const rest = skipBlanks(text, wordEnd, end);
  if (rest < end && versionStart(text, rest, end) > rest && !/[/?]/.test(word)) return false;
  return (
    /^(?:\[[\da-f:.]+\]|localhost|[\p{L}\d_-]+(?:\.[\p{L}\d_-]+)+)(?::\d{1,5})?(?:[/?#]|$)/iu.test(word) ||
    /^[\p{L}\d_.-]+:\d{1,5}(?:[/?]|$)/u.test(word)
  );
}

/** Whether the stretch is `host: value` rather than a target that begins with a host. */
export function isFieldLine(text: string, from: number, end: number): boolean {
  let at = from;
  while (at < end && isTokenChar(text.charCodeAt(at))) at += 1;
  if (at === from || at >= end || text.charCodeAt(at) !== COLON) return false;
  return at + 1 === end || isBlank(text.charCodeAt(at + 1));
}
