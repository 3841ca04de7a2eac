import { fromBase64 } from '../../http/base64.ts';

/**
 * Whether the word is Base64 of a user and a password (RFC 7617 §2), or of much printable ASCII, as the keys of
 * some APIs are. Words of everyday are neither: by chance they stand for bytes that nobody types.
 */
export function isBasicPair(word: string): boolean {
  const bytes = fromBase64(word);
  if (bytes === undefined) return false;
  const text = String.fromCharCode(...bytes.subarray(0, 1000));
  return text.includes(':') || /^[\x20-\x7e]{9,}$/.test(text);
}
