import { performance } from 'node:perf_hooks';
import type { Exchange, Hop, HttpRequest, Send, SendOptions, StoppedRedirect } from '../core/http/exchange.ts';
import { firstValue } from '../core/http/headerList.ts';
import { type Attempt, unanswered } from './attempt.ts';
import { type Authorities, attemptAs } from './auth/attemptAs.ts';
import { asWritten, noteDerived } from './auth/derived.ts';
import { Pool } from './connection/pool.ts';
import { learnCookies, withCookies } from './cookies/withCookies.ts';
import { firstWay, nextWay, type Way } from './redirects/nextWay.ts';
import { refuse } from './refuse.ts';

export interface TransportSettings {
  /** Names a new file for content beyond the limit. Without it, such content is received and cut. */
  readonly bodyFile?: () => string;
  /** Certificates in PEM that are trusted besides the runtime's own and those of each send. */
  readonly authorities?: readonly string[];
}

export interface Transport {
  readonly send: Send;
  /** Cancels what is under way and waits until it has ended; closes what was kept open. */
  close(): Promise<void>;
}

/** Opens the way to the network: what it sends is what the request says, and every failure is an answer. */
export function createTransport(settings: TransportSettings = {}): Transport {
  const known = { sessions: new Map(), derived: new WeakMap() };
  const surroundings: Authorities = {
    ...settings,
    ...known,
    pool: new Pool(),
    proxies: new Map(),
    underWay: new Set(),
  };
  const sendings = new Set<Promise<Exchange>>();
  const send: Send = (request, options, signal) => {
    const sending = journey(request, options, surroundings, signal);
    sendings.add(sending);
    return sending.finally(() => sendings.delete(sending));
  };
  const close = async (): Promise<void> => {
    for (const end of surroundings.underWay) end({ code: 'cancelled', cause: 'cancelled' });
    await Promise.allSettled(sendings);
    surroundings.pool.close();
  };
  return { send, close };
}

async function journey(
  original: HttpRequest,
  options: SendOptions,
  surroundings: Authorities,
  signal: AbortSignal,
): Promise<Exchange> {
  const clock = { startedAt: Date.now(), from: performance.now() };
  const refused = refuse(original);
  if (refused !== undefined) {
    return toExchange(firstWay(original), unanswered({ code: 'request-refused', cause: refused }), clock);
  }
  const { derived } = surroundings;
  let way = firstWay(withUserinfoAsField({ ...original, headers: asWritten(derived, original.headers) }));
  const { cookies } = options;
  const askedFor = way.request.url;
  for (;;) {
    const dressed = cookies === undefined ? way.request : await withCookies(way.request, askedFor, cookies);
    const attempted = await attemptAs(dressed, options, surroundings, signal);
    clock.from += attempted.result.waited ?? 0;
    const learned = cookies === undefined ? 'no' : await learnCookies(attempted, askedFor, cookies);
    const before = [...way.hops, ...attempted.challenges];
    const known = learned === 'yes' ? { ...way, loopFrom: before.length + 1 } : way;
    const next = nextWay({ ...known, hops: before }, attempted.result, options);
    const request = attempted.sent;
    noteDerived(derived, way.request.headers, request.headers);
    if (next.kind === 'arrived') {
      return toExchange({ ...way, request, hops: before }, next.result, clock, next.stopped);
    }
    way = {
      ...next.way,
      hops: next.way.hops.map((hop, at, all) => (at === all.length - 1 ? asSent(hop, request) : hop)),
    };
  }
}

/** The file's credentials are what the next request is made of; what is shown is what went out. */
const asSent = (hop: Hop, { headers }: HttpRequest): Hop => ({ ...hop, sent: headers });

function toExchange(
  { request, hops }: Way,
  { response, failure, timings, wire, informational, connection }: Attempt,
  clock: { readonly startedAt: number; readonly from: number },
  stopped?: StoppedRedirect,
): Exchange {
  const { dns, connect, tls, firstByte, download } = timings;
  const exchange = {
    request,
    response,
    error: failure && { peer: peerOf(request.url), ...failure },
    hops,
    timings: { dns, connect, tls, firstByte, download, total: performance.now() - clock.from },
    startedAt: clock.startedAt,
    endedAt: Date.now(),
  };
  if (wire === undefined || connection === undefined) return exchange;
  const told = { ...exchange, wire, connection };
  return informational || stopped
    ? { ...told, ...(informational && { informational }), ...(stopped && { stopped }) }
    : told;
}

function peerOf(url: string): string {
  if (!URL.canParse(url)) return '';
  const { hostname, port, protocol, pathname } = new URL(url);
  const [, path] = hostname === 'unix' && port === '' ? (/^([^:]+):/.exec(pathname) ?? []) : [];
  return path ?? `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

/** `user:password@` in the URL is the user's own way to write Basic credentials; a field that is there wins. */
function withUserinfoAsField(request: HttpRequest): HttpRequest {
  if (!request.url.includes('@')) return request;
  const url = new URL(request.url);
  if (url.username === '' && url.password === '') return request;
  const pair = `${percentDecoded(url.username)}:${percentDecoded(url.password)}`;
  url.username = '';
  url.password = '';
  if (firstValue(request.headers, 'Authorization') !== undefined) return { ...request, url: url.href };
  const credentials = `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
  return { ...request, url: url.href, headers: [...request.headers, ['Authorization', credentials]] };
}

/** Unlike decodeURIComponent it leaves alone what is no encoding, and so cannot fail. */
function percentDecoded(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
}
