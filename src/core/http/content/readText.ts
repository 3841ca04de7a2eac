/** A text, and on what its reading rests where the sender did not say it. */
export interface Reading {
  readonly text: string;
  /** A sentence for the reader; undefined where nothing was assumed. */
  readonly assumed?: string;
}

/**
 * Reads content as text: by its byte order mark, which no charset overrules (Encoding Standard, decode), else by the
 * `charset` of its Content-Type, else by what an XML declaration or an HTML meta says of it, else as UTF-8, and as
 * windows-1252 what is no UTF-8. `language` is a VS Code language id. Total; an unknown label is told, never thrown.
 */
export function readText(body: Uint8Array, contentType: string, language: string | undefined): Reading {
  const named = charsetOf(contentType);
  const mark = byteOrderMark(body);
  if (mark !== undefined) return marked(body, mark, named);
  if (named !== undefined) return labelled(body, named);
  const declared = declaredIn(body, language);
  return declared === undefined ? unlabelled(body, language) : declaredAs(body, declared);
}

/** The encoding that the first bytes give away (Encoding Standard §6). */
export function byteOrderMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/** The encoding of a content of which only the begin has come: its mark's, else the one named, else UTF-8. */
export function encodingOf(begin: Uint8Array, contentType: string): string {
  return byteOrderMark(begin) ?? decoderOf(charsetOf(contentType) ?? '')?.encoding ?? 'utf-8';
}

function charsetOf(contentType: string): string | undefined {
  return /;\s*charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType)?.[1];
}

/** The platform's decoder of that label; undefined for one that it does not know. */
function decoderOf(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function marked(body: Uint8Array, mark: string, named: string | undefined): Reading {
  const text = new TextDecoder(mark).decode(body);
  const said = named === undefined ? mark : (decoderOf(named)?.encoding ?? named);
  // Who says UTF-16 leaves its order to the mark.
  if (said === mark || (/^utf-?16$/i.test(named ?? '') && mark.startsWith('utf-16'))) return { text };
  return {
    text,
    assumed: `Its byte order mark is that of ${mark}, and Content-Type says ${shown(named)}: read by the mark.`,
  };
}

/** Better odd characters than none. */
function labelled(body: Uint8Array, label: string): Reading {
  const decoder = decoderOf(label);
  if (decoder !== undefined) return { text: decoder.decode(body) };
  return { ...unlabelled(body, 'json'), assumed: `The charset ${shown(label)} is not known here: read as UTF-8.` };
}

interface Declared {
  readonly label: string;
  readonly by: 'XML declaration' | 'meta element';
}

function declaredAs(body: Uint8Array, { label, by }: Declared): Reading {
  const decoder = decoderOf(label);
  if (decoder === undefined) {
    const text = new TextDecoder().decode(body);
    return { text, assumed: `Its ${by} names ${shown(label)}, which is not known here: read as UTF-8.` };
  }
  // A declaration that can be read octet by octet is not in UTF-16, whatever it says.
  const encoding = decoder.encoding.startsWith('utf-16') ? 'utf-8' : decoder.encoding;
  const text = new TextDecoder(encoding).decode(body);
  if (encoding === 'utf-8' && body.length === text.length) return { text };
  if (encoding !== decoder.encoding)
    return { text, assumed: `Its ${by} names ${shown(label)}, and it is not that: read as UTF-8.` };
  return { text, assumed: `Content-Type names no charset: read as ${encoding}, as its ${by} says.` };
}

/** How far an HTML page is searched for its meta, as browsers do; bytes. */
const SEARCHED = 1024;

function declaredIn(body: Uint8Array, language: string | undefined): Declared | undefined {
  if (language !== 'xml' && language !== 'html') return undefined;
  const start = new TextDecoder('latin1').decode(body.subarray(0, SEARCHED));
  const [, xml] = /^<\?xml\s[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9._:-]+)["']/.exec(start) ?? [];
  if (xml !== undefined) return { label: xml, by: 'XML declaration' };
  if (language !== 'html') return undefined;
  const [, meta] = /<meta\s[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9._:-]+)/i.exec(start) ?? [];
  return meta === undefined ? undefined : { label: meta, by: 'meta element' };
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

const shown = (label = ''): string => JSON.stringify(label.slice(0, 40));
