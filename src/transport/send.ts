import { performance } from 'node:perf_hooks';
import type { Exchange, Hop, HttpRequest, Send, SendOptions } from '../core/http/exchange.ts';
import { firstValue } from '../core/http/headerList.ts';
import { type Attempt, attempt } from './attempt.ts';
import type { Failure } from './failure.ts';
import { redirectOf } from './redirect.ts';
import { refuse } from './refuse.ts';

export interface TransportSettings {
  /** Names a new file for content beyond the limit. Without it, such content is received and cut. */
  readonly bodyFile?: () => string;
  /** Certificates in PEM that are trusted besides the runtime's own. */
  readonly authorities?: readonly string[];
}

export interface Transport {
  readonly send: Send;
  /** Cancels what is under way and waits until it has ended. */
  close(): Promise<void>;
}

interface Route {
  readonly request: HttpRequest;
  readonly hops: readonly Hop[];
  /** Method and URL of every request sent, to notice a loop. */
  readonly visited: ReadonlySet<string>;
}

/** Opens the way to the network: what it sends is what the request says, and every failure is an answer. */
export function createTransport(settings: TransportSettings = {}): Transport {
  const closing = new AbortController();
  const underWay = new Set<Promise<Exchange>>();
  const send: Send = async (request, options, signal) => {
    const sending = journey(request, options, settings, AbortSignal.any([signal, closing.signal]));
    underWay.add(sending);
    return sending.finally(() => underWay.delete(sending));
  };
  const close = async (): Promise<void> => {
    closing.abort();
    await Promise.allSettled(underWay);
  };
  return { send, close };
}

async function journey(
  original: HttpRequest,
  options: SendOptions,
  settings: TransportSettings,
  signal: AbortSignal,
): Promise<Exchange> {
  const clock = { startedAt: Date.now(), from: performance.now() };
  const refused = refuse(original);
  if (refused !== undefined) {
    const failure: Failure = { code: 'request-refused', cause: refused };
    return toExchange({ request: original, hops: [], visited: new Set() }, unanswered(failure), clock);
  }
  const request = withUserinfoAsField(original);
  let route: Route = { request, hops: [], visited: new Set([step(request)]) };
  for (;;) {
    const result = await attempt(route.request, options, settings, signal);
    const next = nextRoute(route, result, options);
    if (next.kind === 'arrived') return toExchange(route, next.result, clock);
    route = next.route;
  }
}

type Next =
  | { readonly kind: 'arrived'; readonly result: Attempt }
  | { readonly kind: 'further'; readonly route: Route };

function nextRoute(route: Route, result: Attempt, options: SendOptions): Next {
  const { response, failure } = result;
  if (options.redirects === 'stop' || response === undefined || failure !== undefined)
    return { kind: 'arrived', result };
  const redirect = redirectOf(route.request, response);
  const stopped = (failure: Failure): Next => ({ kind: 'arrived', result: { ...result, failure } });
  switch (redirect.kind) {
    case 'none':
      return { kind: 'arrived', result };
    case 'invalid':
      return stopped({ code: 'redirect-invalid', cause: redirect.cause });
    case 'follow': {
      const { request, hop } = redirect;
      const { visited, hops } = route;
      if (visited.has(step(request))) return stopped({ code: 'too-many-redirects', cause: 'a loop' });
      if (hops.length >= options.maxRedirects) {
        return stopped({ code: 'too-many-redirects', cause: `more than ${options.maxRedirects}` });
      }
      return {
        kind: 'further',
        route: { request, hops: [...hops, hop], visited: new Set([...visited, step(request)]) },
      };
    }
  }
}

const step = ({ method, url }: HttpRequest): string => `${method} ${url}`;

const unanswered = (failure: Failure): Attempt => ({
  response: undefined,
  failure,
  timings: { dns: undefined, connect: undefined, tls: undefined, firstByte: undefined },
});

function toExchange(
  { request, hops }: Route,
  { response, failure, timings }: Attempt,
  clock: { readonly startedAt: number; readonly from: number },
): Exchange {
  return {
    request,
    response,
    error: failure && { ...failure, peer: peerOf(request.url) },
    hops,
    timings: { ...timings, total: performance.now() - clock.from },
    startedAt: clock.startedAt,
    endedAt: Date.now(),
  };
}

function peerOf(url: string): string {
  if (!URL.canParse(url)) return '';
  const { hostname, port, protocol } = new URL(url);
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

/** `user:password@` in the URL is the user's own way to write Basic credentials; a field that is there wins. */
function withUserinfoAsField(request: HttpRequest): HttpRequest {
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
