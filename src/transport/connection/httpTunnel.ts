import type { Socket } from 'node:net';
import { Interruption } from '../failure.ts';
import type { ProxyServer } from './proxy.ts';
import { disconnected, socketStep } from './socketStep.ts';

/** More than any proxy has to say before the tunnel is open. */
const LONGEST_HEAD = 64 * 1024;

/** Asks an HTTP proxy for a tunnel to the host (RFC 9110 §9.3.6). What follows on the socket is the host's. */
export async function openHttpTunnel(socket: Socket, proxy: ProxyServer, host: string, port: number): Promise<void> {
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const credentials = proxy.authorization === undefined ? '' : `Proxy-Authorization: ${proxy.authorization}\r\n`;
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${credentials}\r\n`, 'latin1');
  const status = statusOf(await headOf(socket));
  if (status >= 200 && status < 300) return;
  const peer = `${proxy.host}:${proxy.port}`;
  // Tinyproxy says 401 to credentials that it does not know. Nobody but a proxy answers CONNECT.
  if (status === 407 || status === 401) {
    throw new Interruption({ code: 'proxy-authentication', cause: String(status), peer });
  }
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
