import { Interruption } from '../failure.ts';
import { FileWriter } from './fileWriter.ts';

/** Decoded bytes from which on a coding that swells its content is taken for an attack, and how much it may swell. */
const BOMB_FROM = 64 * 1024 * 1024;
const BOMB_RATIO = 200;

/** Takes decoded content: the first `limit` bytes stay in memory, and all of it goes to a file once there is more. */
export class ContentSink {
  readonly #limit: number;
  readonly #nameFile: (() => string) | undefined;
  readonly #drained: () => void;
  readonly #kept: Uint8Array[] = [];
  #size = 0;
  #file: FileWriter | undefined;

  constructor(limit: number, nameFile: (() => string) | undefined, drained: () => void) {
    this.#limit = limit;
    this.#nameFile = nameFile;
    this.#drained = drained;
  }

  /**
   * Adds a piece; `received` is the number of bytes that came off the wire so far. `wait` asks for a pause until
   * `drained`. Throws an Interruption where the content is an attack, or the disk fails.
   */
  add(piece: Uint8Array, received: number): 'more' | 'wait' {
    const before = this.#size;
    this.#size += piece.length;
    if (this.#size > BOMB_FROM && this.#size > received * BOMB_RATIO) {
      throw new Interruption({ code: 'decoding-failed', cause: `over ${BOMB_RATIO} times larger when decoded` });
    }
    const flow = this.#size > this.#limit ? this.#spill(piece) : 'more';
    if (before < this.#limit) this.#kept.push(piece.subarray(0, this.#limit - before));
    return flow;
  }

  /** Whether all of it is in memory. */
  get isHeld(): boolean {
    return this.#file === undefined;
  }

  /** What is kept in memory. */
  held(): Uint8Array {
    const [only] = this.#kept;
    const whole = this.#kept.length === 1 && only !== undefined && only.length * 2 > only.buffer.byteLength;
    // What fills most of its memory need not be copied out of it.
    return whole ? only : Buffer.concat(this.#kept);
  }

  /** Closes the file, if there is one, and tells where it is; undefined where the disk did not take all of it. */
  async end(): Promise<string | undefined> {
    await this.#file?.end();
    return this.#file?.failure === undefined ? this.#file?.path : undefined;
  }

  /** What the disk had against it. */
  get failure(): Interruption | undefined {
    return this.#file?.failure;
  }

  #spill(piece: Uint8Array): 'more' | 'wait' {
    if (this.#nameFile === undefined) return 'more';
    if (this.#file === undefined) {
      this.#file = new FileWriter(this.#nameFile(), this.#drained);
      for (const kept of this.#kept) this.#file.add(kept);
    }
    if (this.#file.failure !== undefined) throw this.#file.failure;
    return this.#file.add(piece);
  }
}
