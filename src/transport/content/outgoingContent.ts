import { contentLength } from '../../core/http/contentLength.ts';
import type { HttpRequest, SendOptions } from '../../core/http/exchange.ts';
import type { Outgoing } from '../connection/line.ts';
import { Interruption } from '../failure.ts';
import { Meter } from './meter.ts';

/** Content up to this goes out in one piece, which is quicker; the rest in pieces, so that its progress is seen. */
const IN_ONE_PIECE = 256 * 1024;
const PIECE = 64 * 1024;

/** The content of a request as a connection takes it, reporting how far it has gone. */
export function outgoingContent(request: HttpRequest, { onProgress }: SendOptions): Outgoing['content'] {
  const { body, stream } = request;
  if (stream === undefined && (body === undefined || body.length <= IN_ONE_PIECE)) return body;
  const length = contentLength(request);
  const meter = onProgress && new Meter('sending', length, onProgress);
  const source = stream === undefined ? slices(body ?? new Uint8Array()) : readable(stream.open());
  return { length, pieces: metered(source, meter) };
}

async function* metered(pieces: AsyncIterable<Uint8Array>, meter: Meter | undefined): AsyncGenerator<Uint8Array> {
  let sent = 0;
  for await (const piece of pieces) {
    yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    sent += piece.length;
    meter?.at(sent);
  }
}

async function* slices(body: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < body.length; at += PIECE) yield body.subarray(at, at + PIECE);
}

/** A file that cannot be read to its end is no failure of the network. */
async function* readable(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces;
  } catch (error) {
    if (error instanceof Interruption) throw error;
    const { code } = error as { readonly code?: unknown };
    throw new Interruption({ code: 'content-unreadable', cause: typeof code === 'string' ? code : 'it broke off' });
  }
}
