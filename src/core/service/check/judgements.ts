import type { Row } from '../../syntax/ast.ts';
import type { Scan } from '../../syntax/document/scan/tables.ts';
import type { Judgement } from './judgeBlock.ts';

const PENDING = 0;
const SOUND = 1;
const FOUND = 2;

/**
 * The judgements of a scan's blocks, by the block's number in it: an edit that divides a row leaves them where they
 * are. Of a block at which a glance was enough there is only that.
 */
export class Judgements {
  readonly scan: Scan;
  readonly #states: Uint8Array;
  readonly #found = new Map<number, Judgement>();

  constructor(scan: Scan) {
    this.scan = scan;
    this.#states = new Uint8Array(scan.count);
  }

  /** The judgement of the block; undefined where there is none yet, and where nothing is to be said. */
  of(block: number): Judgement | undefined {
    return this.#states[block] === FOUND ? this.#found.get(block) : undefined;
  }

  isPending(block: number): boolean {
    return this.#states[block] === PENDING;
  }

  isSound(block: number): boolean {
    return this.#states[block] === SOUND;
  }

  /** How many of the row's blocks are to be judged. */
  pendingIn({ from, to }: Row): number {
    let count = 0;
    for (let block = from; block < to; block += 1) if (this.#states[block] === PENDING) count += 1;
    return count;
  }

  put(block: number, judgement: Judgement | 'sound'): void {
    this.#states[block] = judgement === 'sound' ? SOUND : FOUND;
    if (judgement !== 'sound') this.#found.set(block, judgement);
  }

  takeBack(block: number): void {
    this.#states[block] = PENDING;
    this.#found.delete(block);
  }

  /** The judgements of the row's blocks, in order, with the blocks' numbers in the scan. */
  *in({ from, to }: Row): Generator<readonly [block: number, judgement: Judgement]> {
    if (this.#found.size === 0) return;
    for (let block = from; block < to; block += 1) {
      const judgement = this.of(block);
      if (judgement !== undefined) yield [block, judgement];
    }
  }
}
