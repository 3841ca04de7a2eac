/** The first send of a window, in a process of its own: loads the bundled transport, connects, sends. Prints milliseconds. */
import { createRequire } from 'node:module';
import { sendOptions } from './sendOptions.mjs';

const [bundle, url] = process.argv.slice(2);

const started = performance.now();
const { createTransport } = createRequire(import.meta.url)(bundle);
const loaded = performance.now();
const transport = createTransport();
const request = { method: 'GET', url, headers: [], body: undefined };
const { response } = await transport.send(request, sendOptions, new AbortController().signal);
const sent = performance.now();
await transport.close();
if (response?.status !== 200) throw new Error(`status ${response?.status}`);
process.stdout.write(JSON.stringify({ load: loaded - started, whole: sent - started }));
