import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { SendOptions } from '../core/http/exchange.ts';
import type { HeaderList } from '../core/http/headerList.ts';
import { fieldValues } from '../core/http/headerList.ts';
import { ContentSink } from './contentSink.ts';
import { decodersFor } from './decode.ts';
import { type Failure, failureOf } from './failure.ts';

/** The content of one response, and what cut it short, if anything did. */
export interface Received {
  readonly body: Uint8Array;
  readonly bodyFile: string | undefined;
  readonly bodyBytes: number;
  readonly failure: Failure | undefined;
}

/** Content on its way: the head it belongs to, its pieces, and how to give it up. */
export interface Incoming {
  readonly status: number;
  readonly headers: HeaderList;
  readonly pieces: AsyncIterable<Uint8Array>;
  readonly interrupt: (failure: Failure) => void;
}

/** Reads content to its end, or as far as it comes. Never rejects for what the network or the coding does. */
export async function receive(
  incoming: Incoming,
  options: SendOptions,
  nameFile: (() => string) | undefined,
): Promise<Received> {
  const sink = new ContentSink(options.bodyLimit, nameFile);
  const arriving = new Arriving(incoming, options);
  let failure: Failure | undefined;
  try {
    // The first piece decides whether there is anything to decode: HEAD, 204 and 304 name a coding and carry nothing.
    const first = await arriving.next();
    const decoders = first === undefined ? [] : decodersFor(incoming.status, incoming.headers, first[0] ?? 0);
    await pipeline([Readable.from(arriving.from(first)), ...decoders, intoSink(sink, arriving)]);
  } catch (error) {
    failure = failureOf(error, 'receiving');
  }
  const kept = await sink.end();
  return { ...kept, bodyBytes: arriving.bytes, failure: arriving.failure ?? failure };
}

function intoSink(sink: ContentSink, arriving: Arriving): Writable {
  return new Writable({
    write: (piece: Uint8Array, _encoding, done) => {
      sink.add(piece, arriving.bytes).then(() => done(), done);
    },
  });
}

/** The pieces as they come off the wire: counted, timed, and ended in peace when the connection breaks. */
class Arriving {
  bytes = 0;
  failure: Failure | undefined;
  readonly #pieces: AsyncIterator<Uint8Array>;
  readonly #incoming: Incoming;
  readonly #options: SendOptions;
  readonly #expected: number | undefined;

  constructor(incoming: Incoming, options: SendOptions) {
    this.#pieces = incoming.pieces[Symbol.asyncIterator]();
    this.#incoming = incoming;
    this.#options = options;
    this.#expected = expectedLength(incoming.headers);
  }

  /** The next piece; undefined at the end, also where the end came too early: what did come is then still decoded. */
  async next(): Promise<Uint8Array | undefined> {
    const { bodyTimeout, onProgress } = this.#options;
    const timer = setTimeout(
      () => this.#incoming.interrupt({ code: 'body-timeout', cause: 'timeout', after: bodyTimeout }),
      bodyTimeout,
    );
    try {
      const step = await this.#pieces.next();
      if (step.done === true) return undefined;
      this.bytes += step.value.length;
      onProgress?.(this.bytes, this.#expected);
      return step.value;
    } catch (error) {
      this.failure = failureOf(error, 'receiving');
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  async *from(first: Uint8Array | undefined): AsyncGenerator<Uint8Array> {
    for (let piece = first; piece !== undefined; piece = await this.next()) yield piece;
  }
}

function expectedLength(headers: HeaderList): number | undefined {
  const [length] = fieldValues(headers, 'Content-Length');
  return length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
}
