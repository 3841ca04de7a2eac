import type { Group, Peer, Question } from './misbehaviour.ts';
import { says, talking } from './peers.ts';

const to = (location: string, status = '302 Found'): string =>
  `HTTP/1.1 ${status}\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`;

/** Always one further: `/`, `/x`, `/xx`, … */
const further = talking((socket, request) => socket.write(to(`/${'x'.repeat(request + 1)}`)));

const root = ({ url }: Peer): Question => ({ url: `${url}/` });

/** Redirects that lead nowhere. */
export const redirectCases: Group = {
  title: 'Redirects',
  cases: [
    { does: 'redirects to itself', start: says(to('/')), ask: root, outcome: 'too-many-redirects: whole 302' },
    {
      does: 'redirects in a circle',
      start: talking((socket, request) => socket.write(to(request % 2 === 0 ? '/b' : '/'))),
      ask: root,
      outcome: 'too-many-redirects: whole 302 after 1 redirect',
    },
    {
      does: 'redirects further and further',
      start: further,
      outcome: 'too-many-redirects: whole 302 after 5 redirects',
    },
    {
      does: 'redirects without Location',
      start: says('HTTP/1.1 302 Found\r\nContent-Length: 2\r\n\r\nok'),
      outcome: 'complete: 302 “ok”',
    },
    { does: 'redirects to what is no URL', start: says(to('http://[')), outcome: 'redirect-invalid: whole 302' },
    {
      does: 'redirects to two places',
      start: says('HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n'),
      outcome: 'redirect-invalid: whole 302',
    },
    { does: 'redirects to a file', start: says(to('file:///etc/passwd')), outcome: 'redirect-invalid: whole 302' },
    {
      does: 'redirects to javascript:',
      start: says(to('javascript:alert(1)')),
      outcome: 'redirect-invalid: whole 302',
    },
    {
      does: 'redirects to a port where nobody listens',
      start: says(to('http://127.0.0.1:1/')),
      outcome: 'connect-refused after 1 redirect',
    },
    {
      does: 'redirects with a Location of 100,000 characters',
      start: says(to(`/${'x'.repeat(100_000)}`)),
      outcome: 'too-many-redirects: whole 302 after 1 redirect',
    },
    {
      does: 'sends 304 with a Location',
      start: says('HTTP/1.1 304 Not Modified\r\nETag: "a"\r\nLocation: /b\r\n\r\n'),
      outcome: 'complete: 304',
    },
  ],
};
