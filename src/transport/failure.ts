import type { TransportError, TransportErrorCode } from '../core/http/transportError.ts';

/** A failure before it is told which peer it concerns; the origin unless something before it is named. */
export type Failure = Omit<TransportError, 'peer'> & { readonly peer?: string };

/** How far the exchange had come. */
export type Phase = 'connecting' | 'securing' | 'waiting' | 'receiving';

/** Ends an exchange from our side; travels through the socket to whoever waits on it. */
export class Interruption extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

const BY_CODE: Readonly<Record<string, TransportErrorCode>> = {
  ENOTFOUND: 'dns-failed',
  ECONNREFUSED: 'connect-refused',
  // A Unix socket that is not there.
  ENOENT: 'connect-refused',
  ENOTSOCK: 'connect-refused',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EACCES: 'unreachable',
  EPERM: 'unreachable',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  UND_ERR_HEADERS_TIMEOUT: 'headers-timeout',
  UND_ERR_BODY_TIMEOUT: 'body-timeout',
  UND_ERR_HEADERS_OVERFLOW: 'headers-too-large',
  UND_ERR_INVALID_ARG: 'request-refused',
  UND_ERR_NOT_SUPPORTED: 'request-refused',
  ERR_HTTP2_HEADER_SINGLE_VALUE: 'request-refused',
  ERR_HTTP2_INVALID_CONNECTION_HEADERS: 'request-refused',
  ERR_HTTP2_PAYLOAD_FORBIDDEN: 'request-refused',
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: 'request-refused',
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-wrong-host',
  HOSTNAME_MISMATCH: 'tls-wrong-host',
};

/** OpenSSL's names for a chain that ends in no authority we trust, and for one that is no good on the way. */
const UNTRUSTED =
  /^(?:DEPTH_ZERO_)?SELF_SIGNED_CERT|^UNABLE_TO_|^CERT_(?:UNTRUSTED|REVOKED|REJECTED|SIGNATURE_FAILURE|CHAIN_TOO_LONG)|^INVALID_(?:CA|PURPOSE)|^PATH_LENGTH_EXCEEDED/;

const TLS = /^ERR_(?:SSL|TLS)_/;

/** The alerts of a server that wants to know who asks, or does not like the answer (RFC 8446 §6.2). */
const CLIENT_CERTIFICATE =
  /^ERR_SSL_(?:TLSV1[23]_ALERT_CERTIFICATE_REQUIRED|(?:SSLV3|TLSV1)_ALERT_(?:BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|UNKNOWN_CA|UNSUPPORTED_CERTIFICATE|CERTIFICATE_EXPIRED|CERTIFICATE_REVOKED))$/;

const CODINGS = /^Z_|^ERR_(?:_ERROR|BROTLI|ZSTD|ZLIB)|^ZSTD_/;

/** Turns what the runtime, OpenSSL or undici threw into one of our codes. */
export function failureOf(error: unknown, phase: Phase): Failure {
  if (error instanceof Interruption) return error.failure;
  const cause = codeOf(error);
  return { code: classify(cause, error, phase), cause };
}

function classify(cause: string, error: unknown, phase: Phase): TransportErrorCode {
  return BY_CODE[cause] ?? byPattern(cause) ?? byPhase(cause, error, phase);
}

function byPattern(cause: string): TransportErrorCode | undefined {
  return PATTERNS.find(([pattern]) => pattern.test(cause))?.[1];
}

const PATTERNS: readonly (readonly [RegExp, TransportErrorCode])[] = [
  [/^EAI_/, 'dns-failed'],
  [UNTRUSTED, 'tls-untrusted'],
  [CLIENT_CERTIFICATE, 'client-certificate-wanted'],
  [/^UND_ERR_SOCKS5.*AUTH/, 'proxy-authentication'],
  [/^UND_ERR_SOCKS5/, 'proxy-refused'],
];

function byPhase(cause: string, error: unknown, phase: Phase): TransportErrorCode {
  if (phase === 'securing' || TLS.test(cause)) return 'tls-failed';
  if (CODINGS.test(cause)) return 'decoding-failed';
  if (isUnparsable(error)) return cause === ENDED_EARLY ? 'body-incomplete' : 'response-invalid';
  if (HTTP2.test(cause)) return cause === 'ERR_HTTP2_ERROR' ? 'response-invalid' : DISCONNECT[phase];
  return DISCONNECTS[cause]?.[phase] ?? 'unknown';
}

const HTTP2 = /^ERR_HTTP2_/;

/** llhttp's words for an end where it still wanted content: nothing was malformed, it just stopped. */
const ENDED_EARLY = 'Invalid EOF state';

/** Beside what its parser refuses, undici calls a 100 nobody asked for, and a 101, a bad response. */
const isUnparsable = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'HTTPParserError' || error.message === 'bad response' || error.message === 'bad upgrade');

type ByPhase = Readonly<Record<Phase, TransportErrorCode>>;

const DISCONNECT: ByPhase = {
  connecting: 'connection-reset',
  securing: 'tls-failed',
  waiting: 'connection-reset',
  receiving: 'body-incomplete',
};

/** What means one thing or another by how far the exchange had come. */
const DISCONNECTS: Readonly<Record<string, ByPhase>> = {
  ECONNRESET: DISCONNECT,
  ECONNABORTED: DISCONNECT,
  EPIPE: DISCONNECT,
  UND_ERR_SOCKET: DISCONNECT,
  UND_ERR_DESTROYED: DISCONNECT,
  UND_ERR_ABORTED: DISCONNECT,
  ETIMEDOUT: { ...DISCONNECT, connecting: 'connect-timeout' },
  // Before any content came, these are two lengths that contradict each other.
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: { ...DISCONNECT, waiting: 'response-invalid' },
};

/**
 * Whether the connection ended, by whomever, as against an answer that could not be understood. With HTTP/2 it ends for
 * a request that the server put off as well: it refused the stream, or said that it takes no more (RFC 9113 §8.7).
 */
export function isDisconnect(error: unknown): boolean {
  if (error instanceof Interruption) return false;
  const code = codeOf(error);
  return code in DISCONNECTS || (HTTP2.test(code) && BY_CODE[code] === undefined);
}

/** The most telling code: of the first address tried when there were several, of the cause when there is one. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code, cause } = error as Error & { code?: unknown };
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (code === 'UND_ERR_SOCKET' && cause instanceof Error) return codeOf(cause);
  // The parser's reasons are fixed phrases of its own; they hold nothing of the response.
  const reason = error.name === 'HTTPParserError' ? /\(([^()]+)\)$/.exec(error.message)?.[1] : undefined;
  return reason ?? (typeof code === 'string' ? code : error.name);
}
