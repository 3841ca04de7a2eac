import type { HeaderList } from './headerList.ts';
import type { TransportError } from './transportError.ts';

/** A request as it goes on the wire. `headers` are what the user wrote; `undefined` body means no content at all. */
export interface HttpRequest {
  readonly method: string;
  /** Absolute http or https URL, without fragment. */
  readonly url: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array | undefined;
  /** `OPTIONS *` concerns the server as a whole (RFC 9112 §3.2.4); `url` is then its origin. */
  readonly target?: '*';
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
}

/** One redirect answer that was followed. */
export interface Hop {
  readonly status: number;
  /** The URL that answered with the redirect. */
  readonly url: string;
  /** Names of fields not carried on to the next URL: validators and credentials belong to one resource or origin. */
  readonly droppedFields: readonly string[];
}

/** Milliseconds; undefined where the phase did not happen, as on a connection already open. */
export interface Timings {
  readonly dns: number | undefined;
  readonly connect: number | undefined;
  readonly tls: number | undefined;
  readonly firstByte: number | undefined;
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
}

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
  /** Called as content arrives, with the bytes so far and the announced length. */
  readonly onProgress?: (received: number, expected: number | undefined) => void;
}

/** Sends one request. Resolves also when the network fails (`error`); rejects only on a broken invariant. */
export type Send = (request: HttpRequest, options: SendOptions, signal: AbortSignal) => Promise<Exchange>;
