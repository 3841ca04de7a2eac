const longest = 320;
const tail = 40;

/**
 * A field value as the page shows it: whole up to a length that no sane tag reaches, then its two ends and its
 * size. A server may send 64 KiB of one.
 */
export function shownValue(value: string): string {
  if (value.length <= longest) return value;
  return `${value.slice(0, longest - tail)}…${value.slice(-tail)} (${value.length} characters)`;
}
