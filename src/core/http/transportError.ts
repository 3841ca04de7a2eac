/** Why no whole response came. The codes are stable: the command line prints them. */
export const transportErrorCodes = [
  'cancelled',
  'connect-refused',
  'connect-timeout',
  'dns-failed',
  'headers-timeout',
  'body-timeout',
  'connection-reset',
  'body-incomplete',
  'tls-untrusted',
  'tls-wrong-host',
  'tls-expired',
  'tls-failed',
  'client-certificate-wanted',
  'client-certificate-unusable',
  'settings-unusable',
  'proxy-unreachable',
  'proxy-refused',
  'proxy-authentication',
  'proxy-unsupported',
  'response-invalid',
  'headers-too-large',
  'decoding-failed',
  'too-many-redirects',
  'redirect-invalid',
  'request-refused',
  'content-unreadable',
  'storage-failed',
  'unreachable',
  'unknown',
] as const;

export type TransportErrorCode = (typeof transportErrorCodes)[number];

/** A failure of the world, as data; `describeTransportError` words it once. */
export interface TransportError {
  readonly code: TransportErrorCode;
  /** `host:port` that was spoken to. */
  readonly peer: string;
  /** The runtime's own short reason, such as `ECONNREFUSED`; never a header value or a body. */
  readonly cause: string;
  /** Milliseconds waited, for the timeouts. */
  readonly after?: number;
}
