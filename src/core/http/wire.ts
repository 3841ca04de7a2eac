/**
 * What went over a connection in both directions, above TLS. In HTTP/1.1 these are the very bytes. HTTP/2 packs
 * fields into frames, so there they are the fields in their order, one a line, and the content behind them.
 */
export interface Wire {
  readonly form: 'bytes' | 'fields';
  /** As much as is kept. */
  readonly sent: Uint8Array;
  readonly received: Uint8Array;
  /** All there was. */
  readonly sentBytes: number;
  readonly receivedBytes: number;
}

/** Whether more went over the wire than is kept. */
export function isCut({ sent, received, sentBytes, receivedBytes }: Wire): boolean {
  return sent.length < sentBytes || received.length < receivedBytes;
}
