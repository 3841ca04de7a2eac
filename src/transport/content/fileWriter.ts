import * as fs from 'node:fs';
import { Interruption } from '../failure.ts';

/**
 * Bytes that may wait for the disk before the network has to wait as well: a piece as it comes off a fast network. The
 * system's own buffers keep either side busy meanwhile, and what waits here is memory that only the collector frees.
 */
const WAITING_AT_MOST = 64 * 1024;

/** Writes pieces to a new file that only its owner can read, in their order, several at once. */
export class FileWriter {
  readonly path: string;
  readonly #drained: () => void;
  #queue: Uint8Array[] = [];
  #waiting = 0;
  #descriptor: number | undefined;
  #writing: 'yes' | 'no' = 'yes';
  #failure: Interruption | undefined;
  #ended: (() => void) | undefined;

  /** `drained` is called when pieces are wanted again, and when they no longer are. */
  constructor(path: string, drained: () => void) {
    this.path = path;
    this.#drained = drained;
    fs.open(path, 'wx', 0o600, (error, descriptor) => {
      this.#descriptor = error === null ? descriptor : undefined;
      this.#next(error);
    });
  }

  get failure(): Interruption | undefined {
    return this.#failure;
  }

  add(piece: Uint8Array): 'more' | 'wait' {
    this.#queue.push(piece);
    this.#waiting += piece.length;
    if (this.#writing === 'no') this.#flush();
    return this.#waiting < WAITING_AT_MOST ? 'more' : 'wait';
  }

  /** Resolves when everything is on the disk, or nothing more will get there. */
  async end(): Promise<void> {
    if (this.#writing === 'yes' || this.#queue.length > 0) {
      await new Promise<void>((resolve) => {
        this.#ended = resolve;
        if (this.#writing === 'no') this.#flush();
      });
    }
    const descriptor = this.#descriptor;
    if (descriptor !== undefined) await new Promise((resolve) => fs.close(descriptor, resolve));
  }

  #flush(): void {
    const pieces = this.#queue;
    this.#queue = [];
    this.#writing = 'yes';
    if (this.#failure !== undefined || this.#descriptor === undefined) this.#next(null);
    else this.#write(this.#descriptor, pieces);
  }

  #write(descriptor: number, pieces: Uint8Array[]): void {
    fs.writev(descriptor, pieces, (error, written) => {
      this.#waiting -= written;
      const rest = error === null ? behind(pieces, written) : [];
      if (rest.length > 0) this.#write(descriptor, rest);
      else this.#next(error);
    });
  }

  #next(error: NodeJS.ErrnoException | null): void {
    this.#writing = 'no';
    if (error !== null) {
      this.#failure = new Interruption({ code: 'storage-failed', cause: error.code ?? error.name });
    }
    if (this.#failure !== undefined) {
      this.#queue = [];
      this.#waiting = 0;
    }
    if (this.#queue.length > 0) {
      this.#flush();
      return;
    }
    this.#ended?.();
    this.#drained();
  }
}

/** The pieces without their first bytes. */
function behind(pieces: readonly Uint8Array[], bytes: number): Uint8Array[] {
  let left = bytes;
  return pieces.flatMap((piece) => {
    const skipped = Math.min(left, piece.length);
    left -= skipped;
    return skipped === piece.length ? [] : [piece.subarray(skipped)];
  });
}
