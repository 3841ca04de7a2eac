/**
 * A form whose pairs stand on several lines, as one: a line that begins with `&`, or follows one that ends so. What
 * no encoded form can hold is percent-encoded, what is encoded already stays.
 */
export function joinForm(text: string): string {
  let result = '';
  let joins = true;
  for (const line of text.split('\n')) {
    const pairs = encodeForm(line.trim());
    result += joins || pairs.startsWith('&') ? pairs : `\n${pairs}`;
    joins = pairs.endsWith('&');
  }
  return result;
}

/** Spaces, controls, everything beyond ASCII, and a percent sign that begins no encoded byte. */
function encodeForm(pairs: string): string {
  return pairs.replaceAll(/[^\x21-\x7e]|%(?![\da-f]{2})/giu, (character) =>
    encodeURIComponent(/\p{Surrogate}/u.test(character) ? '\uFFFD' : character),
  );
}
