/**
 * `npm run bench -- --transport`: sending over the loopback interface, beside undici and httpYac, one send of each in
 * turn; the first send of a fresh process; and a download to disk. `--size 128` downloads so many MiB in place of
 * 1024.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../scripts/lib/command.mjs';
import { inRoot } from '../scripts/lib/paths.mjs';
import { median, percentile } from './measure.mjs';
import { senders } from './senders.mjs';
import { transportReport } from './transportReport.mjs';

const beside = (name) => join(import.meta.dirname, name);
const warmUp = 300;
const turns = 1000;
/** httpYac takes so long that it need not be asked in every turn. */
const peerEvery = 10;

async function startServer() {
  const child = spawn(process.execPath, [beside('loopback.mjs')], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const port = await new Promise((resolve) => child.stdout.once('data', (chunk) => resolve(Number(chunk))));
  return { origin: `http://127.0.0.1:${port}`, stop: () => child.disconnect() };
}

/** One send of each way in turn, in an order that turns too, so that nobody always follows the same one. */
async function sends(url) {
  const { ways, settled, close } = await senders(url);
  const names = Object.keys(ways);
  const taken = Object.fromEntries(names.map((name) => [name, []]));
  for (let turn = -warmUp; turn < turns; turn += 1) {
    for (let each = 0; each < names.length; each += 1) {
      const name = names[(each + turn + warmUp) % names.length];
      if (name === 'httpyac' && turn % peerEvery !== 0) continue;
      const started = performance.now();
      await ways[name]();
      if (turn >= 0) taken[name].push(performance.now() - started);
      if (name === 'kept') await settled();
    }
  }
  await close();
  const summary = (all) => ({ p50: median(all), p99: percentile(all, 0.99), count: all.length });
  return Object.fromEntries(names.map((name) => [name, summary(taken[name])]));
}

const inProcess = async (...args) => JSON.parse(await run(process.execPath, ['--expose-gc', ...args]));

async function firstSends(url) {
  const all = [];
  for (let time = 0; time < 9; time += 1) {
    all.push(await inProcess(beside('firstSend.mjs'), inRoot('dist', 'transport.cjs'), url));
  }
  return { load: median(all.map(({ load }) => load)), whole: median(all.map(({ whole }) => whole)) };
}

async function downloads(origin, size) {
  const folder = await mkdtemp(join(tmpdir(), 'precondition-download-'));
  const all = { ours: [], undici: [] };
  try {
    for (let time = 0; time < 6; time += 1) {
      const who = time % 2 === 0 ? 'undici' : 'ours';
      const file = join(folder, who);
      all[who].push(await inProcess(beside('download.mjs'), who, origin, `/bytes/${size * 2 ** 20}`, file));
      await rm(file, { force: true });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const summary = (each) => ({
    took: median(each.map(({ took }) => took)),
    best: Math.min(...each.map(({ took }) => took)),
    grown: Math.max(...each.map(({ grown }) => grown)),
  });
  return { size, ours: summary(all.ours), undici: summary(all.undici) };
}

function sizeOf(flags) {
  const index = flags.indexOf('--size');
  return index === -1 ? 1024 : Number(flags[index + 1]);
}

/** The section of the page, and the same for the terminal. */
export async function measureTransport(flags) {
  const { origin, stop } = await startServer();
  try {
    const sent = await sends(`${origin}/article`);
    const first = await firstSends(`${origin}/article`);
    return transportReport({ sent, first, download: await downloads(origin, sizeOf(flags)), turns, peerEvery });
  } finally {
    stop();
  }
}
