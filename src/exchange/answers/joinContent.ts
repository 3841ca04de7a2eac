import type { ContentStream } from '../../core/http/exchange.ts';

/** The bytes one after another. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

/** The same where some of it is read while it is sent: nothing is opened before its turn comes. */
export function joinStreams(pieces: readonly (Uint8Array | ContentStream)[]): ContentStream {
  return {
    length: pieces.reduce((length, piece) => length + piece.length, 0),
    async *open() {
      for (const piece of pieces) {
        if (piece instanceof Uint8Array) yield piece;
        else yield* piece.open();
      }
    },
  };
}
