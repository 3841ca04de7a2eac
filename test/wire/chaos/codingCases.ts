import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { Group } from './misbehaviour.ts';
import { says } from './peers.ts';

const coded = (coding: string, content: Uint8Array) =>
  says(`HTTP/1.1 200 OK\r\nContent-Encoding: ${coding}\r\nContent-Length: ${content.length}\r\n\r\n`, content);

const text = Buffer.from('much ado about nothing');
/** Numbers that compress to something, so that half of it is something too. */
const much = Buffer.from(Array.from({ length: 5000 }, (_, each) => (each * 7919) % 10_007).join(', '));
const zeros = Buffer.alloc(100_000_000);
const half = (content: Buffer): Buffer => content.subarray(0, content.length / 2);

/** A gzip whose checksum is not that of its content. */
function forged(): Buffer {
  const content = gzipSync(text);
  content.writeUInt32LE(0, content.length - 8);
  return content;
}

/** Content codings: attacks, damage, and what nobody knows. */
export const codingCases: Group = {
  title: 'Content codings',
  cases: [
    {
      does: 'sends a gzip bomb',
      start: coded('gzip', gzipSync(zeros)),
      outcome: 'decoding-failed: kept 200 much content',
    },
    {
      does: 'sends a deflate bomb',
      start: coded('deflate', deflateSync(zeros)),
      outcome: 'decoding-failed: kept 200 much content',
    },
    {
      does: 'sends a brotli bomb',
      start: coded('br', brotliCompressSync(zeros)),
      outcome: 'decoding-failed: kept 200 much content',
    },
    {
      does: 'sends a bomb inside a gzip',
      start: coded('gzip, gzip', gzipSync(gzipSync(zeros))),
      outcome: 'decoding-failed: kept 200 much content',
    },
    {
      does: 'sends half of a gzip',
      start: coded('gzip', half(gzipSync(much))),
      outcome: 'decoding-failed: kept 200 much content',
    },
    {
      does: 'sends half of a deflate',
      start: coded('deflate', half(deflateSync(much))),
      outcome: 'decoding-failed: kept 200 much content',
    },
    {
      does: 'sends half of a brotli',
      start: coded('br', half(brotliCompressSync(much))),
      outcome: 'decoding-failed: kept 200 much content',
    },
    {
      does: 'sends a gzip with a wrong checksum',
      start: coded('gzip', forged()),
      outcome: 'decoding-failed: kept 200 “much ado about nothing”',
    },
    { does: 'calls plain text gzip', start: coded('gzip', text), outcome: 'decoding-failed: kept 200' },
    { does: 'calls plain text brotli', start: coded('br', text), outcome: 'decoding-failed: kept 200' },
    { does: 'calls an empty content gzip', start: coded('gzip', new Uint8Array()), outcome: 'complete: 200' },
    {
      does: 'sends bytes after the end of a gzip',
      start: coded('gzip', Buffer.concat([gzipSync(text), Buffer.from('junk')])),
      outcome: 'decoding-failed: kept 200 “much ado about nothing”',
    },
    {
      does: 'calls a bare deflate stream deflate',
      start: coded('deflate', deflateRawSync(text)),
      outcome: 'complete: 200 “much ado about nothing”',
    },
    { does: 'names a coding nobody knows', start: coded('rot13', Buffer.from('abc')), outcome: 'complete: 200 “abc”' },
    {
      does: 'names a hundred codings',
      start: coded(Array.from({ length: 100 }, () => 'gzip').join(', '), gzipSync(text)),
      outcome: 'decoding-failed: kept 200',
    },
    {
      does: 'breaks off inside a gzip',
      start: says('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 99999\r\n\r\n', half(gzipSync(much))),
      outcome: 'body-incomplete: kept 200 much content',
    },
  ],
};
