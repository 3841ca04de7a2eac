const single: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  e: 27,
  E: 27,
  '\\': 92,
  "'": 39,
  '"': 34,
  '?': 63,
};

/** The text between `$'` and `'`, and the offset of the closing quote (the text's end when there is none). */
export interface AnsiText {
  readonly text: string;
  readonly end: number;
}

/**
 * Reads bash's `$'…'` from the offset after the opening quote. `\xHH` and `\nnn` are bytes; bytes that are no UTF-8
 * stand for the Latin-1 characters that a header field carries as single octets (RFC 9110 §5.5).
 */
export function ansiText(source: string, from: number): AnsiText {
  const pieces: string[] = [];
  let bytes: number[] = [];
  const flush = () => {
    if (bytes.length > 0) pieces.push(decoded(Uint8Array.from(bytes)));
    bytes = [];
  };
  let at = from;
  while (at < source.length && source.charAt(at) !== "'") {
    const mark = source.charAt(at) === '\\' ? escapeAt(source, at) : undefined;
    if (mark?.byte !== undefined) bytes.push(mark.byte);
    else {
      flush();
      pieces.push(mark?.text ?? source.charAt(at));
    }
    at += mark?.width ?? 1;
  }
  flush();
  return { text: pieces.join(''), end: at };
}

interface Escape {
  readonly byte?: number;
  readonly text?: string;
  readonly width: number;
}

function escapeAt(source: string, at: number): Escape {
  const stretch = source.slice(at, at + 10);
  const byte = /^\\(?:x([\da-fA-F]{1,2})|([0-7]{1,3}))/.exec(stretch);
  if (byte !== null) {
    const code = byte[1] === undefined ? Number.parseInt(byte[2] ?? '0', 8) : Number.parseInt(byte[1], 16);
    return { byte: code & 0xff, width: byte[0].length };
  }
  const point = /^\\(?:u([\da-fA-F]{1,4})|U([\da-fA-F]{1,8}))/.exec(stretch);
  if (point !== null) {
    const code = Number.parseInt(point[1] ?? point[2] ?? '', 16);
    return { text: code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD', width: point[0].length };
  }
  const control = /^\\c(.)/s.exec(stretch);
  if (control !== null) return { byte: (control[1] ?? '@').charCodeAt(0) & 0x1f, width: 3 };
  const code = single[source.charAt(at + 1)];
  return code === undefined ? { text: '\\', width: 1 } : { byte: code, width: 2 };
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  }
}
