import { createServer, type Socket } from 'node:net';
import type { Group, Peer, Question } from './misbehaviour.ts';
import { listening } from './peers.ts';

const SETTINGS = 4;
const PREFACE = 24;

/** One frame (RFC 9113 §4.1). */
function frame(type: number, flags: number, stream: number, payload: readonly number[] | Uint8Array = []): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, Buffer.from(payload)]);
}

const data = (text: string): Buffer => frame(0, 0, 1, Buffer.from(text));
/** `:status: 200`, as the static table has it; the stream goes on. */
const headers = frame(1, 4, 1, [0x88]);
/** The same with `content-length: 9`, a literal with an indexed name (RFC 7541 §6.2.2). */
const headersOf9 = frame(1, 4, 1, [0x88, 0x0f, 0x0d, 1, 0x39]);
const reset = (code: number): Buffer => frame(3, 0, 1, [0, 0, 0, code]);
const goaway = (last: number, code: number): Buffer => frame(7, 0, 0, [0, 0, 0, last, 0, 0, 0, code]);

/** The frame on another stream: where a connection is kept, the next request has the next one. */
function onStream(made: Uint8Array, stream: number): Buffer {
  const moved = Buffer.from(made);
  if (moved.readUInt32BE(5) !== 0) moved.writeUInt32BE(stream, 5);
  return moved;
}

/** A peer of frames: sends its settings, and `answer` once the fields of a request are there. */
const framing =
  (answer: (socket: Socket, stream: number) => void, settings: readonly number[] = []) =>
  (): Promise<Peer> =>
    listening(
      createServer((socket) => {
        let held = Buffer.alloc(0);
        let skipped = PREFACE;
        socket.write(frame(SETTINGS, 0, 0, settings));
        socket.on('data', (chunk: Buffer) => {
          const skip = Math.min(skipped, chunk.length);
          skipped -= skip;
          held = Buffer.concat([held, chunk.subarray(skip)]);
          while (held.length >= 9 && held.length >= 9 + held.readUIntBE(0, 3)) {
            const [type, flags, stream] = [held[3], held[4], held.readUInt32BE(5)];
            held = held.subarray(9 + held.readUIntBE(0, 3));
            if (type === SETTINGS && flags === 0) socket.write(frame(SETTINGS, 1, 0));
            if (type === 1) answer(socket, stream);
          }
        });
      }),
    );

const sends = (...frames: readonly Uint8Array[]) =>
  framing((socket, stream) => socket.write(Buffer.concat(frames.map((each) => onStream(each, stream)))));
const http2 = (): Question => ({ options: { httpVersion: '2' } });
const brief = (): Question => ({ options: { httpVersion: '2', headersTimeout: 200 } });
const briefContent = (): Question => ({ options: { httpVersion: '2', bodyTimeout: 200 } });
const upload = (): Question => ({ ...brief(), method: 'PUT', body: Buffer.alloc(1_000_000, 'a') });
/** The peer takes no octet of content (RFC 9113 §6.5.2). */
const WINDOW_0 = [0, 4, 0, 0, 0, 0];

/** HTTP/2, with prior knowledge and frames made by hand. */
export const http2Cases: Group = {
  title: 'HTTP/2',
  cases: [
    { does: 'sends GOAWAY in place of an answer', start: sends(goaway(0, 0)), ask: http2, outcome: 'connection-reset' },
    { does: 'sends GOAWAY with an error', start: sends(goaway(0, 2)), ask: http2, outcome: 'connection-reset' },
    {
      does: 'sends GOAWAY and then its answer',
      start: sends(goaway(1, 0), headers, data('ok'), frame(0, 1, 1)),
      ask: http2,
      outcome: 'complete: 200 “ok”',
    },
    { does: 'refuses the stream', start: sends(reset(7)), ask: http2, outcome: 'connection-reset' },
    {
      does: 'resets the stream inside the content',
      start: sends(headers, data('abc'), reset(2)),
      ask: http2,
      outcome: 'body-incomplete: kept 200 “abc”',
    },
    {
      does: 'cancels the stream inside the content',
      start: sends(headers, data('abc'), reset(8)),
      ask: http2,
      outcome: 'body-incomplete: kept 200 “abc”',
    },
    {
      does: 'resets the stream without an error inside the content',
      start: sends(headers, data('abc'), reset(0)),
      ask: http2,
      outcome: 'complete: 200 “abc”',
    },
    {
      does: 'resets the stream without an error before the length it announced',
      start: sends(headersOf9, data('abc'), reset(0)),
      ask: http2,
      outcome: 'body-incomplete: kept 200 “abc”',
    },
    {
      does: 'sends GOAWAY with an error inside the content',
      start: sends(headers, data('abc'), goaway(1, 2)),
      ask: http2,
      outcome: 'body-incomplete: kept 200 “abc”',
    },
    {
      does: 'closes inside the content',
      start: framing((socket) => socket.end(Buffer.concat([headers, data('abc')]))),
      ask: http2,
      outcome: 'body-incomplete: kept 200 “abc”',
    },
    { does: 'falls silent before its answer', start: sends(), ask: brief, outcome: 'headers-timeout' },
    {
      does: 'falls silent inside the content',
      start: sends(headers, data('abc')),
      ask: briefContent,
      outcome: 'body-timeout: kept 200 “abc”',
    },
    {
      does: 'never lets the content of a request flow',
      start: framing(() => {}, WINDOW_0),
      ask: upload,
      outcome: 'headers-timeout',
    },
    { does: 'sends content before fields', start: sends(data('abc')), ask: brief, outcome: 'headers-timeout' },
    {
      does: 'sends fields that do not decode',
      start: sends(frame(1, 4, 1, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff])),
      ask: brief,
      outcome: 'headers-timeout',
    },
    {
      does: 'sends a frame larger than it may',
      start: sends(headers, frame(0, 0, 1, Buffer.alloc(100_000))),
      ask: briefContent,
      outcome: 'body-timeout: kept 200',
    },
    {
      does: 'speaks HTTP/1.1, where HTTP/2 was expected',
      start: () =>
        listening(createServer((socket) => socket.on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))),
      ask: http2,
      outcome: 'response-invalid',
    },
  ],
};
