import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import type { Peer } from './misbehaviour.ts';

type Piece = string | Uint8Array;
type Start = () => Promise<Peer>;

/** Called for each header section that comes in, `request` counting those of the connection from 0. */
export type Talk = (socket: Socket, request: number) => void;

/** Listens on loopback; keeps nothing of what comes, however much. */
export async function listening(server: Server, scheme: 'http' | 'https' = 'http'): Promise<Peer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `${scheme}://127.0.0.1:${port}`, close };
}

/** Hears header sections, and nothing of content. */
export function hearing(talk: Talk): (socket: Socket) => void {
  return (socket) => {
    let tail = '';
    let request = 0;
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      const text = tail + chunk.toString('latin1');
      const sections = text.split('\r\n\r\n').length - 1;
      tail = text.slice(-3);
      for (let each = 0; each < sections; each += 1) talk(socket, request++);
    });
  };
}

/** A peer that does this for each request. */
export const talking =
  (talk: Talk, options: { readonly allowHalfOpen?: boolean } = {}): Start =>
  () =>
    listening(createServer(options, hearing(talk)));

/** The same over TLS. */
export const talkingSecurely =
  (certificate: TlsOptions, talk: Talk): Start =>
  () =>
    listening(
      createTlsServer(certificate, hearing(talk)).on('tlsClientError', () => {}),
      'https',
    );

/** A peer that does this as soon as somebody connects. */
export const greeting =
  (greet: (socket: Socket) => void, scheme: 'http' | 'https' = 'http'): Start =>
  () =>
    listening(
      createServer((socket) => {
        socket.resume();
        greet(socket);
      }),
      scheme,
    );

export const bytes = (piece: Piece): Uint8Array => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece);

/** Says this and closes. */
export const says = (...pieces: readonly Piece[]): Start =>
  talking((socket) => socket.end(Buffer.concat(pieces.map(bytes))));

/** Says this and stays. */
export const holds = (...pieces: readonly Piece[]): Start =>
  talking((socket) => void socket.write(Buffer.concat(pieces.map(bytes))));

/**
 * Says this and, once it has been read, resets the connection. A reset that comes together with the last bytes looks
 * like an ordinary end to whoever reads through libuv, so a busy reader gets some time.
 */
export const resetsAfter = (piece: Piece): Start =>
  talking((socket) => {
    socket.write(bytes(piece), () => setTimeout(() => socket.resetAndDestroy(), 150));
  });

/** Says the first at once and then the other, again and again, as long as anybody listens. */
export const drips = (first: Piece, drip: Piece, every: number): Start =>
  talking((socket) => {
    socket.write(bytes(first));
    const timer = setInterval(() => socket.write(bytes(drip)), every);
    socket.once('close', () => clearInterval(timer));
  });

/** Says the text octet by octet, and closes. */
export const spells = (text: string, every: number): Start =>
  talking((socket) => {
    let at = 0;
    const timer = setInterval(() => {
      socket.write(text.slice(at, at + 1), 'latin1');
      at += 1;
      if (at === text.length) socket.end();
      if (at === text.length) clearInterval(timer);
    }, every);
    socket.once('close', () => clearInterval(timer));
  });

/** Says the first and then the other as fast as it is taken, for ever. */
export const floods = (first: Piece, flood: Piece): Start =>
  talking((socket) => {
    const piece = bytes(flood);
    const more = (): void => {
      while (!socket.destroyed && socket.write(piece));
    };
    socket.on('drain', () => setImmediate(more));
    socket.write(bytes(first));
    more();
  });

/** Nobody there at all; the port is one on which nothing listens by convention. */
export const absent: Start = async () => ({ url: 'http://127.0.0.1:1', close: async () => {} });
