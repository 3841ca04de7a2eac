import type { Wire } from '../../core/http/wire.ts';

/** Bytes kept of each direction: a head with large cookies and the beginning of the content. */
const KEPT = 256 * 1024;

/** One direction of an exchange: all of it counted, the beginning kept. */
class Direction {
  bytes = 0;
  #kept = 0;
  readonly #pieces: Uint8Array[] = [];

  add(piece: Uint8Array): void {
    this.bytes += piece.length;
    if (this.#kept >= KEPT) return;
    const part = piece.length <= KEPT - this.#kept ? piece : piece.subarray(0, KEPT - this.#kept);
    this.#kept += part.length;
    this.#pieces.push(part);
  }

  content(): Uint8Array {
    const [only] = this.#pieces;
    // A piece that fills most of its memory is as good as a copy.
    if (this.#pieces.length === 1 && only !== undefined && only.length * 2 > only.buffer.byteLength) return only;
    return Buffer.concat(this.#pieces, this.#kept);
  }
}

/** What went over a connection during one exchange. */
export class Recording {
  readonly sent = new Direction();
  readonly received = new Direction();
  readonly #form: Wire['form'];

  constructor(form: Wire['form']) {
    this.#form = form;
  }

  wire(): Wire {
    const { sent, received } = this;
    return {
      form: this.#form,
      sent: sent.content(),
      received: received.content(),
      sentBytes: sent.bytes,
      receivedBytes: received.bytes,
    };
  }
}
