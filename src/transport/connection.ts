import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { connect as connectSecure, rootCertificates } from 'node:tls';
import type { buildConnector } from 'undici';
import type { Timings } from '../core/http/exchange.ts';
import { type Failure, Interruption, type Phase } from './failure.ts';

/** How to connect; milliseconds for the whole of name look-up, TCP and TLS. */
export interface ConnectionSettings {
  readonly timeout: number;
  readonly tls: 'verify' | 'accept-any';
  /** Certificates in PEM, trusted besides the runtime's own. */
  readonly authorities: readonly string[];
  /** Called when the connection can carry the request. */
  readonly onOpen: () => void;
}

/** Milliseconds on the runtime's steady clock. */
interface Marks {
  readonly started: number;
  resolved: number | undefined;
  connected: number | undefined;
  secured: number | undefined;
  firstByte: number | undefined;
}

/** Waiting this long for one address before trying the next; the runtime's 250 ms gives up on far hosts. */
const NEXT_ADDRESS_AFTER = 1500;

/**
 * One connection for one request. It is not kept: a request on an idle connection that the server is just closing
 * gets no answer, and then nobody knows whether the write was applied. It watches the bytes only for the HTTP
 * version and the moment of the first one, which undici does not tell.
 */
export class Connection {
  phase: Phase = 'connecting';
  httpVersion = '1.1';
  readonly #settings: ConnectionSettings;
  readonly #marks: Marks = {
    started: performance.now(),
    resolved: undefined,
    connected: undefined,
    secured: undefined,
    firstByte: undefined,
  };
  #socket: Socket | undefined;
  #timer: NodeJS.Timeout | undefined;
  #ended: Failure | undefined;

  constructor(settings: ConnectionSettings) {
    this.#settings = settings;
  }

  /** undici's connector. The host that is looked up is the one whose certificate is checked, whatever `Host` says. */
  readonly connect: buildConnector.connector = (target, done) => {
    const { timeout } = this.#settings;
    const socket = this.#open(target.protocol, target.hostname, Number(target.port));
    this.#socket = socket;
    this.#timer = setTimeout(
      () => this.interrupt({ code: 'connect-timeout', cause: 'timeout', after: timeout }),
      timeout,
    );
    const secure = target.protocol === 'https:';
    let failed = false;
    const fail = (error: Error): void => {
      clearTimeout(this.#timer);
      if (!failed) done(error, null);
      failed = true;
    };
    socket.setNoDelay(true);
    socket.once('lookup', () => {
      this.#marks.resolved = performance.now();
    });
    socket.once('connect', () => {
      this.#marks.connected = performance.now();
      if (secure) this.phase = 'securing';
    });
    socket.on('error', fail);
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      clearTimeout(this.#timer);
      socket.removeListener('error', fail);
      this.#opened(socket, secure);
      done(null, socket);
    });
    if (this.#ended !== undefined) socket.destroy(new Interruption(this.#ended));
  };

  /** Ends the connection, so that whoever waits for it gets the failure. */
  interrupt(failure: Failure): void {
    this.#ended ??= failure;
    clearTimeout(this.#timer);
    this.#socket?.destroy(new Interruption(this.#ended));
  }

  /** Bytes of the request that the network has not yet taken. */
  get unsent(): number {
    return this.#socket?.writableLength ?? 0;
  }

  /** What the phases took; `total` is the caller's. */
  get timings(): Omit<Timings, 'total'> {
    const { started, resolved, connected, secured, firstByte } = this.#marks;
    const between = (from: number | undefined, to: number | undefined): number | undefined =>
      from === undefined || to === undefined ? undefined : to - from;
    return {
      dns: between(started, resolved),
      connect: between(resolved ?? started, connected),
      tls: between(connected, secured),
      firstByte: between(secured ?? connected, firstByte),
    };
  }

  #open(protocol: string, hostname: string, port: number): Socket {
    const address = { host: hostname, autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER };
    if (protocol !== 'https:') return connectPlain({ ...address, port: port || 80 });
    const { tls, authorities } = this.#settings;
    return connectSecure({
      ...address,
      ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
      // Naming any authority replaces the runtime's list, so that is only done when there is one to add.
      ...(authorities.length > 0 ? { ca: [...rootCertificates, ...authorities] } : {}),
      port: port || 443,
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: tls === 'verify',
    });
  }

  #opened(socket: Socket, secure: boolean): void {
    if (secure) this.#marks.secured = performance.now();
    this.phase = 'waiting';
    this.#watch(socket);
    this.#settings.onOpen();
  }

  #watch(socket: Socket): void {
    const read = socket.read.bind(socket);
    let start = '';
    socket.read = (size?: number): unknown => {
      const chunk: unknown = read(size);
      if (start.length < 8 && chunk instanceof Uint8Array) {
        this.#marks.firstByte ??= performance.now();
        start += Buffer.from(chunk.subarray(0, 8)).toString('latin1');
        this.httpVersion = /^HTTP\/(\d\.\d)/.exec(start)?.[1] ?? this.httpVersion;
      }
      return chunk;
    };
  }
}
