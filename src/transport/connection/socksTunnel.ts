import { once } from 'node:events';
import type { Socket } from 'node:net';
import { Socks5Client } from 'undici/lib/core/socks5-client.js';
import type { ProxyServer } from './proxy.ts';
import { disconnected } from './socketStep.ts';

/** Asks a SOCKS5 proxy for the host (RFC 1928), which also looks up its name. */
export async function openSocksTunnel(socket: Socket, proxy: ProxyServer, host: string, port: number): Promise<void> {
  const { username, password } = proxy;
  const client = new Socks5Client(socket, username === '' ? {} : { username, password });
  const closed = new Promise<never>((_, reject) => {
    client.once('close', () => reject(socket.errored ?? disconnected()));
    client.on('error', reject);
  });
  closed.catch(() => {});
  client.handshake();
  await Promise.race([once(client, 'authenticated'), closed]);
  client.connect(host, port);
  await Promise.race([once(client, 'connected'), closed]);
  // Its listener has set the socket flowing; what the host says waits until somebody reads.
  socket.pause();
}
