/*
 * Bytes as text in which each can be seen. The bytes are given as a string with one character (0 to 255) for each.
 */

/**
 * Line by line, as they came: CRLF as `↵`, a lone LF as `↓`, other controls and what is no UTF-8 as `‹ff›`. The pictures
 * that Unicode has for controls are missing in most fonts. Linear.
 */
export function visibleText(bytes: string): string {
  const out: string[] = [];
  let from = 0;
  for (let at = 0; at < bytes.length; ) {
    const code = bytes.charCodeAt(at);
    if (code >= 0x20 && code < 0x7f) {
      at += 1;
      continue;
    }
    const length = code < 0x80 ? 0 : sequenceLength(bytes, at);
    const isLineEnd = code === 0x0d && bytes.charCodeAt(at + 1) === 0x0a;
    out.push(bytes.slice(from, at), isLineEnd ? '↵\n' : length === 0 ? control(code) : character(bytes, at, length));
    at += isLineEnd ? 2 : Math.max(1, length);
    from = at;
  }
  out.push(bytes.slice(from));
  return out.join('');
}

const control = (code: number) => (code === 0x0a ? '↓\n' : `‹${code.toString(16).padStart(2, '0')}›`);

/** The bytes of the UTF-8 sequence that begins here; 0 where none does (RFC 3629 §4). */
function sequenceLength(bytes: string, at: number): number {
  const length = announcedLength(bytes.charCodeAt(at));
  for (let next = 1; next < length; next += 1) {
    const code = bytes.charCodeAt(at + next);
    if (!(code >= 0x80 && code < 0xc0)) return 0;
  }
  return length > 0 && isScalar(codePoint(bytes, at, length), length) ? length : 0;
}

function announcedLength(first: number): number {
  if (first < 0xc2 || first > 0xf4) return 0;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/** Neither longer than it needs to be, nor half of a pair, nor beyond the last character. */
function isScalar(point: number, length: number): boolean {
  const least = length === 4 ? 0x10000 : length === 3 ? 0x800 : 0x80;
  return point >= least && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
}

function codePoint(bytes: string, at: number, length: number): number {
  let point = bytes.charCodeAt(at) & (0xff >> (length + 1));
  for (let next = 1; next < length; next += 1) point = (point << 6) | (bytes.charCodeAt(at + next) & 0x3f);
  return point;
}

/** What would not be seen, would turn the text around or would look like a mark of ours is named instead. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\u00a0\u2000-\u200a\u3000↵↓‹›]/u;

function character(bytes: string, at: number, length: number): string {
  const point = codePoint(bytes, at, length);
  const text = String.fromCodePoint(point);
  return unseen.test(text) ? `‹U+${point.toString(16).toUpperCase().padStart(4, '0')}›` : text;
}

/** The bytes in hexadecimal, some a line, with their place before and what is printable behind them. */
export function hexDump(bytes: string, perLine: 8 | 16 = 16): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += perLine) {
    const part = bytes.slice(at, at + perLine);
    const codes = [...part].map((each) => each.charCodeAt(0).toString(16).padStart(2, '0')).join(' ');
    const printable = part.replace(/[^\x20-\x7e]/g, '·');
    lines.push(`${at.toString(16).padStart(8, '0')}  ${codes.padEnd(perLine * 3 - 1)}  ${printable}`);
  }
  return lines.join('\n');
}

/** One character for each byte. */
export function byteString(bytes: Uint8Array): string {
  // Not a TextDecoder: what the platform calls latin1 is windows-1252, which is another code.
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  }
  return parts.join('');
}
