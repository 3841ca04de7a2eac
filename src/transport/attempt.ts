import { setMaxListeners } from 'node:events';
import type {
  ConnectionFacts,
  Hop,
  HttpRequest,
  HttpResponse,
  Informational,
  SendOptions,
  Timings,
} from '../core/http/exchange.ts';
import { firstValue, type HeaderField } from '../core/http/headerList.ts';
import { isSafeMethod } from '../core/http/method.ts';
import type { Network, ProxyRules } from '../core/http/network.ts';
import type { Wire } from '../core/http/wire.ts';
import { askedByProxy } from './auth/askedByProxy.ts';
import { Http1Line } from './connection/http1Line.ts';
import type { Line, Outgoing } from './connection/line.ts';
import { type Opened, Opening, type OpeningSettings } from './connection/opening.ts';
import type { Pool } from './connection/pool.ts';
import { poolKey } from './connection/poolKey.ts';
import type { KnownProxies } from './connection/proxyCredentials.ts';
import { type Route, routeOf } from './connection/route.ts';
import { outgoingContent } from './content/outgoingContent.ts';
import { Conversation, type Told } from './conversation.ts';
import { type Failure, Interruption } from './failure.ts';

/** What came of one request, on whatever connection. */
export interface Attempt {
  readonly response: HttpResponse | undefined;
  readonly failure: Failure | undefined;
  readonly timings: Omit<Timings, 'total'>;
  readonly wire?: Wire;
  readonly informational?: readonly Informational[];
  readonly connection?: ConnectionFacts;
  /** What a proxy asked before it passed the request on. */
  readonly challenges?: readonly Hop[];
  /** Milliseconds in which somebody was asked something, and nothing was under way. */
  readonly waited?: number;
}

/** What does not change from send to send. */
export interface Surroundings {
  readonly bodyFile?: () => string;
  readonly authorities?: readonly string[];
  readonly pool: Pool;
  readonly proxies: KnownProxies;
  /** Ends each thing under way, for when all is to end. */
  readonly underWay: Set<(failure: Failure) => void>;
}

/**
 * Sends the request once and reads the answer as far as it comes.
 *
 * A kept connection may be closing just when it is used, and then nobody knows whether the request was carried out.
 * So only a safe request goes out on one, and where that connection ends without a byte of an answer the request is
 * sent once more, on a new one (RFC 9110 §9.2.2, RFC 9112 §9.3.1). Everything else, PUT and DELETE too, since a
 * guarded one meets its own effect and fails, gets a connection of its own and is never repeated: where its answer
 * is lost, that is what is told.
 */
