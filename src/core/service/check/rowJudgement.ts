import type { Block, HttpDocument, PlacedRow, Row } from '../../syntax/ast.ts';
import { requestCount } from '../../syntax/requestCount.ts';
import type { Problem } from '../problem.ts';
import type { Finding } from '../rules/finding.ts';
import { type Found, type Judgement, judgeBlock, type Pass } from './judgeBlock.ts';
import { placeFinding } from './placeFinding.ts';

type Severities = Pass['surroundings']['severities'];

/** Problems, and where the row stood and how severities were set when they were made. */
interface Placed {
  readonly start: number;
  readonly firstRequest: number;
  readonly severities: Severities;
  readonly problems: readonly Problem[];
}

/** A finding with the place in the row of its block and the number in the row of its request. */
interface FoundInRow extends Found {
  readonly start: number;
}

/** The judgements of a row's blocks, some of them still to come, and their problems where the row stands now. */
export class RowJudgement {
  readonly row: Row;
  /** How many requests the row has. */
  readonly requests: number;
  /** How many of its blocks are to be judged. */
  pending = 0;
  /** Whether a judgement may depend on more than the block and its variables. */
  depends = false;
  readonly #judgements: (Judgement | undefined)[];
  /** The number in the row of each block's first request. */
  readonly #firsts: readonly number[];
  #found: readonly FoundInRow[] | undefined;
  #placed: Placed | undefined;

  /** Takes over what is known of blocks that were in another row before. */
  constructor(row: Row, known: ReadonlyMap<Block, Judgement | undefined>) {
    this.row = row;
    this.#judgements = row.blocks.map(({ block }) => known.get(block));
    let requests = 0;
    this.#firsts = row.blocks.map(({ block }) => {
      const first = requests;
      requests += requestCount(block);
      return first;
    });
    this.requests = requests;
    for (const judgement of this.#judgements) {
      if (judgement === undefined) this.pending += 1;
      else this.depends ||= dependsOnOthers(judgement);
    }
  }

  /** The number in the row of the block's first request. */
  firstRequest(block: number): number {
    return this.#firsts[block] ?? 0;
  }

  /** Adds its blocks to those known, with their judgements as far as they have one. */
  tell(known: Map<Block, Judgement | undefined>): void {
    this.row.blocks.forEach(({ block }, index) => {
      known.set(block, this.#judgements[index]);
    });
  }

  /** Takes back the judgements of the blocks that the test holds for. */
  doubt(test: (judgement: Judgement, text: string) => boolean): void {
    this.row.blocks.forEach(({ block }, index) => {
      const judgement = this.#judgements[index];
      if (judgement === undefined || !test(judgement, block.text)) return;
      this.#judgements[index] = undefined;
      this.pending += 1;
      this.#forgetPlaces();
    });
  }

  /** Judges up to `most` of the blocks that are to be judged, and returns how many it did. */
  judge(pass: Pass, placed: PlacedRow, firstRequest: number, most: number): number {
    const before = this.pending;
    if (before === 0) return 0;
    for (let index = 0; this.pending > 0 && before - this.pending < most; index += 1) {
      if (this.#judgements[index] === undefined) this.#judgeOne(pass, placed, firstRequest, index);
    }
    this.#forgetPlaces();
    return before - this.pending;
  }

  /** The problems of the blocks that are judged, the row standing there; the same ones while it stands still. */
  problems(document: HttpDocument, severities: Severities, start: number, firstRequest: number): readonly Problem[] {
    const before = this.#placed;
    if (before?.start === start && before.firstRequest === firstRequest && before.severities === severities)
      return before.problems;
    this.#found ??= this.#collect();
    const problems: Problem[] = [];
    for (const { finding, request, effect, start: own } of this.#found) {
      const number = request === undefined ? undefined : firstRequest + request;
      const place = { document, severities, start: start + own, request: number, effect };
      const problem = placeFinding(finding, place);
      if (problem !== undefined) problems.push(problem);
    }
    const elsewhere = this.#found.some(({ finding }) => pointsElsewhere(finding));
    this.#placed = elsewhere ? undefined : { start, firstRequest, severities, problems };
    return problems;
  }

  #judgeOne(pass: Pass, { start, first }: PlacedRow, firstRequest: number, index: number): void {
    const placed = this.row.blocks[index];
    if (placed === undefined) return;
    const judgement = judgeBlock(pass, placed.block, {
      start: start + placed.start,
      blockIndex: first + index,
      firstRequest: firstRequest + this.firstRequest(index),
    });
    this.#judgements[index] = judgement;
    this.depends ||= dependsOnOthers(judgement);
    this.pending -= 1;
  }

  #collect(): readonly FoundInRow[] {
    const all: FoundInRow[] = [];
    this.#judgements.forEach((judgement, index) => {
      if (judgement === undefined || judgement.found.length === 0) return;
      const start = this.row.blocks[index]?.start ?? 0;
      const first = this.firstRequest(index);
      for (const { finding, request, effect } of judgement.found) {
        all.push({ finding, effect, start, request: request === undefined ? undefined : first + request });
      }
    });
    return all.sort((a, b) => placeIn(a) - placeIn(b) || endIn(a) - endIn(b));
  }

  #forgetPlaces(): void {
    this.#found = undefined;
    this.#placed = undefined;
  }
}

const placeIn = ({ start, finding }: FoundInRow) => start + finding.start;
const endIn = ({ start, finding }: FoundInRow) => start + finding.end;

function dependsOnOthers({ unresolved, asks, reachesOut }: Judgement): boolean {
  return unresolved || asks || reachesOut;
}

function pointsElsewhere({ related, fixes }: Finding): boolean {
  const toRequest = related.some(({ kind }) => kind === 'request');
  return toRequest || fixes.some((fix) => fix.kind === 'edit' && fix.edits.some(({ block }) => block !== undefined));
}
