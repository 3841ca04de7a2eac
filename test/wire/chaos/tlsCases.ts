import { createServer } from 'node:net';
import { type Certificate, selfSigned } from '../transport/certificate.ts';
import type { Group, Question } from './misbehaviour.ts';
import { greeting, listening, talking, talkingSecurely } from './peers.ts';

const good = selfSigned();
const other = selfSigned({ names: ['other.test'] });
const old = selfSigned({ from: new Date('2020-01-01'), until: new Date('2020-02-01') });
const early = selfSigned({ from: new Date('2047-01-01'), until: new Date('2048-02-01') });

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const answering = (certificate: Certificate) => talkingSecurely(certificate, (socket) => socket.write(ok));
const trusting = (certificate: Certificate) => {
  const network = { authorities: [certificate.cert] };
  return (): Question => ({ options: { network: () => network } });
};
const brief = (): Question => ({ options: { connectTimeout: 150 } });

/** A peer with https in its URL that speaks whatever it is told. */
const greets = (said: string | Uint8Array) => greeting((socket) => socket.end(said), 'https');
const hello = new Uint8Array([22, 3, 3, 255, 255, ...Array.from({ length: 300 }, (_, each) => each & 255)]);
const alert = new Uint8Array([21, 3, 3, 0, 2, 2, 40]);

/** TLS that fails, and must not be got around. */
export const tlsCases: Group = {
  title: 'TLS',
  cases: [
    {
      does: 'has a certificate for another host',
      start: answering(other),
      ask: trusting(other),
      outcome: 'tls-wrong-host',
    },
    { does: 'has a certificate that has expired', start: answering(old), ask: trusting(old), outcome: 'tls-expired' },
    {
      does: 'has a certificate that is not valid yet',
      start: answering(early),
      ask: trusting(early),
      outcome: 'tls-expired',
    },
    { does: 'has a certificate that it signed itself', start: answering(good), outcome: 'tls-untrusted' },
    {
      does: 'has a good certificate, and breaks off after the handshake',
      start: talkingSecurely(good, (socket) => socket.destroy()),
      ask: trusting(good),
      outcome: 'connection-reset',
    },
    {
      does: 'has a good certificate, and closes inside the content',
      start: talkingSecurely(good, (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc')),
      ask: trusting(good),
      outcome: 'body-incomplete: kept 200 “abc”',
    },
    {
      does: 'offers only TLS 1.1',
      start: talkingSecurely({ ...good, maxVersion: 'TLSv1.1', minVersion: 'TLSv1' }, () => {}),
      ask: trusting(good),
      outcome: 'tls-failed',
    },
    { does: 'answers the handshake with garbage', start: greets('garbage\r\n'.repeat(10)), outcome: 'tls-failed' },
    { does: 'answers the handshake with a broken record', start: greets(hello), outcome: 'tls-failed' },
    { does: 'answers the handshake with an alert', start: greets(alert), outcome: 'tls-failed' },
    { does: 'closes inside the handshake', start: greeting((socket) => socket.end(), 'https'), outcome: 'tls-failed' },
    {
      does: 'resets inside the handshake',
      start: greeting((socket) => setTimeout(() => socket.resetAndDestroy(), 20), 'https'),
      outcome: 'tls-failed',
    },
    {
      does: 'never completes the handshake',
      start: () =>
        listening(
          createServer((socket) => socket.resume()),
          'https',
        ),
      ask: brief,
      outcome: 'connect-timeout',
    },
    {
      does: 'speaks plain HTTP on a TLS port',
      start: greets('HTTP/1.1 400 Bad Request\r\n\r\n'),
      outcome: 'tls-failed',
    },
    { does: 'speaks TLS on a plain port', start: talking((socket) => socket.end(alert)), outcome: 'response-invalid' },
  ],
};
