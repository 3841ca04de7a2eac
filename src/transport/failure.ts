import type { TransportError, TransportErrorCode } from '../core/http/transportError.ts';

/** A failure before it is told which peer it concerns. */
export type Failure = Omit<TransportError, 'peer'>;

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

const CODINGS = /^Z_|^ERR_(?:_ERROR|BROTLI|ZSTD|ZLIB)|^ZSTD_/;

/** Turns what the runtime, OpenSSL or undici threw into one of our codes. */
export function failureOf(error: unknown, phase: Phase): Failure {
  if (error instanceof Interruption) return error.failure;
  const cause = codeOf(error);
  return { code: classify(cause, error, phase), cause };
}

function classify(cause: string, error: unknown, phase: Phase): TransportErrorCode {
  const known = BY_CODE[cause];
  if (known !== undefined) return known;
  if (cause.startsWith('EAI_')) return 'dns-failed';
  if (UNTRUSTED.test(cause)) return 'tls-untrusted';
  if (phase === 'securing' || TLS.test(cause)) return 'tls-failed';
  if (CODINGS.test(cause)) return 'decoding-failed';
  if (isUnparsable(error)) return cause === ENDED_EARLY ? 'body-incomplete' : 'response-invalid';
  return DISCONNECTS[cause]?.[phase] ?? 'unknown';
}

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
