import type { ConnectionFacts } from '../../core/http/exchange.ts';
import type { HeaderList } from '../../core/http/headerList.ts';
import type { Wire } from '../../core/http/wire.ts';
import type { Failure } from '../failure.ts';
import type { Marks } from './opening.ts';

/** A request as the connection takes it. */
export interface Outgoing {
  readonly method: string;
  readonly target: string;
  readonly headers: HeaderList;
  readonly content: Uint8Array | OutgoingStream | undefined;
}

export interface OutgoingStream {
  readonly length: number;
  readonly pieces: AsyncIterable<Uint8Array>;
}

export interface Head {
  readonly status: number;
  readonly reason: string;
  readonly httpVersion: string;
  readonly headers: HeaderList;
}

/** Hears what comes of a request, in this order. */
export interface Receiver {
  information(status: number, reason: string, headers: HeaderList): void;
  /** `resume` lets content flow again after `data` has said `wait`. */
  head(head: Head, resume: () => void): void;
  data(piece: Uint8Array): 'more' | 'wait';
  end(trailers: HeaderList): void;
  fail(error: unknown): void;
}

/** An open connection that carries one request at a time. */
export interface Line {
  readonly facts: ConnectionFacts;
  /** The clock of its opening; undefined once it is used again. */
  readonly marks: Marks | undefined;
  /** Begins an exchange. */
  send(outgoing: Outgoing, receiver: Receiver): void;
  /** Ends the connection, so that the receiver gets the failure. */
  interrupt(failure: Failure): void;
  /** Whether some of the request is still on its way out. */
  readonly isSending: boolean;
  /** Grows while the request is on its way out, and stands still while the peer takes none of it. */
  readonly sentSoFar: number;
  /** When the first byte of the answer came, on the steady clock. */
  readonly firstByte: number | undefined;
  /** What went over it since `send`. */
  wire(): Wire;
  /** Whether it can carry another request. */
  readonly isFree: boolean;
  /** The same connection for a later exchange. */
  again(): void;
  close(): void;
  /** Calls back once when the connection has ended. */
  onClose(listener: () => void): void;
}
