import type { Socket } from 'node:net';
import type { HeaderField, HeaderList } from '../../core/http/headerList.ts';
import { Interruption } from '../failure.ts';
import type { ProxyServer } from './proxy.ts';
import { fieldFor } from './proxyCredentials.ts';
import { disconnected, socketStep } from './socketStep.ts';

/** More than any proxy has to say before the tunnel is open. */
const LONGEST_HEAD = 64 * 1024;

/** `open`, or the fields with which the proxy asks who is there, and what it had been told. */
export type Tunnel =
  | { readonly kind: 'open' }
  | { readonly kind: 'asked'; readonly headers: HeaderList; readonly sent: string | undefined };

/**
 * Asks an HTTP proxy for a tunnel to the host (RFC 9110 §9.3.6). What follows on the socket is the host's; once the
 * proxy has asked who is there, the socket is of no more use. Throws an Interruption.
 */
export async function openHttpTunnel(socket: Socket, proxy: ProxyServer, host: string, port: number): Promise<Tunnel> {
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const sent = fieldFor(proxy, 'CONNECT', authority);
  const credentials = sent === undefined ? '' : `Proxy-Authorization: ${sent}\r\n`;
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${credentials}\r\n`, 'latin1');
  const head = await headOf(socket);
  const status = statusOf(head);
  if (status >= 200 && status < 300) return { kind: 'open' };
  if (status === 407) return { kind: 'asked', headers: fieldsOf(head), sent };
  const peer = `${proxy.host}:${proxy.port}`;
  // Tinyproxy says 401 to credentials that it does not know. Nobody but a proxy answers CONNECT.
  if (status === 401) throw new Interruption({ code: 'proxy-authentication', cause: '401', peer });
  throw new Interruption({ code: 'proxy-refused', cause: status === 0 ? 'no HTTP answer' : String(status), peer });
}

async function headOf(socket: Socket): Promise<string> {
  let head = Buffer.alloc(0);
  for (;;) {
    await socketStep(socket, 'readable');
    for (let piece = read(socket); piece !== undefined; piece = read(socket)) head = Buffer.concat([head, piece]);
    const end = head.indexOf('\r\n\r\n');
    if (end !== -1) {
      // The host has spoken already; nothing of it is lost.
      if (head.length > end + 4) socket.unshift(head.subarray(end + 4));
      return head.subarray(0, end).toString('latin1');
    }
    if (head.length > LONGEST_HEAD) return '';
    if (socket.readableEnded || socket.destroyed) throw socket.errored ?? disconnected();
  }
}

function read(socket: Socket): Buffer | undefined {
  const piece: unknown = socket.read();
  return piece instanceof Buffer ? piece : undefined;
}

const statusOf = (head: string): number => Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0);

const fieldsOf = (head: string): HeaderList =>
  head.split('\r\n').flatMap((line): HeaderField[] => {
    const colon = line.indexOf(':');
    return colon === -1 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()]];
  });
