/** Escape sequences for a terminal, or nothing at all. */
export interface Style {
  bold(text: string): string;
  faint(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
}

/** A style that colours, or one that leaves text as it is. */
export function createStyle(colour: 'yes' | 'no'): Style {
  const wrap = (open: number, close: number) => (text: string) =>
    colour === 'yes' ? `\x1b[${open}m${text}\x1b[${close}m` : text;
  return { bold: wrap(1, 22), faint: wrap(2, 22), red: wrap(31, 39), yellow: wrap(33, 39), green: wrap(32, 39) };
}

/**
 * Text off the wire or out of a file, made harmless for a terminal: control characters but line feed and tab
 * become visible, so that no answer can move the cursor or rename the window.
 */
export function harmless(text: string): string {
  return text.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, visible);
}

function visible(character: string): string {
  const code = character.charCodeAt(0);
  if (character === '\r') return '';
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}
