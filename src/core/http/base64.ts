const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The bytes in base64 with padding (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  const groups: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const sextets = [a >> 2, ((a & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63];
    const present = Math.min(bytes.length - at, 3) + 1;
    groups.push(
      sextets
        .slice(0, present)
        .map((sextet) => alphabet.charAt(sextet))
        .join('')
        .padEnd(4, '='),
    );
  }
  return groups.join('');
}

/** The bytes that a base64 text stands for, white space in it passed over; undefined when it is none. */
export function fromBase64(text: string): Uint8Array | undefined {
  const digits = text.replaceAll(/\s+/g, '').replace(/={0,2}$/, '');
  if (!/^[A-Za-z0-9+/]*$/.test(digits) || digits.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const digit of digits) {
    held = ((held << 6) | sextetOf(digit.charCodeAt(0))) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (held >> bits) & 0xff;
    at += 1;
  }
  return bytes;
}

function sextetOf(code: number): number {
  if (code === 0x2b) return 62;
  if (code === 0x2f) return 63;
  if (code <= 0x39) return code + 4;
  return code <= 0x5a ? code - 65 : code - 71;
}
