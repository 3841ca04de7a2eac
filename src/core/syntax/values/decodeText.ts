/** The text of content by the charset of its `Content-Type`; UTF-8 unless it names a Latin-1 one. */
export function decodeText(bytes: Uint8Array, contentType: string): string {
  const latin = /charset\s*=\s*"?(?:iso-?8859-1|latin-?1|windows-1252|us-ascii)\b/i.test(contentType);
  return new TextDecoder(latin ? 'windows-1252' : 'utf-8').decode(bytes);
}
