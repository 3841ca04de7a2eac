import type { HttpResponse } from '../exchange.ts';
import { firstValue } from '../headerList.ts';
import { byteOrderMark, readText } from './readText.ts';

/** The content as text in the language named (a VS Code language id), or not text at all. */
export type DecodedBody =
  | { readonly kind: 'none' }
  /** `assumed` is a sentence on how it was read, where nobody said how it is to be read. */
  | { readonly kind: 'text'; readonly text: string; readonly language: string; readonly assumed?: string }
  | { readonly kind: 'binary'; readonly mediaType: string };

/** Reads the content by its Content-Type. Content that is no text by type or by its first bytes stays binary. */
export function decodeBody({ headers, body }: Pick<HttpResponse, 'headers' | 'body'>): DecodedBody {
  if (body.length === 0) return { kind: 'none' };
  const contentType = firstValue(headers, 'Content-Type') ?? '';
  const mediaType = mediaTypeOf(contentType);
  const language = languageOf(mediaType);
  if (language === undefined && looksBinary(mediaType, body)) return { kind: 'binary', mediaType };
  const { text, assumed } = readText(body, contentType, language);
  return { kind: 'text', text, language: language ?? 'plaintext', ...(assumed === undefined ? {} : { assumed }) };
}

/** The content as text, read as `decodeBody` reads it; what is no text too. */
export function contentText({ headers, body }: Pick<HttpResponse, 'headers' | 'body'>): string {
  const contentType = firstValue(headers, 'Content-Type') ?? '';
  return readText(body, contentType, languageOf(mediaTypeOf(contentType))).text;
}

function mediaTypeOf(contentType: string): string {
  return (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
}

const languages: readonly (readonly [RegExp, string])[] = [
  [/^(?:application|text)\/(?:.+\+)?json$/, 'json'],
  [/^(?:text\/html|application\/xhtml\+xml)$/, 'html'],
  [/^(?:application|text|image|model)\/(?:.+\+)?xml$/, 'xml'],
  [/^text\/css$/, 'css'],
  [/^(?:application|text)\/(?:javascript|ecmascript)$/, 'javascript'],
  [/^(?:application|text)\/(?:x-)?yaml$/, 'yaml'],
  [/^text\/markdown$/, 'markdown'],
  [/^text\//, 'plaintext'],
  [/^application\/(?:x-www-form-urlencoded|graphql|x-ndjson|ndjson|jsonl|json-seq|sql|http)$/, 'plaintext'],
];

function languageOf(mediaType: string): string | undefined {
  return languages.find(([pattern]) => pattern.test(mediaType))?.[1];
}

/** For types not known as text: media by name, else any control character a text does not hold. */
function looksBinary(mediaType: string, body: Uint8Array): boolean {
  if (/^(?:(?:image|audio|video|font)\/|application\/(?:pdf|zip|gzip)$)/.test(mediaType)) return true;
  if (byteOrderMark(body) !== undefined) return false;
  return body.subarray(0, 1024).some((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b));
}
