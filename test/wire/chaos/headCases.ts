import type { Group } from './misbehaviour.ts';
import { drips, floods, greeting, holds, resetsAfter, says, spells, talking } from './peers.ts';

const brief = { options: { headersTimeout: 120 } };
const rest = 'Content-Length: 2\r\n\r\nok';
const megabyte = 'y'.repeat(1_000_000);

/** Before there is a whole header section. */
export const headCases: Group = {
  title: 'Status line and fields',
  cases: [
    {
      does: 'resets the connection as soon as it is made',
      start: greeting((socket) => socket.resetAndDestroy()),
      outcome: 'connection-reset',
    },
    {
      does: 'closes as soon as somebody connects',
      start: greeting((socket) => socket.end()),
      outcome: 'connection-reset',
    },
    {
      does: 'resets when it has the request',
      start: talking((socket) => socket.resetAndDestroy()),
      outcome: 'connection-reset',
    },
    { does: 'closes without a word', start: says(''), outcome: 'connection-reset' },
    { does: 'resets inside the status line', start: resetsAfter('HTTP/1.1 20'), outcome: 'connection-reset' },
    { does: 'closes inside the status line', start: says('HTTP/1.1 20'), outcome: 'connection-reset' },
    {
      does: 'resets inside the fields',
      start: resetsAfter('HTTP/1.1 200 OK\r\nETag: "a'),
      outcome: 'connection-reset',
    },
    { does: 'closes inside the fields', start: says('HTTP/1.1 200 OK\r\nETag: "a'), outcome: 'connection-reset' },
    { does: 'takes the request and says nothing', start: holds(''), ask: () => brief, outcome: 'headers-timeout' },
    {
      does: 'drips a status line that never ends',
      start: drips('HTTP/1.1 200 O', 'K', 20),
      ask: () => brief,
      outcome: 'headers-timeout',
    },
    {
      does: 'drips fields that never end',
      start: drips('HTTP/1.1 200 OK\r\n', 'A: b\r\n', 20),
      ask: () => brief,
      outcome: 'headers-timeout',
    },
    {
      does: 'spells its answer octet by octet',
      start: spells(`HTTP/1.1 200 OK\r\n${rest}`, 2),
      outcome: 'complete: 200 “ok”',
    },
    {
      does: 'sends one field of a megabyte',
      start: says(`HTTP/1.1 200 OK\r\nX: ${megabyte}\r\n${rest}`),
      outcome: 'headers-too-large',
    },
    {
      does: 'sends a field name of a megabyte',
      start: says(`HTTP/1.1 200 OK\r\n${megabyte}: x\r\n${rest}`),
      outcome: 'headers-too-large',
    },
    {
      does: 'floods with fields',
      start: floods('HTTP/1.1 200 OK\r\n', 'Set-Cookie: a=b\r\n'.repeat(1000)),
      outcome: 'headers-too-large',
    },
    {
      does: 'sends a reason of a megabyte',
      start: says(`HTTP/1.1 200 ${megabyte}\r\n${rest}`),
      outcome: 'complete: 200 “ok”',
    },
    {
      does: 'sends ten thousand fields within the limit',
      start: says(`HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(10_000)}${rest}`),
      outcome: 'complete: 200 “ok”',
    },
    { does: 'has no reason phrase', start: says(`HTTP/1.1 200\r\n${rest}`), outcome: 'complete: 200 “ok”' },
    { does: 'has a status of two digits', start: says(`HTTP/1.1 20 OK\r\n${rest}`), outcome: 'response-invalid' },
    { does: 'has a status of four digits', start: says(`HTTP/1.1 2000 OK\r\n${rest}`), outcome: 'response-invalid' },
    { does: 'has a status that is no number', start: says(`HTTP/1.1 abc OK\r\n${rest}`), outcome: 'response-invalid' },
    { does: 'has status 000', start: says(`HTTP/1.1 000 None\r\n${rest}`), outcome: 'response-invalid' },
    { does: 'has status 999', start: says(`HTTP/1.1 999 What\r\n${rest}`), outcome: 'complete: 999 “ok”' },
    {
      does: 'speaks HTTP/0.9: content and nothing else',
      start: says('<html>hello</html>'),
      outcome: 'response-invalid',
    },
    {
      does: 'speaks HTTP/1.0 and ends by closing',
      start: says('HTTP/1.0 200 OK\r\n\r\nold'),
      outcome: 'complete: 200 “old”',
    },
    { does: 'calls its version HTTP/3.7', start: says(`HTTP/3.7 200 OK\r\n${rest}`), outcome: 'response-invalid' },
    {
      does: 'speaks HTTP/2 unasked',
      start: says(new Uint8Array([0, 0, 0, 4, 0, 0, 0, 0, 0])),
      outcome: 'response-invalid',
    },
    {
      does: 'speaks SSH',
      start: greeting((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')),
      outcome: 'response-invalid',
    },
    {
      does: 'ends its lines with LF alone',
      start: says('HTTP/1.1 200 OK\nContent-Length: 2\n\nok'),
      outcome: 'response-invalid',
    },
    { does: 'has a NUL in a field', start: says(`HTTP/1.1 200 OK\r\nX: a\0b\r\n${rest}`), outcome: 'response-invalid' },
    {
      does: 'has a bare CR in a field',
      start: says(`HTTP/1.1 200 OK\r\nX: a\rETag: "b"\r\n${rest}`),
      outcome: 'response-invalid',
    },
    {
      does: 'has a space before a colon',
      start: says(`HTTP/1.1 200 OK\r\nETag : "a"\r\n${rest}`),
      outcome: 'response-invalid',
    },
    {
      does: 'has a line without a colon',
      start: says(`HTTP/1.1 200 OK\r\nnonsense\r\n${rest}`),
      outcome: 'response-invalid',
    },
    {
      does: 'folds a field over two lines',
      start: says(`HTTP/1.1 200 OK\r\nX: a\r\n b\r\n${rest}`),
      outcome: 'response-invalid',
    },
    { does: 'begins with an empty line', start: says(`\r\nHTTP/1.1 200 OK\r\n${rest}`), outcome: 'complete: 200 “ok”' },
    {
      does: 'begins with text',
      start: says(`Warning: PHP\r\nHTTP/1.1 200 OK\r\n${rest}`),
      outcome: 'response-invalid',
    },
    {
      does: 'switches protocols unasked',
      start: holds('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'),
      outcome: 'response-invalid',
    },
    {
      does: 'sends 100 and 103 before its answer',
      start: says(
        `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\nHTTP/1.1 200 OK\r\n${rest}`,
      ),
      outcome: 'complete: 200 “ok”',
    },
    {
      does: 'sends 100 without end',
      start: drips('', 'HTTP/1.1 100 Continue\r\n\r\n', 10),
      ask: () => brief,
      outcome: 'headers-timeout',
    },
    {
      does: 'floods with 103',
      start: floods('', 'HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n'.repeat(100)),

      outcome: 'response-invalid',
    },
    {
      does: 'floods with 100',
      start: floods('', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(100)),

      outcome: 'response-invalid',
    },
    {
      does: 'sends a 100 that never ends',
      start: floods('HTTP/1.1 100 Continue\r\n', 'A: b\r\n'.repeat(1000)),
      outcome: 'headers-too-large',
    },
  ],
};
