import type { CookieJar } from './cookies.ts';
import type { HeaderList } from './headerList.ts';
import type { Network, ProxyRules } from './network.ts';
import type { Part, Progress } from './progress.ts';
import type { TransportError } from './transportError.ts';
import type { Wire } from './wire.ts';

/** A request as it goes on the wire. `headers` are what the user wrote; `undefined` body means no content at all. */
export interface HttpRequest {
  readonly method: string;
  /** Absolute http or https URL, without fragment. */
  readonly url: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array | undefined;
  /** Content too large to be held, in place of `body`. */
  readonly stream?: ContentStream;
  /** `OPTIONS *` concerns the server as a whole (RFC 9112 §3.2.4); `url` is then its origin. */
  readonly target?: '*';
}

/** Content that is read while it is sent. It is opened once for each time that the request goes out. */
export interface ContentStream {
  /** Bytes. */
  readonly length: number;
  open(): AsyncIterable<Uint8Array>;
}

/** A response as it came. `headers` keep order, case and duplicates, and describe the bytes before decoding. */
export interface HttpResponse {
  readonly status: number;
  readonly reason: string;
  /** `1.0`, `1.1` or `2`. */
  readonly httpVersion: string;
  readonly headers: HeaderList;
  /** The content with its codings removed, as far as it came and up to the limit asked for. */
  readonly body: Uint8Array;
  /** Bytes of content received from the wire, before decoding. */
  readonly bodyBytes: number;
  /** Where the whole content is when it was larger than the limit for `body`. */
  readonly bodyFile: string | undefined;
  /** False when the connection broke before the content ended. */
  readonly complete: boolean;
  /** The fields after the content, where there are any (RFC 9110 §6.5). */
  readonly trailers?: HeaderList;
}

/** An answer before the answer: 1xx (RFC 9110 §15.2). */
export interface Informational {
  readonly status: number;
  readonly reason: string;
  readonly headers: HeaderList;
}

/** What is known of the connection that carried an exchange. */
export interface ConnectionFacts {
  /** `address:port`, or the path of a Unix socket: of the origin, or of the proxy. */
  readonly peer: string;
  /** Whether it had carried another exchange before. */
  readonly reused: boolean;
  /** Set when a kept connection turned out closed, and this safe request was sent again on a new one. */
  readonly repeated?: true;
  /** The proxy, without credentials. */
  readonly proxy?: string;
  readonly tls?: TlsFacts;
}

export interface TlsFacts {
  /** `TLSv1.3`. */
  readonly version: string;
  readonly cipher: string;
  /** What was wrong with the certificate that an exception let pass; undefined when it was verified. */
  readonly unverified: string | undefined;
}

/** One answer on the way: a redirect that was followed, or a challenge that was answered. */
export interface Hop {
  /** `challenge`: a 401 after which the same request went out once more, with credentials (RFC 9110 §11.6.1). */
  readonly kind?: 'challenge';
  readonly status: number;
  /** The URL that gave this answer. */
  readonly url: string;
  /** Names of fields not carried on to the next URL: validators and credentials belong to one resource or origin. */
  readonly droppedFields: readonly string[];
  /** What was sent to that URL, and what it answered. */
  readonly method?: string;
  readonly sent?: HeaderList;
  readonly reason?: string;
  readonly headers?: HeaderList;
  readonly wire?: Wire;
}

/**
 * A redirect at which a guarded write stopped: its conditions speak of the resource that was asked, and without them
 * nothing would guard it.
 */
export interface StoppedRedirect {
  /** The URL it would have gone on to. */
  readonly target: string;
  /** The conditions that would have been left behind. */
  readonly conditions: readonly string[];
}

/** Milliseconds; undefined where the phase did not happen, as on a connection already open. */
export interface Timings {
  readonly dns: number | undefined;
  readonly connect: number | undefined;
  readonly tls: number | undefined;
  /** From the request on its way to the first byte of the answer. */
  readonly firstByte: number | undefined;
  /** From the first byte of the answer to its last. */
  readonly download?: number | undefined;
  readonly total: number;
}

/**
 * One request and what came of it. Without `error` there is a response; with it the response is what arrived
 * before the failure, if anything did.
 */
export interface Exchange {
  /** The request that the response answers: after redirects, the last one sent. */
  readonly request: HttpRequest;
  readonly response: HttpResponse | undefined;
  readonly error: TransportError | undefined;
  readonly hops: readonly Hop[];
  readonly timings: Timings;
  /** Epoch milliseconds of sending and of the answer's end. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** What went over the connection, for the last request sent. */
  readonly wire?: Wire;
  readonly informational?: readonly Informational[];
  readonly connection?: ConnectionFacts;
  /** Why the redirect in `response` was not followed. */
  readonly stopped?: StoppedRedirect;
}

export type HttpVersion = '1.1' | '2';

/** What becomes of preconditions at a redirect: `stop` leaves them behind on reads and stops guarded writes there. */
export type RedirectConditions = 'stop' | 'drop' | 'keep';

/** What the caller may bound or ask of a send; milliseconds and bytes. */
export interface SendOptions {
  readonly connectTimeout: number;
  /** From the request sent to the header section received. */
  readonly headersTimeout: number;
  /** Between two pieces of the content. */
  readonly bodyTimeout: number;
  readonly redirects: 'follow' | 'stop';
  readonly maxRedirects: number;
  /** Content beyond this goes to a file where the runtime offers one. */
  readonly bodyLimit: number;
  /** Whether the server's certificate must be valid. Only a visible, per-host exception turns it off. */
  readonly tls: 'verify' | 'accept-any';
  /** The version to speak, where the server does as well; `1.1` unless given. */
  readonly httpVersion?: HttpVersion;
  /** `stop` unless given. `keep` takes them along where the redirect names the same resource in another spelling. */
  readonly redirectConditions?: RedirectConditions;
  /** Where cookies come from and are kept; without it only those of the file go out. */
  readonly cookies?: CookieJar;
  /** `never` goes past the proxies that `network` names; rules take their place. */
  readonly proxy?: 'as-set' | 'never' | ProxyRules;
  /** Asked once for each send. Where it rejects, the message says what is wrong with the settings. */
  readonly network?: () => Network | Promise<Network>;
  /** Called while content goes out or comes in, some ten times a second. */
  readonly onProgress?: (progress: Progress) => void;
  /** Called with each piece of content as it comes. */
  readonly onPart?: (part: Part) => void;
}

/** Sends one request. Resolves also when the network fails (`error`); rejects only on a broken invariant. */
export type Send = (request: HttpRequest, options: SendOptions, signal: AbortSignal) => Promise<Exchange>;
