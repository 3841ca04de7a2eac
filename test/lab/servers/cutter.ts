import { connect, createServer, type Socket } from 'node:net';
import type { Running } from '../../support/serverProgram.ts';

export interface Cutter extends Running {
  readonly url: string;
}

/** Passes everything on to an origin; the answer to a request with `X-Cut: answer` never arrives. */
export async function startCutter(origin: string): Promise<Cutter> {
  const { hostname, port } = new URL(origin);
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
      // The other side is told by the close that follows.
      socket.on('error', () => undefined);
    }
    let cut: 'no' | 'yes' = 'no';
    client.on('data', (data) => {
      if (/^x-cut: answer\r$/im.test(String(data))) cut = 'yes';
      upstream.write(data);
    });
    upstream.on('data', (data) => (cut === 'yes' ? client.destroy() : client.write(data)));
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const own = typeof address === 'object' && address !== null ? address.port : 0;
  const stop = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of open) socket.destroy();
    await closed;
  };
  return { url: `http://127.0.0.1:${own}`, stop };
}
