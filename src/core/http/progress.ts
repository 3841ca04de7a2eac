import type { HttpResponse } from './exchange.ts';

/** How far content has come, on the wire. Bytes, and milliseconds where nothing else is said. */
export interface Progress {
  readonly direction: 'sending' | 'receiving';
  readonly bytes: number;
  /** Undefined when nobody has announced it. */
  readonly total: number | undefined;
  /** Bytes a second, of late. */
  readonly speed: number;
  /** Until the end, at this speed. */
  readonly remaining: number | undefined;
}

/** A piece of content as it came, its codings removed: a stream of events is read while it runs. */
export interface Part {
  readonly response: Pick<HttpResponse, 'status' | 'reason' | 'httpVersion' | 'headers'>;
  readonly bytes: Uint8Array;
}
