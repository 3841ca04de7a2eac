import { performance } from 'node:perf_hooks';
import { setImmediate as immediately, setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createTransport, type Transport } from '../../../src/transport/send.ts';
import { type Misbehaviour, meet, outcomeOf, type Peer } from './misbehaviour.ts';
import { misbehaviours } from './table.ts';

/** What was there before and after many exchanges. */
export interface Leaks {
  readonly exchanges: number;
  /** The rows that once came out otherwise. */
  readonly unexpected: readonly string[];
  /** Sockets and timers that are still there after the transport and the peers have closed. */
  readonly handles: readonly string[];
  /** Bytes that the rounds after the first left on the heap, and in buffers beside it. */
  readonly heap: number;
  readonly buffers: number;
  readonly seconds: number;
}

/** How many peers misbehave at a time. */
const AT_ONCE = 12;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Meets all peers again and again, through one transport, until there were so many exchanges. */
export async function leaksAfter(exchanges: number): Promise<Leaks> {
  const cases = misbehaviours.flatMap((group) => group.cases);
  // Whoever called has a clock of its own, which it starts behind our first step.
  await immediately();
  const before = handles();
  const started = performance.now();
  const met = await Promise.all(cases.map(async (each) => ({ each, peer: await each.start() })));
  const transport = createTransport();
  const unexpected = new Set<string>();
  const round = (): Promise<void> => meetAll(transport, met, unexpected);
  // The first round loads and compiles what the others use.
  await round();
  const first = await memory();
  let made = cases.length;
  for (; made < exchanges; made += cases.length) await round();
  const last = await memory();
  await transport.close();
  await Promise.all(met.map(({ peer }) => peer.close()));
  const seconds = (performance.now() - started) / 1000;
  const left = await leftOver(before);
  const [heap, buffers] = [last.heap - first.heap, last.buffers - first.buffers];
  return { exchanges: made, unexpected: [...unexpected], handles: left, heap, buffers, seconds };
}

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000).toLocaleString('en')} kB`;

/** One line with the figures. */
export function sayLeaks({ exchanges, heap, buffers, seconds }: Leaks): string {
  const grown = `heap ${kilobytes(heap)} and buffers ${kilobytes(buffers)} larger than after the first round`;
  return `${exchanges.toLocaleString('en')} exchanges in ${Math.round(seconds)} s: ${grown}`;
}

/** More than the runtime's own caches take. */
const ALLOWED = 8_000_000;

/** What is wrong, if anything is. */
export function faultOf({ unexpected, handles: left, heap, buffers }: Leaks): string | undefined {
  if (unexpected.length > 0) return `came out otherwise: ${unexpected.join('; ')}`;
  if (left.length > 0) return `left open: ${left.join(', ')}`;
  if (heap > ALLOWED || buffers > ALLOWED) return `left in memory: ${kilobytes(heap)} and ${kilobytes(buffers)}`;
  return undefined;
}

interface Met {
  readonly each: Misbehaviour;
  readonly peer: Peer;
}

async function meetAll(transport: Transport, met: readonly Met[], unexpected: Set<string>): Promise<void> {
  const queue = [...met];
  const worker = async (): Promise<void> => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const { each, peer } = next;
      const outcome = outcomeOf(await meet(transport, each, peer));
      if (outcome !== each.outcome) unexpected.add(`${each.does}: ${outcome}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function memory(): Promise<{ readonly heap: number; readonly buffers: number }> {
  for (let time = 0; time < 4; time += 1) {
    await wait(30);
    collect();
  }
  const { heapUsed, external } = process.memoryUsage();
  return { heap: heapUsed, buffers: external };
}

const LASTING = /^(?:TCP|TLS|Pipe|Timeout|HTTP2|GetAddrInfo|FSReq)/i;

/** What keeps a process, without what runs it. */
const handles = (): readonly string[] =>
  process
    .getActiveResourcesInfo()
    .filter((name) => LASTING.test(name))
    .sort();

/** What was not there before; sockets need a moment to be gone. */
async function leftOver(before: readonly string[]): Promise<readonly string[]> {
  for (let time = 0; ; time += 1) {
    const known = [...before];
    const more = handles().filter((name) => {
      const index = known.indexOf(name);
      if (index !== -1) known.splice(index, 1);
      return index === -1;
    });
    if (more.length === 0 || time === 100) return more;
    await wait(50);
    // The timer that was waited for still counts while it calls back.
    await immediately();
  }
}
