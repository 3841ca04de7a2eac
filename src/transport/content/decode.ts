import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import type { HeaderList } from '../../core/http/headerList.ts';
import { combinedValue } from '../../core/http/headerList.ts';

/** zstd came to Node with 22.15; the types of 20 do not know it. */
const zstd = zlib as { readonly createZstdDecompress?: () => Transform };

/**
 * The decoders that undo `Content-Encoding`, the last applied first (RFC 9110 §8.4). None for a part of a coded
 * representation, which cannot be decoded on its own, and none when any coding is unknown: the content then stays
 * as it came. `first` is the content's first byte.
 */
export function decodersFor(status: number, headers: HeaderList, first: number): readonly Transform[] {
  if (status === 206) return [];
  const codings = (combinedValue(headers, 'Content-Encoding') ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  const decoders = codings.reverse().map((coding, index) => decoderFor(coding, index === 0 ? first : ZLIB_HEADER));
  return decoders.every((decoder) => decoder !== undefined) ? decoders : [];
}

/** The low half of the byte that opens a zlib stream. Some servers call a bare deflate stream `deflate` and have none. */
const ZLIB_HEADER = 0x08;

function decoderFor(coding: string, first: number): Transform | undefined {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return zlib.createGunzip();
    case 'deflate':
      return (first & 0x0f) === ZLIB_HEADER ? zlib.createInflate() : zlib.createInflateRaw();
    case 'br':
      return zlib.createBrotliDecompress();
    case 'zstd':
      return zstd.createZstdDecompress?.();
  }
  return undefined;
}
