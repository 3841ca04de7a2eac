import { DOT, isBlank, isDigit, skipBlanks } from './characters.ts';

/** The status code of a `HTTP/1.1 200 OK` line, or undefined when the stretch is no status line (RFC 9112 §4). */
export function statusOn(text: string, start: number, end: number): number | undefined {
  if (!text.startsWith('HTTP/', start) || !isDigit(text.charCodeAt(start + 5))) return undefined;
  let at = start + 6;
  if (text.charCodeAt(at) === DOT && isDigit(text.charCodeAt(at + 1))) at += 2;
  const code = skipBlanks(text, at, end);
  if (code === at || code + 3 > end) return undefined;
  if (code + 3 < end && !isBlank(text.charCodeAt(code + 3))) return undefined;
  const digits = text.slice(code, code + 3);
  return /^[1-9]\d\d$/.test(digits) ? Number(digits) : undefined;
}
