import type { HttpResponse } from '../core/http/exchange.ts';
import { firstValue } from '../core/http/headerList.ts';

/** The content as text in the language named (a VS Code language id), or not text at all. */
export type DecodedBody =
  | { readonly kind: 'none' }
  /** `assumed` is a sentence on how it was read, where nobody said how it is to be read. */
  | { readonly kind: 'text'; readonly text: string; readonly language: string; readonly assumed?: string }
  | { readonly kind: 'binary'; readonly mediaType: string };

/**
 * Reads the content by its Content-Type: the charset named there, else an XML declaration's, else its byte order
 * mark's, else UTF-8, and windows-1252 for what is no UTF-8. Content that is no text by type or by its first bytes
 * stays binary.
 */
export function decodeBody({ headers, body }: Pick<HttpResponse, 'headers' | 'body'>): DecodedBody {
  if (body.length === 0) return { kind: 'none' };
  const contentType = firstValue(headers, 'Content-Type') ?? '';
  const mediaType = mediaTypeOf(contentType);
  const language = languageOf(mediaType);
  if (language === undefined && looksBinary(mediaType, body)) return { kind: 'binary', mediaType };
  const label = charsetOf(contentType) ?? declaredEncoding(language, body) ?? byteOrderMark(body);
  const { text, assumed } = label === undefined ? unlabelled(body, language) : labelled(body, label);
  return { kind: 'text', text, language: language ?? 'plaintext', ...(assumed === undefined ? {} : { assumed }) };
}

interface Reading {
  readonly text: string;
  readonly assumed?: string;
}

/** An encoding that the platform does not know is read as UTF-8: better odd characters than none. */
function labelled(body: Uint8Array, label: string): Reading {
  try {
    return { text: new TextDecoder(label).decode(body) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const assumed = `The charset "${label.slice(0, 40)}" is not known here: read as UTF-8.`;
    return { text: new TextDecoder().decode(body), assumed };
  }
}

/** JSON is UTF-8 (RFC 8259 §8.1); of anything else it is only likely, which matters beyond ASCII. */
function unlabelled(body: Uint8Array, language: string | undefined): Reading {
  const text = new TextDecoder().decode(body);
  const isOdd = text.includes('\ufffd');
  if (language === 'json' || (!isOdd && body.length === text.length)) return { text };
  if (!isOdd || isCutOnly(text)) return { text, assumed: 'No charset is named: read as UTF-8.' };
  const assumed = 'No charset is named, and the content is no UTF-8: read as windows-1252.';
  return { text: new TextDecoder('windows-1252').decode(body), assumed };
}

/** A content that was cut may end inside a character. */
const isCutOnly = (text: string): boolean => text.indexOf('\ufffd') === text.length - 1;

function byteOrderMark([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

function mediaTypeOf(contentType: string): string {
  return (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
}

function charsetOf(contentType: string): string | undefined {
  return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1];
}

const languages: readonly (readonly [RegExp, string])[] = [
  [/^(?:application|text)\/(?:.+\+)?json$/, 'json'],
  [/^(?:application|text|image|model)\/(?:.+\+)?xml$/, 'xml'],
  [/^text\/html$/, 'html'],
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
  if (/^(?:image|audio|video|font)\//.test(mediaType)) return true;
  return body.subarray(0, 1024).some((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b));
}

function declaredEncoding(language: string | undefined, body: Uint8Array): string | undefined {
  if (language !== 'xml') return undefined;
  const start = new TextDecoder('latin1').decode(body.subarray(0, 128));
  return /^<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(start)?.[1];
}
