import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HeaderField, HeaderList } from '../core/http/headerList.ts';
import type { Answer, DemoRequest } from './message.ts';
import { refusal } from './message.ts';
import type { DemoSettings } from './respond.ts';
import { createResponder } from './respond.ts';

/** A running demo origin. */
export interface DemoOrigin {
  /** Its base URL, without a slash at the end. */
  readonly url: string;
  /** Stops it and ends the connections that are open. */
  close(): Promise<void>;
}

const DEFAULTS: DemoSettings = { clock: Date.now, cacheFreshFor: 10_000 };
const MAX_CONTENT = 1_048_576;

/**
 * Starts an origin server on loopback that shows how preconditions work, and how they fail. Port 0 takes a free
 * one. Rejects with the runtime's error when the port is taken.
 */
export async function startDemoOrigin(port: number, settings: Partial<DemoSettings> = {}): Promise<DemoOrigin> {
  const respond = createResponder({ ...DEFAULTS, ...settings });
  const server = createServer((incoming, response) => {
    readRequest(incoming).then(
      (request) => write(response, incoming.method ?? '', request === undefined ? tooLarge() : respond(request)),
      // The client went away while it was sending: there is nobody left to answer.
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${address.port}`, close };
}

/** The whole request, or undefined when its content is too large to keep. */
async function readRequest(incoming: IncomingMessage): Promise<DemoRequest | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_CONTENT) chunks.push(chunk);
  }
  if (size > MAX_CONTENT) return undefined;
  return {
    method: incoming.method ?? '',
    path: pathOf(incoming.url ?? '/'),
    headers: fieldLines(incoming.rawHeaders),
    content: Buffer.concat(chunks),
  };
}

const BASE = 'http://demo.invalid';

const pathOf = (target: string): string => (URL.canParse(target, BASE) ? new URL(target, BASE).pathname : target);

function fieldLines(raw: readonly string[]): HeaderList {
  const lines: HeaderField[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) lines.push([raw[index] ?? '', raw[index + 1] ?? '']);
  return lines;
}

const tooLarge = (): Answer => refusal(413, 'Too large', `An article holds at most ${MAX_CONTENT} bytes.`, []);

function write(response: ServerResponse, method: string, answer: Answer): void {
  const length: HeaderList =
    answer.status === 204 || answer.status === 304 ? [] : [['Content-Length', String(answer.content?.length ?? 0)]];
  response.writeHead(answer.status, [...answer.headers, ...length].flat());
  response.end(method === 'HEAD' ? undefined : answer.content);
}
