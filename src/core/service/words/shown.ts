/** Longer texts from a file or the wire are cut, so that a message stays one line. UTF-16 units. */
const longest = 60;

/**
 * A value as a message shows it: control characters made visible, bidirectional controls too (they could reorder
 * the sentence), and cut when long.
 */
export function shown(text: string): string {
  const cut = text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
  return cut
    .replace(/[\u0000-\u001f]/g, controlPicture)
    .replace(/[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g, '\ufffd');
}

const controlPicture = (control: string) => String.fromCharCode(0x2400 + control.charCodeAt(0));

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}
