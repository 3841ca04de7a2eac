import { isBlank } from '../block/characters.ts';

/** The media type of a `Content-Type` value in lower case, without parameters (RFC 9110 §8.3.1). */
export function mediaType(contentType: string): string {
  const semicolon = contentType.indexOf(';');
  return (semicolon === -1 ? contentType : contentType.slice(0, semicolon)).trim().toLowerCase();
}

/** Whether content of the media type is JSON or a row of JSON texts. */
export function isJson(type: string): boolean {
  return type.endsWith('/json') || type.endsWith('+json') || isJsonLines(type) || type === 'application/json-seq';
}

/** Whether content of the media type is one JSON text a line, each line ended (newline-delimited JSON). */
export function isJsonLines(type: string): boolean {
  return ['application/x-ndjson', 'application/ndjson', 'application/jsonl', 'application/x-jsonlines'].includes(type);
}

/** Whether content of the media type is an encoded HTML form. */
export function isForm(type: string): boolean {
  return type === 'application/x-www-form-urlencoded';
}

/** The spellings of the parameter that are understood: few enough to be looked for in a whole document. */
export const boundarySpellings: readonly string[] = ['boundary=', 'Boundary=', 'BOUNDARY='];

/** The boundary parameter of a multipart `Content-Type` value, unquoted (RFC 2046 §5.1.1). */
export function boundaryOf(contentType: string): string | undefined {
  const spelling = boundarySpellings.find((candidate) => contentType.includes(candidate));
  if (spelling === undefined) return undefined;
  const from = contentType.indexOf(spelling) + spelling.length;
  const quoted = contentType.charAt(from) === '"';
  const boundary = quoted ? untilQuote(contentType, from + 1) : untilSemicolon(contentType, from);
  return boundary === '' ? undefined : boundary;
}

function untilQuote(text: string, from: number): string {
  const end = text.indexOf('"', from);
  return text.slice(from, end === -1 ? text.length : end);
}

function untilSemicolon(text: string, from: number): string {
  let end = text.indexOf(';', from);
  if (end === -1) end = text.length;
  while (end > from && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(from, end);
}
