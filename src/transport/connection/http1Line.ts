import type { Socket } from 'node:net';
import type { Dispatcher } from 'undici';
import Client from 'undici/lib/dispatcher/client.js';
import type { ConnectionFacts } from '../../core/http/exchange.ts';
import { firstValue, type HeaderField, type HeaderList } from '../../core/http/headerList.ts';
import type { Wire } from '../../core/http/wire.ts';
import { announcedLength } from '../content/announcedLength.ts';
import { type Failure, Interruption, isDisconnect } from '../failure.ts';
import { Tap } from '../wire/tap.ts';
import type { Line, Outgoing, Receiver } from './line.ts';
import type { Marks, Opened } from './opening.ts';

/** Node's own 16 KiB is less than some identity providers need for their cookies. */
const MAX_HEADER_BYTES = 256 * 1024;

/** One HTTP/1.1 connection, spoken by undici: no interceptor, no pipelining, and no second connection of its own. */
export class Http1Line implements Line {
  facts: ConnectionFacts;
  marks: Marks | undefined;
  readonly #socket: Socket;
  readonly #client: Dispatcher;
  readonly #tap: Tap;
  #sending = false;
  #spoilt = false;
  #closed: () => void = () => {};

  constructor({ socket, facts, marks }: Opened, origin: string) {
    this.facts = facts;
    this.marks = marks;
    this.#socket = socket;
    this.#tap = new Tap(socket);
    this.#client = clientOn(socket, origin);
    socket.once('close', () => this.#closed());
  }

  get isSending(): boolean {
    return this.#sending || this.#socket.writableLength > 0;
  }

  get sentSoFar(): number {
    const socket = this.#socket as Socket & { readonly _handle?: { readonly writeQueueSize?: number } | null };
    // Node measures the idleness of its own sockets by this; without it progress shows in larger steps.
    return socket.bytesWritten - socket.writableLength - (socket._handle?.writeQueueSize ?? 0);
  }

  get isFree(): boolean {
    return !this.#spoilt && !this.#socket.destroyed && !this.#socket.readableEnded && this.#socket.writable;
  }

  get firstByte(): number | undefined {
    return this.#tap.firstByte;
  }

  wire(): Wire {
    return this.#tap.wire();
  }

  send(outgoing: Outgoing, receiver: Receiver): void {
    const { method, target, headers, content } = outgoing;
    const stream = content !== undefined && 'pieces' in content ? content : undefined;
    this.#sending = true;
    this.#tap.begin((reason, fields) => receiver.information(100, reason, fields));
    this.#client.dispatch(
      {
        method: method as Dispatcher.HttpMethod,
        path: target,
        headers: flat(headers, stream?.length),
        body: bodyOf(content) as Uint8Array | null,
      },
      this.#handler(receiver),
    );
  }

  interrupt(failure: Failure): void {
    this.#spoilt = true;
    this.#socket.destroy(new Interruption(failure));
  }

  again(): void {
    this.facts = { ...this.facts, reused: true };
    this.marks = undefined;
    // undici lets an idle socket go without keeping the process; it takes it back by itself.
  }

  close(): void {
    this.#spoilt = true;
    this.#socket.destroy();
    this.#client.destroy().catch(() => {});
  }

  onClose(listener: () => void): void {
    this.#closed = listener;
  }

  /** undici's inner interface: raw fields, and a pause that reaches the socket. */
  #handler(receiver: Receiver): Dispatcher.DispatchHandler {
    let over = false;
    let missing = Number.POSITIVE_INFINITY;
    const end = (trailers: HeaderList): void => {
      if (!over) receiver.end(trailers);
      over = true;
    };
    const fail = (error: Error): void => {
      this.#spoilt = true;
      // Who closes behind the last octet is heard before a reader that was paused has asked for the end.
      if (missing === 0 && isDisconnect(error)) end([]);
      if (!over) receiver.fail(error);
      over = true;
    };
    const handler = {
      onConnect: () => {},
      onRequestSent: () => {
        this.#sending = false;
      },
      onHeaders: (status: number, raw: readonly Uint8Array[], resume: () => void, reason: string): boolean => {
        if (over) return true;
        const headers = fieldLines(raw);
        if (status < 100) {
          this.interrupt({ code: 'response-invalid', cause: 'Invalid status code' });
          return true;
        }
        if (status < 200) receiver.information(status, reason, headers);
        else receiver.head({ status, reason, headers, httpVersion: this.#tap.httpVersion }, resume);
        missing = announcedLength(headers) ?? Number.POSITIVE_INFINITY;
        if (claimsContent(status, headers)) {
          this.#spoilt = true;
          end([]);
        }
        return true;
      },
      onData: (piece: Uint8Array): boolean => {
        missing -= piece.length;
        return over || receiver.data(piece) === 'more';
      },
      onComplete: (trailers: readonly Uint8Array[] | null): void => {
        // Content that ends by closing does not end by a reset, which undici takes for the same.
        if (missing !== 0 && this.#socket.errored) fail(this.#socket.errored);
        else end(fieldLines(trailers ?? []));
      },
      onError: fail,
    };
    return handler as unknown as Dispatcher.DispatchHandler;
  }
}

/**
 * A 304 may name the length that a 200 would have had (RFC 9110 §8.6), and the parser then waits for those bytes.
 * What cannot have content is not waited for, and the connection is not used again.
 */
function claimsContent(status: number, headers: HeaderList): boolean {
  if (status !== 204 && status !== 304) return false;
  const length = firstValue(headers, 'Content-Length');
  return (length !== undefined && length !== '0') || firstValue(headers, 'Transfer-Encoding') !== undefined;
}

/** undici's timeouts are off: its clock ticks in half seconds, and ours also tell how long they waited. */
function clientOn(socket: Socket, origin: string): Dispatcher {
  let given = false;
  return new Client(origin, {
    connect: (_, done) => {
      // Another connection is another line: nothing is sent where nobody looks.
      if (given) return done(Object.assign(new Error('closed'), { code: 'ECONNRESET' }), null);
      given = true;
      // undici is not yet ready to hear of it.
      queueMicrotask(() => done(null, socket));
    },
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: MAX_HEADER_BYTES,
  });
}

function bodyOf(content: Outgoing['content']): Uint8Array | AsyncIterable<Uint8Array> | null {
  if (content === undefined) return null;
  return 'pieces' in content ? content.pieces : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
}

function flat(headers: HeaderList, length: number | undefined): string[] {
  const fields: string[] = [];
  for (const [name, value] of headers) fields.push(name, value);
  if (length !== undefined && firstValue(headers, 'Content-Length') === undefined) {
    fields.push('content-length', String(length));
  }
  return fields;
}

function fieldLines(raw: readonly Uint8Array[]): HeaderList {
  const lines: HeaderField[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    lines.push([latin1(raw[index]), trimmedEnd(latin1(raw[index + 1]))]);
  }
  return lines;
}

const latin1 = (bytes: Uint8Array | undefined): string => (bytes as Buffer | undefined)?.toString('latin1') ?? '';

/** The parser drops white space before a value and not behind it. Not `trimEnd`: 0xA0 is no white space in a field. */
function trimmedEnd(value: string): string {
  let end = value.length;
  while (end > 0 && (value[end - 1] === ' ' || value[end - 1] === '\t')) end -= 1;
  return end === value.length ? value : value.slice(0, end);
}
