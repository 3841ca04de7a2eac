import { type FileHandle, open } from 'node:fs/promises';
import { Interruption } from './failure.ts';

/** Decoded bytes from which on a coding that swells its content is taken for an attack, and how much it may swell. */
const BOMB_FROM = 64 * 1024 * 1024;
const BOMB_RATIO = 200;

/** Takes decoded content: the first `limit` bytes stay in memory, and all of it goes to a file once there is more. */
export class ContentSink {
  readonly #limit: number;
  readonly #nameFile: (() => string) | undefined;
  readonly #kept: Uint8Array[] = [];
  #size = 0;
  #file: FileHandle | undefined;
  #path: string | undefined;

  constructor(limit: number, nameFile: (() => string) | undefined) {
    this.#limit = limit;
    this.#nameFile = nameFile;
  }

  /** Adds a piece; `received` is the number of bytes that came off the wire so far. */
  async add(piece: Uint8Array, received: number): Promise<void> {
    const before = this.#size;
    this.#size += piece.length;
    if (this.#size > BOMB_FROM && this.#size > received * BOMB_RATIO) {
      throw new Interruption({ code: 'decoding-failed', cause: `over ${BOMB_RATIO} times larger when decoded` });
    }
    if (this.#size > this.#limit && this.#nameFile !== undefined) await this.#spill(this.#nameFile, piece);
    if (before < this.#limit) this.#kept.push(piece.subarray(0, this.#limit - before));
  }

  /** Closes the file, if there is one, and tells what was taken. */
  async end(): Promise<{ readonly body: Uint8Array; readonly bodyFile: string | undefined }> {
    await this.#file?.close();
    return { body: Buffer.concat(this.#kept), bodyFile: this.#path };
  }

  async #spill(nameFile: () => string, piece: Uint8Array): Promise<void> {
    if (this.#file === undefined) {
      const path = nameFile();
      this.#file = await open(path, 'wx', 0o600);
      this.#path = path;
      for (const kept of this.#kept) await this.#file.writeFile(kept);
    }
    await this.#file.writeFile(piece);
  }
}
