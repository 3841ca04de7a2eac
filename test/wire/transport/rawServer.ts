import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** A peer made of bytes: it says what a test tells it to say, also what no HTTP server would. */
export interface RawServer {
  readonly url: string;
  readonly port: number;
  /** Everything received so far, one entry a connection. */
  readonly received: readonly string[];
  close(): Promise<void>;
}

type Talk = (socket: Socket) => void;

/** Starts a peer that calls `talk` once the header section of a request has come in. */
export function rawServer(talk: Talk): Promise<RawServer> {
  return listen((received) =>
    createServer((socket) => {
      const index = received.push('') - 1;
      socket.on('error', () => socket.destroy());
      socket.on('data', (chunk) => {
        const before = received[index] ?? '';
        received[index] = before + chunk.toString('latin1');
        if (!before.includes('\r\n\r\n') && received[index]?.includes('\r\n\r\n')) talk(socket);
      });
    }),
  );
}

/** A peer that answers every request with these bytes and then closes. */
export function saying(...pieces: readonly (string | Uint8Array)[]): Promise<RawServer> {
  return rawServer((socket) => {
    for (const piece of pieces) socket.write(typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece);
    socket.end();
  });
}

/** A peer that answers every piece of a request over TLS with this text and then closes. */
export function sayingSecurely(certificate: TlsOptions, text: string): Promise<RawServer> {
  return listen((received) =>
    createTlsServer(certificate, (socket) => {
      socket.on('error', () => socket.destroy());
      socket.on('data', (chunk) => {
        received.push(chunk.toString('latin1'));
        socket.end(text);
      });
    }),
  );
}

/** Listens on loopback with any server; `make` gets the list of what was received. */
export async function listen(make: (received: string[]) => Server): Promise<RawServer> {
  const received: string[] = [];
  const server = make(received);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, port, received, close };
}
