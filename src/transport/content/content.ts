import { Readable, type Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { HeaderList } from '../../core/http/headerList.ts';
import { type Failure, failureOf } from '../failure.ts';
import { ContentSink } from './contentSink.ts';
import { decodersFor } from './decode.ts';

export interface ContentSettings {
  readonly status: number;
  readonly headers: HeaderList;
  readonly limit: number;
  readonly nameFile: (() => string) | undefined;
  readonly onPart: ((bytes: Uint8Array) => void) | undefined;
  /** Lets the connection flow again. */
  readonly resume: () => void;
  /** Gives the connection up: nothing more is wanted of it. */
  readonly giveUp: (failure: Failure) => void;
}

/** The content of one response, as far as it came; and what was wrong with it, if anything was. */
export interface Taken {
  readonly body: Uint8Array;
  readonly bodyFile: string | undefined;
  readonly failure: Failure | undefined;
}

/** Takes the pieces of one content off the wire, undoes their codings and keeps them. */
export class Content {
  bytes = 0;
  readonly #settings: ContentSettings;
  readonly #sink: ContentSink;
  #way: 'straight' | Decoding | undefined;
  #failure: Failure | undefined;
  #flow: 'more' | 'wait' = 'more';

  constructor(settings: ContentSettings) {
    this.#settings = settings;
    this.#sink = new ContentSink(settings.limit, settings.nameFile, () => this.#drained());
  }

  /** Takes a piece as it came; `wait` asks for none until `resume`. */
  add(piece: Uint8Array): 'more' | 'wait' {
    this.bytes += piece.length;
    this.#way ??= this.#wayFor(piece);
    return this.#way === 'straight' ? this.#keep(piece) : this.#way.add(piece);
  }

  /** No more will come: what did come is decoded as far as it goes. */
  end(): Taken | Promise<Taken> {
    if (this.#way !== undefined && this.#way !== 'straight') return this.#endOf(this.#way);
    // Most content is small and not coded, and then there is nothing to wait for.
    return this.#sink.isHeld
      ? { body: this.#sink.held(), bodyFile: undefined, failure: this.#failure }
      : this.#stored();
  }

  async #endOf(way: Decoding): Promise<Taken> {
    await way.end().catch((error: unknown) => {
      this.#failure ??= failureOf(error, 'receiving');
    });
    return this.#stored();
  }

  async #stored(): Promise<Taken> {
    const bodyFile = await this.#sink.end();
    const { failure } = this.#sink;
    const body = this.#sink.held();
    return { body, bodyFile, failure: this.#failure ?? (failure && failureOf(failure, 'receiving')) };
  }

  /** The first piece decides whether there is anything to decode: HEAD, 204 and 304 name a coding and carry nothing. */
  #wayFor(first: Uint8Array): 'straight' | Decoding {
    const { status, headers, resume } = this.#settings;
    const decoders = decodersFor(status, headers, first[0] ?? 0);
    if (decoders.length === 0) return 'straight';
    const sink = new Writable({
      highWaterMark: 1,
      write: (piece: Uint8Array, _encoding, done) => {
        this.#release = done;
        if (this.#keep(piece) === 'more') this.#drained();
      },
    });
    return new Decoding(decoders, sink, resume, (error) => this.#fail(error));
  }

  #release: ((error?: Error) => void) | undefined;

  #keep(piece: Uint8Array): 'more' | 'wait' {
    if (this.#failure !== undefined) return 'more';
    try {
      this.#settings.onPart?.(piece);
      this.#flow = this.#sink.add(piece, this.bytes);
    } catch (error) {
      this.#fail(error);
      this.#flow = 'more';
    }
    return this.#flow;
  }

  #fail(error: unknown): void {
    this.#failure ??= failureOf(error, 'receiving');
    this.#settings.giveUp(this.#failure);
  }

  #drained(): void {
    const release = this.#release;
    this.#release = undefined;
    release?.();
    if (this.#way === 'straight' && this.#flow === 'wait') {
      this.#flow = 'more';
      this.#settings.resume();
    }
  }
}

/**
 * What a decoder has made of a piece is lost when it fails in that same piece. The checksums stand at the end, and so
 * does what a server adds by mistake: the end of each piece goes in alone.
 */
const TAIL = 8;

/** Coded content on its way through the decoders. */
class Decoding {
  readonly #input: Readable;
  readonly #done: Promise<void>;

  constructor(decoders: readonly Transform[], sink: Writable, resume: () => void, failed: (error: unknown) => void) {
    this.#input = new Readable({ read: () => resume() });
    this.#done = pipeline([this.#input, ...decoders, sink]);
    this.#done.catch(failed);
  }

  add(piece: Uint8Array): 'more' | 'wait' {
    if (this.#input.destroyed) return 'more';
    const end = Math.max(piece.length - TAIL, 0);
    if (end > 0) this.#input.push(piece.subarray(0, end));
    return this.#input.push(piece.subarray(end)) ? 'more' : 'wait';
  }

  end(): Promise<void> {
    if (!this.#input.destroyed) this.#input.push(null);
    return this.#done;
  }
}
