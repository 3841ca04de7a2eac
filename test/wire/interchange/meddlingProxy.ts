import { once } from 'node:events';
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What went through, in order. */
export interface Passed {
  readonly method: string;
  readonly status: number;
  readonly ifMatch: string | undefined;
  readonly ifUnmodifiedSince: string | undefined;
  readonly ifNoneMatch: string | undefined;
  readonly acceptEncoding: string | undefined;
  readonly content: string;
}

export interface MeddlingProxy {
  readonly url: string;
  readonly passed: readonly Passed[];
  close(): Promise<void>;
}

/** A way to the origin on which, right before each of the first writes, somebody else changes the resource. */
export async function meddlingProxy(origin: string, edits: number): Promise<MeddlingProxy> {
  const passed: Passed[] = [];
  let left = edits;
  const server = createServer((incoming, outgoing) => {
    void handle(incoming, outgoing).catch((error: unknown) => outgoing.destroy(error as Error));
  });
  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { method = '', url = '', headers } = incoming;
    const content = await contentOf(incoming);
    if (['PUT', 'PATCH', 'DELETE'].includes(method) && left > 0) {
      left -= 1;
      await fetch(`${origin}${url}/_edit`, { method: 'POST' });
    }
    const upstream = ask(`${origin}${url}`, { method, headers: { ...headers, host: new URL(origin).host } });
    upstream.end(content);
    const [answer] = (await once(upstream, 'response')) as [IncomingMessage];
    passed.push({
      method,
      status: answer.statusCode ?? 0,
      ifMatch: headers['if-match'],
      ifUnmodifiedSince: headers['if-unmodified-since'],
      ifNoneMatch: headers['if-none-match'],
      acceptEncoding: headers['accept-encoding'] as string | undefined,
      content: content.toString('utf8'),
    });
    outgoing.writeHead(answer.statusCode ?? 0, answer.headers);
    answer.pipe(outgoing);
  };
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await once(server.close(), 'close');
  };
  return { url: `http://127.0.0.1:${port}`, passed, close };
}

async function contentOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
