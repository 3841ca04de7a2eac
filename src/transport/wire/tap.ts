import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { HeaderList } from '../../core/http/headerList.ts';
import type { Wire } from '../../core/http/wire.ts';
import { ContinueFilter } from './continueFilter.ts';
import { Recording } from './recording.ts';

/**
 * Sees every byte that an HTTP/1.1 client writes to a socket and reads from it: above TLS, below the parser. undici's
 * own channels tell of less (they leave out `content-length`).
 */
export class Tap {
  /** The version that the peer spoke last. */
  httpVersion = '1.1';
  firstByte: number | undefined;
  #recording = new Recording('bytes');
  #filter = new ContinueFilter(() => {});
  /** Bytes that were given back to the socket, and will be read again. */
  #returned = 0;

  constructor(socket: Socket) {
    this.#tapWrite(socket);
    this.#tapRead(socket);
  }

  /** Begins an exchange; `onContinue` hears of every 100. */
  begin(onContinue: (reason: string, headers: HeaderList) => void): void {
    this.firstByte = undefined;
    this.#recording = new Recording('bytes');
    this.#filter = new ContinueFilter(onContinue);
    this.#returned = 0;
  }

  wire(): Wire {
    return this.#recording.wire();
  }

  #tapWrite(socket: Socket): void {
    const write = socket.write.bind(socket) as (...args: readonly unknown[]) => boolean;
    socket.write = (chunk: unknown, ...rest: readonly unknown[]): boolean => {
      const [encoding] = rest;
      const bytes =
        typeof chunk === 'string'
          ? Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
          : (chunk as Uint8Array);
      this.#recording.sent.add(bytes);
      return write(bytes, ...rest.filter((each) => typeof each === 'function'));
    };
  }

  #tapRead(socket: Socket): void {
    const read = socket.read.bind(socket);
    const unshift = socket.unshift.bind(socket);
    socket.unshift = (chunk: Uint8Array, encoding?: BufferEncoding): void => {
      this.#returned += chunk.length;
      unshift(chunk, encoding);
    };
    socket.read = (size?: number): unknown => {
      const chunk: unknown = read(size);
      return chunk instanceof Buffer ? (this.#received(chunk) ?? null) : chunk;
    };
  }

  #received(chunk: Buffer): Buffer | undefined {
    this.firstByte ??= performance.now();
    const known = Math.min(this.#returned, chunk.length);
    this.#returned -= known;
    this.#recording.received.add(known === 0 ? chunk : chunk.subarray(known));
    if (known > 0) return chunk;
    const rest = this.#filter.pass(chunk);
    // `HTTP/1.0`: the fields after it tell nothing of the version.
    if (rest !== undefined && rest[6] === 0x2e && rest[4] === 0x2f) this.#version(rest);
    return rest;
  }

  #version(start: Buffer): void {
    const [major, minor] = [start[5], start[7]];
    if (start.toString('latin1', 0, 5) !== 'HTTP/' || major === undefined || minor === undefined) return;
    this.httpVersion = `${String.fromCharCode(major)}.${String.fromCharCode(minor)}`;
  }
}
