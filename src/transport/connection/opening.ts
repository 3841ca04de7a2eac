import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { TLSSocket } from 'node:tls';
import type { ConnectionFacts, HttpVersion, TlsFacts } from '../../core/http/exchange.ts';
import type { Network } from '../../core/http/network.ts';
import { type Failure, failureOf, Interruption, type Phase } from '../failure.ts';
import { meansHost } from './hostPattern.ts';
import { openHttpTunnel } from './httpTunnel.ts';
import { atProxy, type ProxyServer } from './proxy.ts';
import type { Route } from './route.ts';
import type { Securing } from './secureSocket.ts';
import { socketStep } from './socketStep.ts';
import { openSocksTunnel } from './socksTunnel.ts';

/** How to connect; milliseconds for the whole of name look-up, TCP, proxy and TLS. */
export interface OpeningSettings {
  readonly route: Route;
  readonly network: Network;
  readonly timeout: number;
  readonly tls: 'verify' | 'accept-any';
  readonly httpVersion: HttpVersion;
}

/** Milliseconds on the runtime's steady clock. */
export interface Marks {
  readonly started: number;
  resolved?: number;
  connected?: number;
  secured?: number;
}

/** A connection that can carry a request. */
export interface Opened {
  readonly socket: Socket;
  readonly protocol: 'h1' | 'h2';
  readonly marks: Marks;
  readonly facts: ConnectionFacts;
}

/** Waiting this long for one address before trying the next (RFC 8305); the runtime's 250 ms gives up on far hosts. */
const NEXT_ADDRESS_AFTER = 1500;

/** How often a proxy is asked again: once without a nonce, once with an outdated one. */
const MOST_REPEATS = 2;

/** One connection while it is being made: it can be given up, and tells how far it has come. */
export class Opening {
  phase: Phase = 'connecting';
  marks: Marks = { started: performance.now() };
  readonly #settings: OpeningSettings;
  #socket: Socket | undefined;
  #ended: Failure | undefined;
  /** Milliseconds that somebody took to answer before there was anything to connect. */
  waited = 0;
  #giveUp: (failure: Failure) => void = () => {};

  constructor(settings: OpeningSettings) {
    this.#settings = settings;
  }

  /** Ends the attempt, so that whoever waits for it gets the failure. */
  interrupt(failure: Failure): void {
    this.#ended ??= failure;
    this.#socket?.destroy(new Interruption(this.#ended));
    this.#giveUp(failure);
  }

  /** Opens the connection. Rejects with an Interruption. */
  async open(): Promise<Opened> {
    const { timeout, route, network } = this.#settings;
    const late = (): void => this.interrupt({ code: 'connect-timeout', cause: 'timeout', after: timeout });
    let timer: NodeJS.Timeout | undefined;
    try {
      if (route.secure && network.certificates !== undefined) await this.#prepared(route, network);
      timer = setTimeout(late, timeout);
      return await this.#connect();
    } catch (error) {
      this.#socket?.destroy();
      throw new Interruption(this.#ended ?? failureOf(error, this.phase));
    } finally {
      clearTimeout(timer);
    }
  }

  /** A passphrase that somebody has to type is no matter of the connection's time. */
  async #prepared(route: Route, network: Network): Promise<void> {
    const { secureContextOf } = await import('./secureSocket.ts');
    const givenUp = new Promise<never>((_, reject) => {
      this.#giveUp = (failure) => reject(new Interruption(failure));
    });
    if (this.#ended !== undefined) throw new Interruption(this.#ended);
    const { started } = this.marks;
    await Promise.race([secureContextOf(network, route), givenUp]);
    this.marks = { started: performance.now() };
    this.waited = this.marks.started - started;
  }

  async #connect(): Promise<Opened> {
    const { route, httpVersion } = this.#settings;
    const { secure, proxy } = route;
    const plain = proxy === undefined ? await this.#dial(route) : await this.#throughProxy(proxy);
    this.marks.connected = performance.now();
    const peer = peerOf(plain, route);
    const via = proxy && { proxy: proxy.name };
    if (!secure) {
      const facts = { peer, reused: false, ...via };
      return { socket: plain, protocol: httpVersion === '2' ? 'h2' : 'h1', marks: this.marks, facts };
    }
    const socket = await this.#secure(plain, this.#securing());
    this.marks.secured = performance.now();
    const protocol = socket.alpnProtocol === 'h2' ? 'h2' : 'h1';
    return { socket, protocol, marks: this.marks, facts: { peer, reused: false, ...via, tls: tlsFacts(socket) } };
  }

