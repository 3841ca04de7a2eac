/** Code units that the language gives a meaning. */
export const TAB = 0x09;
export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;
export const SPACE = 0x20;
export const QUOTE = 0x22;
export const HASH = 0x23;
export const PERCENT = 0x25;
export const AMPERSAND = 0x26;
export const ASTERISK = 0x2a;
export const HYPHEN = 0x2d;
export const DOT = 0x2e;
export const SLASH = 0x2f;
export const COLON = 0x3a;
export const LESS = 0x3c;
export const EQUALS = 0x3d;
export const GREATER = 0x3e;
export const QUESTION = 0x3f;
export const AT = 0x40;
export const BACKSLASH = 0x5c;
export const BRACE_OPEN = 0x7b;
export const BRACE_CLOSE = 0x7d;
export const BYTE_ORDER_MARK = 0xfeff;

/** Whether the code unit is a space or a tab. */
export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** Whether the code unit is an ASCII letter. */
export function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** Whether the code unit is an ASCII digit. */
export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Whether the code unit is a tchar, so may stand in a method or a field name (RFC 9110 §5.6.2). */
export function isTokenChar(code: number): boolean {
  if (isLetter(code) || isDigit(code) || code === HYPHEN) return true;
  return code > SPACE && code < 0x7f && "!#$%&'*+.^_`|~".includes(String.fromCharCode(code));
}

/** Whether the code unit may stand in a field value on the wire (RFC 9110 §5.5, obs-text as Latin-1). */
export function isFieldChar(code: number): boolean {
  return (code >= SPACE && code < 0x7f) || (code >= 0x80 && code <= 0xff) || code === TAB;
}

/** The offset of the first character in the stretch that is no blank, or `to`. */
export function skipBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

/** The offset after the last character in the stretch that is no blank, or `from`. */
export function trimEnd(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && isBlank(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

/** The offset of the first blank in the stretch, or `to`. */
export function skipWord(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && !isBlank(text.charCodeAt(at))) at += 1;
  return at;
}
