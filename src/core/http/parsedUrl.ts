/** The absolute URL that the text is, or undefined. `URL.canParse` before `new URL` would read it twice. */
export function parsedUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