  #securing(): Securing {
    const { route, network, tls, httpVersion } = this.#settings;
    const verify = tls === 'verify' && !meansHost(network.unverified ?? [], route) ? 'verify' : 'accept-any';
    const protocols = httpVersion === '2' ? ['h2', 'http/1.1'] : ['http/1.1'];
    return { host: route.host, port: route.port, verify, protocols, network };
  }

  async #dial(to: Pick<Route, 'host' | 'port' | 'socketPath'>): Promise<Socket> {
    const socket =
      to.socketPath === undefined
        ? connect({ host: to.host, port: to.port, autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER, noDelay: true })
        : connect({ path: to.socketPath });
    socket.once('lookup', () => {
      this.marks.resolved = performance.now();
    });
    await socketStep(this.#watched(socket), 'connect');
    return socket;
  }

  async #throughProxy(proxy: ProxyServer): Promise<Socket> {
    const { route, network } = this.#settings;
    try {
      const socket = await this.#toProxy(proxy, network);
      if (proxy.kind === 'socks5') await openSocksTunnel(socket, proxy, route.host, route.port);
      const tunnel = proxy.kind === 'http' && route.secure ? await this.#tunnel(socket, proxy) : socket;
      this.phase = 'connecting';
      return tunnel;
    } catch (error) {
      throw new Interruption(this.#ended ?? atProxy(proxy, failureOf(error, this.phase)));
    }
  }

  async #toProxy(proxy: ProxyServer, network: Network): Promise<Socket> {
    const socket = await this.#dial({ ...proxy, socketPath: undefined });
    const securing = { ...proxy, verify: proxy.tls, protocols: ['http/1.1'], network };
    return proxy.secure ? this.#secure(socket, securing) : socket;
  }

  /** A proxy that asks for another proof is asked again, over another connection (RFC 9110 §15.5.8). */
  async #tunnel(first: Socket, proxy: ProxyServer): Promise<Socket> {
    const { route, network } = this.#settings;
    let socket = first;
    for (let repeats = 0; ; repeats += 1) {
      const tunnel = await openHttpTunnel(socket, proxy, route.host, route.port);
      if (tunnel.kind === 'open') return socket;
      const next = repeats < MOST_REPEATS ? await proxy.credentials?.learn(tunnel.headers, tunnel.sent) : 'done';
      if (next !== 'repeat') throw new Interruption({ code: 'proxy-authentication', cause: '407' });
      socket.destroy();
      socket = await this.#toProxy(proxy, network);
    }
  }

  async #secure(socket: Socket, securing: Securing): Promise<TLSSocket> {
    this.phase = 'securing';
    // Node's TLS takes longer to load than all of ours, and what goes to a server on this machine seldom needs it.
    const { secureContextOf, secured, startTls } = await import('./secureSocket.ts');
    const context = await secureContextOf(securing.network, securing);
    const secure = startTls(socket, securing, context);
    await secured(this.#watched(secure) as TLSSocket);
    return secure;
  }

  /** The socket that an interruption ends. An error that comes when nobody waits is none of anybody's. */
  #watched(socket: Socket): Socket {
    this.#socket = socket;
    socket.on('error', () => {});
    if (this.#ended !== undefined) socket.destroy(new Interruption(this.#ended));
    return socket;
  }
}

function peerOf({ remoteAddress, remotePort, remoteFamily }: Socket, route: Route): string {
  if (route.socketPath !== undefined) return route.socketPath;
  const address = remoteAddress ?? route.host;
  return `${remoteFamily === 'IPv6' ? `[${address}]` : address}:${remotePort ?? route.port}`;
}

function tlsFacts(socket: TLSSocket): TlsFacts {
  const { authorized, authorizationError } = socket;
  const unverified = authorized ? undefined : String(authorizationError ?? 'unknown');
  return { version: socket.getProtocol() ?? '', cipher: socket.getCipher().standardName, unverified };
}
