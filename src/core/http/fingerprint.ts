/** More content than this is not fingerprinted: comparing it is not worth the time it takes. */
const LARGEST = 4_194_304;

/** The answer to one send is marked for several purposes, and a mark of 4 MiB takes some milliseconds. */
const marked = new WeakMap<Uint8Array, string>();

/**
 * A short mark by which equal contents are told from different ones, as `length:hash`; undefined for contents
 * over 4 MiB. 53 bits, two multiplicative hashes side by side: enough to compare the versions of one resource,
 * and nothing to rely on against an adversary. The content must not change afterwards.
 */
export function fingerprint(content: Uint8Array): string | undefined {
  if (content.length > LARGEST) return undefined;
  const mark = marked.get(content) ?? `${content.length}:${hash(content)}`;
  marked.set(content, mark);
  return mark;
}

function hash(content: Uint8Array): string {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let at = 0; at < content.length; at += 1) {
    const byte = content[at] ?? 0;
    low = Math.imul(low ^ byte, 0x9e3779b1);
    high = Math.imul(high ^ byte, 0x5f356495);
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  const bits = 4_294_967_296 * (high & 0x1fffff) + (low >>> 0);
  return bits.toString(36);
}

/** The same for text, as UTF-8. */
export function textFingerprint(text: string): string | undefined {
  return fingerprint(new TextEncoder().encode(text));
}
