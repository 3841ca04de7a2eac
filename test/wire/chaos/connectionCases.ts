import { createServer } from 'node:net';
import type { Group, Question } from './misbehaviour.ts';
import { absent, greeting, hearing, listening, says, talking } from './peers.ts';

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const much = Buffer.alloc(4_000_000, 'a');
const upload = (): Question => ({ method: 'PUT', body: much });

/** Answers the first request of a connection with this, the next one truly. */
const first = (text: string) => talking((socket, request) => socket.write(request === 0 ? text : ok));

/** Closes a kept connection just when the next request is on its way. */
const closesKept = talking((socket, request) => (request === 0 ? socket.write(ok) : socket.destroy()));

/** Connections: getting one, keeping one, and content on the way out. */
export const connectionCases: Group = {
  title: 'Connections and uploads',
  cases: [
    { does: 'is not there', start: absent, outcome: 'connect-refused' },
    {
      does: 'has a name that nobody knows',
      start: absent,
      ask: () => ({ url: 'http://nobody.invalid/' }),
      outcome: 'dns-failed',
    },
    {
      does: 'is a Unix socket that is not there',
      start: absent,
      ask: () => ({ url: 'http://unix:/nowhere/at.sock:/' }),
      outcome: 'connect-refused',
    },
    {
      does: 'half-closes and then answers nothing',
      start: greeting((socket) => socket.end()),
      outcome: 'connection-reset',
    },
    {
      does: 'half-closes after its answer and stays',
      start: talking((socket) => socket.end(ok), { allowHalfOpen: true }),
      outcome: 'complete: 200 “ok”',
    },
    {
      does: 'closes a kept connection while it is idle',
      start: talking((socket) => socket.end(ok)),
      times: 3,
      outcome: 'complete: 200 “ok”',
    },
    {
      does: 'closes a kept connection when the next request comes',
      start: closesKept,
      times: 2,
      outcome: 'complete: 200 “ok”',
    },
    {
      does: 'sends a second answer behind the first',
      start: first(`${ok}HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged`),
      times: 2,
      outcome: 'complete: 200 “ok”',
    },
    {
      does: 'sends junk behind its answer',
      start: first(`${ok}\r\njunk\r\n`),
      times: 2,
      outcome: 'complete: 200 “ok”',
    },
    {
      does: 'answers 304 with content that looks like an answer',
      start: first(`HTTP/1.1 304 Not Modified\r\nContent-Length: ${ok.length}\r\n\r\n${ok.replace('ok', 'no')}`),
      times: 2,
      outcome: 'complete: 304',
    },
    {
      does: 'answers before the upload ends, and closes',
      start: says('HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'),
      ask: upload,
      outcome: 'complete: 413',
    },
    {
      does: 'resets inside the upload',
      start: talking((socket) => socket.resetAndDestroy()),
      ask: upload,
      outcome: 'connection-reset',
    },
    {
      does: 'stops reading inside the upload',
      start: () => listening(createServer((socket) => hearing((own) => own.pause())(socket))),
      ask: () => ({ ...upload(), options: { headersTimeout: 200 } }),
      outcome: 'headers-timeout',
    },
  ],
};
