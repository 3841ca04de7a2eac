/**
 * An entity tag (RFC 9110 §8.8.3). `opaque` is what stands between the quotes, octet for octet: it may hold a
 * comma, a `#` or a backslash, and nothing in it is ever unescaped.
 */
export interface EntityTag {
  readonly weak: boolean;
  readonly opaque: string;
}

const QUOTE = 0x22;

/**
 * Whether the code unit may stand in an opaque-tag: `etagc = %x21 / %x23-7E / obs-text` (RFC 9110 §8.8.3). A
 * character beyond Latin-1 goes on the wire as octets above 0x7F, which are obs-text too.
 */
export function isEtagChar(code: number): boolean {
  return code === 0x21 || (code >= 0x23 && code <= 0x7e) || code >= 0x80;
}

/** The offset after the entity tag that begins at `start`, or -1 when none does (RFC 9110 §8.8.3, strictly). */
export function entityTagEnd(text: string, start: number): number {
  // "W/" is case-sensitive and nothing may stand between it and the quote.
  const open = text.startsWith('W/', start) ? start + 2 : start;
  if (text.charCodeAt(open) !== QUOTE) return -1;
  for (let at = open + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (!isEtagChar(code)) return -1;
  }
  return -1;
}

/** Reads `W/"x"` or `"x"` by the strict grammar of RFC 9110 §8.8.3; undefined for anything else. */
export function parseEntityTag(text: string): EntityTag | undefined {
  if (entityTagEnd(text, 0) !== text.length) return undefined;
  const weak = text.startsWith('W/');
  return { weak, opaque: text.slice(weak ? 3 : 1, -1) };
}

/** The tag as it is written on the wire. */
export function formatEntityTag(tag: EntityTag): string {
  return `${tag.weak ? 'W/' : ''}"${tag.opaque}"`;
}

/** Strong comparison (RFC 9110 §8.8.3.2): both are not weak, and their opaque parts are identical. */
export function strongMatch(a: EntityTag, b: EntityTag): boolean {
  return !a.weak && !b.weak && a.opaque === b.opaque;
}

/** Weak comparison (RFC 9110 §8.8.3.2): the opaque parts are identical, whatever their strength. */
export function weakMatch(a: EntityTag, b: EntityTag): boolean {
  return a.opaque === b.opaque;
}
