/** A form whose pairs stand on several lines, as one: a line that begins with `&`, or follows one that ends so. */
export function joinForm(text: string): string {
  let result = '';
  let joins = true;
  for (const line of text.split('\n')) {
    const pairs = line.trim();
    result += joins || pairs.startsWith('&') ? pairs : `\n${pairs}`;
    joins = pairs.endsWith('&');
  }
  return result;
}
