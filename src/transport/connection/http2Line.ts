import * as http2 from 'node:http2';
import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { ConnectionFacts } from '../../core/http/exchange.ts';
import type { HeaderField, HeaderList } from '../../core/http/headerList.ts';
import { reasonPhrase } from '../../core/http/reasonPhrase.ts';
import type { Wire } from '../../core/http/wire.ts';
import { announcedLength } from '../content/announcedLength.ts';
import { type Failure, Interruption } from '../failure.ts';
import { Recording } from '../wire/recording.ts';
import { requestFields } from './http2Fields.ts';
import type { Line, Outgoing, Receiver } from './line.ts';
import type { Marks, Opened } from './opening.ts';
import { disconnected } from './socketStep.ts';

/** How long a connection waits for another request; the servers' own patience is seldom shorter. */
const IDLE = 4000;

/** One HTTP/2 connection that carries one request at a time (RFC 9113), spoken by Node itself. */
export class Http2Line implements Line {
  facts: ConnectionFacts;
  marks: Marks | undefined;
  firstByte: number | undefined;
  isSending = false;
  readonly #socket: Socket;
  readonly #origin: string;
  readonly #session: http2.ClientHttp2Session;
  #recording = new Recording('fields');
  #stream: http2.ClientHttp2Stream | undefined;
  #failure: Interruption | undefined;
  #spoilt = false;
  /** Bytes of content given to all streams. */
  #given = 0;
  #closed: () => void = () => {};

  constructor({ socket, facts, marks }: Opened, origin: string) {
    this.facts = facts;
    this.marks = marks;
    this.#socket = socket;
    this.#origin = origin;
    this.#session = http2.connect(origin, { createConnection: () => socket, settings: { enablePush: false } });
    this.#session.on('error', (error: Error) => this.#stream?.destroy(error));
    this.#session.on('goaway', () => {
      this.#spoilt = true;
    });
    this.#session.setTimeout(0);
    this.#session.on('timeout', () => this.close());
    this.#session.once('close', () => this.#closed());
  }

  get sentSoFar(): number {
    return this.#given - (this.#stream?.writableLength ?? 0);
  }

  get isFree(): boolean {
    return !this.#spoilt && !this.#session.destroyed && !this.#session.closed && !this.#socket.destroyed;
  }

  wire(): Wire {
    return this.#recording.wire();
  }

  send(outgoing: Outgoing, receiver: Receiver): void {
    this.firstByte = undefined;
    this.#session.setTimeout(0);
    this.#session.ref();
    this.#recording = new Recording('fields');
    const fields = requestFields(outgoing, this.#origin);
    this.#recording.sent.add(section(fields));
    const { method, content } = outgoing;
    try {
      this.#stream = this.#session.request(grouped(fields), { endStream: content === undefined });
    } catch (error) {
      this.#spoilt = true;
      // Not before the caller has the chance to wait for it.
      queueMicrotask(() => receiver.fail(error));
      return;
    }
    this.#listen(this.#stream, receiver, (status) => method !== 'HEAD' && status !== 304);
    if (content !== undefined) void this.#upload(this.#stream, content);
  }

  interrupt(failure: Failure): void {
    this.#spoilt = true;
    this.#failure ??= new Interruption(failure);
    this.#stream?.destroy(this.#failure);
    this.#session.destroy();
    this.#socket.destroy();
  }

  again(): void {
    this.facts = { ...this.facts, reused: true };
    this.marks = undefined;
  }

  close(): void {
    this.#spoilt = true;
    this.#session.destroy();
    this.#socket.destroy();
  }

  onClose(listener: () => void): void {
    this.#closed = listener;
    this.#session.unref();
    this.#session.setTimeout(IDLE);
  }

  async #upload(stream: http2.ClientHttp2Stream, content: NonNullable<Outgoing['content']>): Promise<void> {
    this.isSending = true;
    try {
      for await (const piece of 'pieces' in content ? content.pieces : [content]) {
        if (stream.destroyed) return;
        this.#recording.sent.add(piece);
        this.#given += piece.length;
        if (!stream.write(piece)) await drained(stream);
      }
      stream.end();
    } catch (error) {
      stream.destroy(error instanceof Error ? error : disconnected());
    } finally {
      this.isSending = false;
    }
  }

  #listen(stream: http2.ClientHttp2Stream, receiver: Receiver, promised: (status: number) => boolean): void {
    let over = false;
    let missing = 0;
    let trailers: HeaderList = [];
    const fail = (error: unknown): void => {
      this.#spoilt = true;
      if (!over) receiver.fail(this.#failure ?? error);
      over = true;
    };
    stream.on('headers', (...args: readonly unknown[]) => {
      const { status, headers } = this.#section(args);
      receiver.information(status, reasonPhrase(status), headers);
    });
    stream.once('response', (...args: readonly unknown[]) => {
      const { status, headers } = this.#section(args);
      missing = promised(status) ? (announcedLength(headers) ?? 0) : 0;
      receiver.head({ status, reason: reasonPhrase(status), headers, httpVersion: '2' }, () => stream.resume());
    });
    stream.on('trailers', (...args: readonly unknown[]) => {
      trailers = this.#section(args).headers;
    });
    stream.on('data', (piece: Uint8Array) => {
      this.#recording.received.add(piece);
      missing -= piece.length;
      if (receiver.data(piece) === 'wait') stream.pause();
    });
    stream.once('end', () => {
      // A stream may be reset without an error, which Node takes for its end.
      if (missing > 0) return fail(disconnected());
      if (!over && stream.rstCode === http2.constants.NGHTTP2_NO_ERROR) {
        over = true;
        // What is still going out goes nowhere, and would be in the way of another request.
        if (!stream.writableEnded) this.#spoilt = true;
        receiver.end(trailers);
      }
    });
    stream.once('error', fail);
    stream.once('close', () => {
      if (!over) fail(disconnected());
    });
  }

  /** A field section as Node tells it: an object, flags, and the raw list. */
  #section([object, , raw]: readonly unknown[]): { readonly status: number; readonly headers: HeaderList } {
    this.firstByte ??= performance.now();
    const fields = Array.isArray(raw) ? pairs(raw) : Object.entries(object as Record<string, string>);
    this.#recording.received.add(section(fields));
    const status = Number(fields.find(([name]) => name === ':status')?.[1] ?? 0);
    return { status, headers: fields.filter(([name]) => !name.startsWith(':')) };
  }
}

const drained = (stream: http2.ClientHttp2Stream): Promise<void> =>
  new Promise((resolve) => {
    stream.once('drain', resolve);
    stream.once('close', resolve);
  });

function pairs(raw: readonly unknown[]): readonly HeaderField[] {
  const fields: HeaderField[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) fields.push([String(raw[index]), String(raw[index + 1])]);
  return fields;
}

const section = (fields: readonly HeaderField[]): Uint8Array =>
  Buffer.from(`${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`, 'latin1');

/** Node takes an object: lines of one name follow one another there. */
function grouped(fields: readonly HeaderField[]): http2.OutgoingHttpHeaders {
  const headers: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of fields) {
    const before = headers[name];
    headers[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return headers;
}
