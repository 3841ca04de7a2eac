import type { Group, Question } from './misbehaviour.ts';
import { drips, floods, holds, resetsAfter, says, spells } from './peers.ts';

const head = 'HTTP/1.1 200 OK\r\nETag: "a"\r\n';
const chunked = `${head}Transfer-Encoding: chunked\r\n\r\n`;
const brief = (): Question => ({ options: { bodyTimeout: 120 } });
const enough = (cancelAt: number) => (): Question => ({ cancelAt });

/** Where content ends, and where it does not. */
export const framingCases: Group = {
  title: 'Length and chunks',
  cases: [
    {
      does: 'resets before the content',
      start: resetsAfter(`${head}Content-Length: 9\r\n\r\n`),
      outcome: 'body-incomplete: kept 200',
    },
    {
      does: 'resets inside the content',
      start: resetsAfter(`${head}Content-Length: 9\r\n\r\nabc`),
      outcome: 'body-incomplete: kept 200 “abc”',
    },
    {
      does: 'resets inside a chunk',
      start: resetsAfter(`${chunked}9\r\nabc`),
      outcome: 'body-incomplete: kept 200 “abc”',
    },
    {
      does: 'resets content that ends by closing',
      start: resetsAfter(`${head}Connection: close\r\n\r\nabc`),
      outcome: 'body-incomplete: kept 200 “abc”',
    },
    {
      does: 'resets after the content',
      start: resetsAfter(`${head}Content-Length: 3\r\n\r\nabc`),
      outcome: 'complete: 200 “abc”',
    },
    {
      does: 'announces more than it sends',
      start: says(`${head}Content-Length: 9\r\n\r\nabc`),
      outcome: 'body-incomplete: kept 200 “abc”',
    },
    {
      does: 'announces more than it sends, and stays',
      start: holds(`${head}Content-Length: 9\r\n\r\nabc`),
      ask: brief,
      outcome: 'body-timeout: kept 200 “abc”',
    },
    {
      does: 'announces less than it sends',
      start: says(`${head}Content-Length: 3\r\n\r\nabcdef`),
      outcome: 'complete: 200 “abc”',
    },
    {
      does: 'announces the same length twice',
      start: says(`${head}Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc`),
      outcome: 'response-invalid',
    },
    {
      does: 'announces two lengths',
      start: says(`${head}Content-Length: 3\r\nContent-Length: 2\r\n\r\nabc`),
      outcome: 'response-invalid',
    },
    {
      does: 'announces a list of lengths',
      start: says(`${head}Content-Length: 3, 3\r\n\r\nabc`),
      outcome: 'response-invalid',
    },
    {
      does: 'announces a negative length',
      start: says(`${head}Content-Length: -3\r\n\r\nabc`),
      outcome: 'response-invalid',
    },
    {
      does: 'announces a length that is no number',
      start: says(`${head}Content-Length: three\r\n\r\nabc`),
      outcome: 'response-invalid',
    },
    {
      does: 'announces a length beyond 64 bits',
      start: says(`${head}Content-Length: 99999999999999999999\r\n\r\nabc`),
      outcome: 'response-invalid',
    },
    {
      does: 'announces a length and chunks',
      start: says(`${head}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n`),
      outcome: 'response-invalid',
    },
    {
      does: 'applies a transfer coding nobody knows',
      start: says(`${head}Transfer-Encoding: rot13\r\n\r\nabc`),
      outcome: 'complete: 200 “abc”',
    },
    { does: 'sends no length and closes', start: says(`${head}\r\nabc`), outcome: 'complete: 200 “abc”' },
    {
      does: 'has a chunk size that is no number',
      start: says(`${chunked}zz\r\nabc\r\n0\r\n\r\n`),
      outcome: 'response-invalid: kept 200',
    },
    {
      does: 'has a chunk size that is no number after content',
      start: says(`${chunked}3\r\nabc\r\nzz\r\n`),
      outcome: 'response-invalid: kept 200 “abc”',
    },
    {
      does: 'has a chunk size beyond 64 bits',
      start: says(`${chunked}fffffffffffffffff\r\nabc`),
      outcome: 'response-invalid: kept 200',
    },
    {
      does: 'has a negative chunk size',
      start: says(`${chunked}-3\r\nabc\r\n0\r\n\r\n`),
      outcome: 'response-invalid: kept 200',
    },
    {
      does: 'sends more in a chunk than it said',
      start: says(`${chunked}3\r\nabcdef\r\n0\r\n\r\n`),
      outcome: 'response-invalid: kept 200 “abc”',
    },
    {
      does: 'ends a chunk without CR LF',
      start: says(`${chunked}3\r\nabc0\r\n\r\n`),
      outcome: 'response-invalid: kept 200 “abc”',
    },
    {
      does: 'closes before the last chunk',
      start: says(`${chunked}3\r\nabc\r\n`),
      outcome: 'body-incomplete: kept 200 “abc”',
    },
    {
      does: 'closes inside the last chunk',
      start: says(`${chunked}3\r\nabc\r\n0\r\n`),
      outcome: 'body-incomplete: kept 200 “abc”',
    },
    {
      does: 'has chunk extensions',
      start: says(`${chunked}3;a=b;c="d"\r\nabc\r\n0;e\r\n\r\n`),
      outcome: 'complete: 200 “abc”',
    },
    {
      does: 'has a chunk extension without end',
      start: floods(`${chunked}3\r\nabc\r\n3;`, 'x'.repeat(10_000)),
      ask: brief,
      outcome: 'body-timeout: kept 200 “abc”',
    },
    {
      does: 'has trailers',
      start: says(`${chunked}3\r\nabc\r\n0\r\nX-Sum: 6\r\n\r\n`),
      outcome: 'complete: 200 “abc”, trailers',
    },
    {
      does: 'has a trailer that is none',
      start: says(`${chunked}3\r\nabc\r\n0\r\nX Sum\r\n\r\n`),
      outcome: 'response-invalid: kept 200 “abc”',
    },
    {
      does: 'floods with trailers',
      start: floods(`${chunked}3\r\nabc\r\n0\r\n`, 'A: b\r\n'.repeat(1000)),
      outcome: 'headers-too-large: kept 200 “abc”',
    },
    {
      does: 'closes inside the trailers',
      start: says(`${chunked}3\r\nabc\r\n0\r\nX-Sum: 6`),
      outcome: 'body-incomplete: kept 200 “abc”',
    },
    {
      does: 'falls silent inside the content',
      start: holds(`${chunked}3\r\nabc\r\n`),
      ask: brief,
      outcome: 'body-timeout: kept 200 “abc”',
    },
    {
      does: 'drips its content',
      start: spells(`${head}Content-Length: 5\r\n\r\nabcde`, 3),
      outcome: 'complete: 200 “abcde”',
    },
    {
      does: 'drips content without end, until it is cancelled',
      start: drips(`${head}\r\nabc`, 'd', 200),
      ask: enough(3),
      outcome: 'cancelled: kept 200 “abc”',
    },
    {
      does: 'sends content without end, until it is cancelled',
      start: floods(`${head}\r\n`, 'x'.repeat(65_536)),
      ask: enough(1000),
      outcome: 'cancelled: kept 200 much content',
    },
    {
      does: 'sends chunks without end, until it is cancelled',
      start: floods(chunked, `4000\r\n${'x'.repeat(16_384)}\r\n`),
      ask: enough(1000),
      outcome: 'cancelled: kept 200 much content',
    },
    {
      does: 'sends chunks of one octet without end, until it is cancelled',
      start: floods(chunked, '1\r\nx\r\n'.repeat(1000)),
      ask: enough(1000),
      outcome: 'cancelled: kept 200 much content',
    },
    {
      does: 'sends 204 with content',
      start: says('HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\nabc'),
      outcome: 'complete: 204',
    },
    {
      does: 'sends 304 with content',
      start: says('HTTP/1.1 304 Not Modified\r\nETag: "a"\r\nContent-Length: 3\r\n\r\nabc'),
      outcome: 'complete: 304',
    },
    {
      does: 'announces a length with 304, and stays',
      start: holds('HTTP/1.1 304 Not Modified\r\nETag: "a"\r\nContent-Length: 3\r\n\r\n'),
      outcome: 'complete: 304',
    },
    {
      does: 'sends content to HEAD',
      start: says(`${head}Content-Length: 3\r\n\r\nabc`),
      ask: () => ({ method: 'HEAD' }),
      outcome: 'complete: 200',
    },
  ],
};
