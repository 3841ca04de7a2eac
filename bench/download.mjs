/**
 * One download to disk in a process of its own: `ours` through the transport, `undici` by its dispatch. Prints the
 * milliseconds that it took and the bytes by which the process grew at most.
 */
import { createWriteStream } from 'node:fs';
import { Client } from 'undici';
import { createTransport } from '../out/src/transport/send.js';

const [who, origin, path, file] = process.argv.slice(2);
const patience = { connectTimeout: 10_000, headersTimeout: 10_000, bodyTimeout: 30_000 };

async function ours() {
  const transport = createTransport({ bodyFile: () => file });
  const request = { method: 'GET', url: `${origin}${path}`, headers: [], body: undefined };
  const options = { ...patience, redirects: 'follow', maxRedirects: 5, bodyLimit: 1_000_000, tls: 'verify' };
  return async () => {
    const { response, error } = await transport.send(request, options, new AbortController().signal);
    if (error !== undefined || response?.bodyFile !== file) throw new Error(JSON.stringify(error));
    await transport.close();
  };
}

async function undici() {
  const client = new Client(origin);
  return () =>
    new Promise((resolve, reject) => {
      const stream = createWriteStream(file);
      let resume;
      stream.on('drain', () => resume());
      client.dispatch(
        { method: 'GET', path },
        {
          onConnect: () => {},
          onHeaders: (_status, _headers, flow) => {
            resume = flow;
            return true;
          },
          onData: (piece) => stream.write(piece),
          onComplete: () => stream.end(() => resolve(client.close())),
          onError: reject,
        },
      );
    });
}

const download = await (who === 'ours' ? ours() : undici());
globalThis.gc?.();
const before = process.memoryUsage.rss();
let most = before;
const watch = setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss());
}, 10);
const started = performance.now();
await download();
const took = performance.now() - started;
clearInterval(watch);
process.stdout.write(JSON.stringify({ took, grown: most - before }));