export async function attempt(
  request: HttpRequest,
  options: SendOptions,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<Attempt> {
  const control = new Control(signal, surroundings.underWay);
  try {
    return await run(request, options, surroundings, control);
  } catch (error) {
    if (error instanceof Interruption) return unanswered(error.failure);
    throw error;
  } finally {
    control.release();
  }
}

/** Where there was not even a connection. */
export function unanswered(failure: Failure, timings: Partial<Timings> = {}): Attempt {
  const none = { dns: undefined, connect: undefined, tls: undefined, firstByte: undefined };
  return { response: undefined, failure, timings: { ...none, ...timings } };
}

function proxiesFor({ proxy = 'as-set' }: SendOptions, network: Network): ProxyRules | undefined {
  if (proxy === 'never') return undefined;
  return proxy === 'as-set' ? network.proxy : proxy;
}

async function run(
  request: HttpRequest,
  options: SendOptions,
  surroundings: Surroundings,
  control: Control,
): Promise<Attempt> {
  const isPlain = options.network === undefined && surroundings.authorities === undefined;
  const network = isPlain ? NOTHING : await networkOf(options, surroundings);
  const route = routeOf(request, proxiesFor(options, network), surroundings.proxies);
  const send = (forProxy: string | undefined) =>
    sendOver({ route, network, forProxy }, request, options, surroundings, control);
  const { proxy, secure, target } = route;
  // Through a tunnel the proxy has had its credentials; one that passes on plain requests reads them from each.
  if (proxy?.kind !== 'http' || secure || firstValue(request.headers, 'Proxy-Authorization') !== undefined)
    return send(undefined);
  return askedByProxy(proxy, request, target, send);
}

interface Way {
  readonly route: Route;
  readonly network: Network;
  /** What the proxy reads from the request. */
  readonly forProxy: string | undefined;
}

/** Sends it over a kept connection or a new one. */
async function sendOver(
  { route, network, forProxy }: Way,
  request: HttpRequest,
  options: SendOptions,
  surroundings: Surroundings,
  control: Control,
): Promise<Attempt> {
  const key = poolKey(network, route, options);
  const talk = async (line: Line): Promise<Attempt & { readonly unheard: boolean }> => {
    control.concern(line);
    const outgoing = outgoingOf(request, route.target, forProxy, options);
    const told = await new Conversation(line, options, surroundings.bodyFile).hold(outgoing);
    const result = attemptOf(told, line);
    if (told.failure === undefined) surroundings.pool.keep(key, line);
    else line.close();
    return result;
  };
  const kept = isSafeMethod(request.method) ? surroundings.pool.take(key) : undefined;
  const first = kept && (await talk(kept));
  if (first !== undefined && !first.unheard) return first;
  const { connectTimeout: timeout, tls, httpVersion = '1.1' } = options;
  const opened = await open({ route, network, timeout, tls, httpVersion }, control);
  if (opened.kind === 'failed') return opened.attempt;
  const last = { ...(await talk(opened.line)), waited: opened.waited };
  if (first === undefined || last.connection === undefined) return last;
  return { ...last, connection: { ...last.connection, repeated: true } };
}

/** Node's HTTP/2 takes some milliseconds to load, and few requests want it. */
async function http2Line(opened: Opened, origin: string): Promise<Line> {
  const { Http2Line } = await import('./connection/http2Line.ts');
  return new Http2Line(opened, origin);
}

type OpenedLine =
  | { readonly kind: 'open'; readonly line: Line; readonly waited: number }
  | { readonly kind: 'failed'; readonly attempt: Attempt };

async function open(settings: OpeningSettings, control: Control): Promise<OpenedLine> {
  const opening = new Opening(settings);
  control.concern(opening);
  try {
    const opened = await opening.open();
    const { origin } = settings.route;
    const line = opened.protocol === 'h2' ? await http2Line(opened, origin) : new Http1Line(opened, origin);
    return { kind: 'open', line, waited: opening.waited };
  } catch (error) {
    if (!(error instanceof Interruption)) throw error;
    const { started, resolved } = opening.marks;
    const timings = resolved === undefined ? {} : { dns: resolved - started };
    return { kind: 'failed', attempt: unanswered(error.failure, timings) };
  }
}

function attemptOf({ response, failure, timings, informational, unheard }: Told, line: Line) {
  const heard = informational.length === 0 ? {} : { informational };
  return { response, failure, timings, wire: line.wire(), connection: line.facts, unheard, ...heard };
}

function outgoingOf(
  request: HttpRequest,
  target: string,
  forProxy: string | undefined,
  options: SendOptions,
): Outgoing {
  const { method, headers } = request;
  const own: readonly HeaderField[] = forProxy === undefined ? [] : [['Proxy-Authorization', forProxy]];
  return { method, target, headers: [...headers, ...own], content: outgoingContent(request, options) };
}

const NOTHING: Network = {};

async function networkOf({ network }: SendOptions, { authorities }: Surroundings): Promise<Network> {
  const given = network === undefined ? NOTHING : await settled(network);
  return authorities === undefined ? given : withAuthorities(given, authorities);
}

async function settled(network: NonNullable<SendOptions['network']>): Promise<Network> {
  try {
    return await network();
  } catch (error) {
    throw new Interruption({ code: 'settings-unusable', cause: error instanceof Error ? error.message : 'unknown' });
  }
}

const extended = new WeakMap<readonly string[], WeakMap<Network, Network>>();

function withAuthorities(network: Network, authorities: readonly string[]): Network {
  const known = extended.get(authorities) ?? new WeakMap<Network, Network>();
  extended.set(authorities, known);
  const whole = known.get(network) ?? { ...network, authorities: [...(network.authorities ?? []), ...authorities] };
  known.set(network, whole);
  return whole;
}

/** Passes the wish to end on to whatever is under way just now. */
class Control {
  readonly #signal: AbortSignal;
  readonly #all: Set<(failure: Failure) => void>;
  #subject: { interrupt(failure: Failure): void } | undefined;
  #ended: Failure | undefined;

  constructor(signal: AbortSignal, all: Set<(failure: Failure) => void>) {
    this.#signal = signal;
    this.#all = all;
    all.add(this.#end);
    // Many sends may be cancelled as one.
    if (all.size > 8) setMaxListeners(0, signal);
    signal.addEventListener('abort', this.#cancel);
    if (signal.aborted) this.#cancel();
  }

  concern(subject: { interrupt(failure: Failure): void }): void {
    this.#subject = subject;
    if (this.#ended === undefined) return;
    subject.interrupt(this.#ended);
    throw new Interruption(this.#ended);
  }

  release(): void {
    this.#all.delete(this.#end);
    this.#signal.removeEventListener('abort', this.#cancel);
  }

  readonly #cancel = (): void => this.#end({ code: 'cancelled', cause: 'cancelled' });

  readonly #end = (failure: Failure): void => {
    this.#ended ??= failure;
    this.#subject?.interrupt(failure);
  };
}
