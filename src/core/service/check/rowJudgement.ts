import type { HttpDocument, PlacedRow, Row } from '../../syntax/ast.ts';
import { requestsBeforeIn } from '../../syntax/document/requestCount.ts';
import { blockInRow, startInRow } from '../../syntax/document/rows.ts';
import { roleBits } from '../../syntax/document/scan/references.ts';
import type { Scan } from '../../syntax/document/scan/tables.ts';
import type { Problem } from '../problem.ts';
import type { Finding } from '../rules/finding.ts';
import { type Judgement, judgeBlock, type Pass } from './judgeBlock.ts';
import type { Judgements } from './judgements.ts';
import { findingInRow, placeFinding, type RowFinding } from './placeFinding.ts';

type Severities = Pass['surroundings']['severities'];

const none: readonly Problem[] = [];

/** What an edit may have changed for the blocks that it does not touch. */
export interface Doubt {
  /** Whether the judgement of such a text may be another one now. */
  concerns(judgement: Judgement, text: string): boolean;
  /** By the numbers of the scan's names: whether it is that of a variable with another value now. */
  changedIn(scan: Scan): ReadonlySet<number>;
}

/** The judgements of a row's blocks, some of them still to come, and their problems where the row stands now. */
export class RowJudgement {
  readonly row: Row;
  readonly judgements: Judgements;
  /** How many requests the row has. */
  readonly requests: number;
  /** How many of its blocks are to be judged. */
  pending: number;
  /** Whether a judgement may depend on more than the block and its variables. */
  depends = false;
  #found: readonly RowFinding[] | undefined;
  /** Whether one of them says something of other rows, which may have moved. */
  #pointsElsewhere = false;
  /** The problems, and where the row stood and how severities were set when they were made. */
  #problems: readonly Problem[] | undefined;
  #start = 0;
  #firstRequest = 0;
  #severities: Severities = {};

  constructor(row: Row, judgements: Judgements) {
    this.row = row;
    this.judgements = judgements;
    this.pending = judgements.pendingIn(row);
    this.requests = requestsBeforeIn(row, row.to - row.from);
    for (const [, judgement] of judgements.in(row)) this.depends ||= dependsOnOthers(judgement);
  }

  /** The number in the row of the block's first request. */
  firstRequest(block: number): number {
    return requestsBeforeIn(this.row, block);
  }

  /** Takes back the judgements that the edit may have changed. */
  doubt({ concerns, changedIn }: Doubt): void {
    const { row, judgements } = this;
    for (const [block, judgement] of judgements.in(row)) {
      if (concerns(judgement, blockInRow(row, block - row.from).text)) this.#takeBack(block);
    }
    const changed = changedIn(row.scan);
    if (changed.size === 0) return;
    for (let block = row.from; block < row.to; block += 1) {
      if (judgements.isSound(block) && refersTo(row.scan, block, changed)) this.#takeBack(block);
    }
  }

  /** Takes back the judgements of blocks that may guard one of these targets. */
  doubtGuards(concerns: (text: string) => boolean, hashes: ReadonlySet<number>): void {
    const { row, judgements } = this;
    for (const [block] of judgements.in(row)) {
      if (concerns(blockInRow(row, block - row.from).text)) this.#takeBack(block);
    }
    for (let block = row.from; block < row.to; block += 1) {
      if (hashes.has(row.scan.targets[block] ?? 0) && judgements.isSound(block)) this.#takeBack(block);
    }
  }

  #takeBack(block: number): void {
    this.judgements.takeBack(block);
    this.pending += 1;
    this.#forgetPlaces();
  }

  /** Judges up to `most` of the blocks that are to be judged, and returns how many it did. */
  judge(pass: Pass, placed: PlacedRow, firstRequest: number, most: number): number {
    const before = this.pending;
    if (before === 0) return 0;
    const { row, judgements } = this;
    for (let block = row.from; this.pending > 0 && before - this.pending < most; block += 1) {
      if (!judgements.isPending(block)) continue;
      if (pass.glance(row.scan, block)) judgements.put(block, 'sound');
      else this.#judgeInFull(pass, placed, firstRequest, block - row.from);
      this.pending -= 1;
    }
    this.#forgetPlaces();
    return before - this.pending;
  }

  #judgeInFull(pass: Pass, { start, first }: PlacedRow, firstRequest: number, index: number): void {
    const { row } = this;
    const judgement = judgeBlock(pass, blockInRow(row, index), {
      start: start + startInRow(row, index),
      blockIndex: first + index,
      firstRequest: firstRequest + this.firstRequest(index),
    });
    this.judgements.put(row.from + index, judgement);
    this.depends ||= dependsOnOthers(judgement);
  }

  /** The problems of the blocks that are judged, the row standing there; the same ones while it stands still. */
  problems(document: HttpDocument, severities: Severities, start: number, firstRequest: number): readonly Problem[] {
    const same = this.#severities === severities;
    const before = this.#problems;
    if (before !== undefined && same && this.#start === start && this.#firstRequest === firstRequest) return before;
    if (this.#found === undefined || !same) this.#collect(severities);
    const found = this.#found ?? [];
    const problems = found.length === 0 ? none : found.map((each) => placeFinding(each, document, start, firstRequest));
    this.#start = start;
    this.#firstRequest = firstRequest;
    this.#severities = severities;
    this.#problems = this.#pointsElsewhere ? undefined : problems;
    return problems;
  }

  #collect(severities: Severities): void {
    const all: RowFinding[] = [];
    for (const [block, judgement] of this.judgements.in(this.row)) {
      const index = block - this.row.from;
      const start = startInRow(this.row, index);
      const first = this.firstRequest(index);
      for (const { finding, request, effect } of judgement.found) {
        const number = request === undefined ? undefined : first + request;
        const found = findingInRow(finding, effect, severities, { start, request: number });
        if (found !== undefined) all.push(found);
      }
    }
    this.#found = all.sort((a, b) => placeIn(a) - placeIn(b) || endIn(a) - endIn(b));
    this.#pointsElsewhere = all.some(({ finding }) => pointsElsewhere(finding));
  }

  #forgetPlaces(): void {
    this.#found = undefined;
    this.#problems = undefined;
  }
}

function refersTo({ firstReferences, references }: Scan, block: number, names: ReadonlySet<number>): boolean {
  const end = firstReferences[block + 1] ?? 0;
  for (let at = firstReferences[block] ?? 0; at < end; at += 1) {
    if (names.has((references[at] ?? 0) >> roleBits)) return true;
  }
  return false;
}

const placeIn = ({ start, finding }: RowFinding) => start + finding.start;
const endIn = ({ start, finding }: RowFinding) => start + finding.end;

function dependsOnOthers({ unresolved, asks, reachesOut }: Judgement): boolean {
  return unresolved || asks || reachesOut;
}

function pointsElsewhere({ related, fixes }: Finding): boolean {
  const toRequest = related.some(({ kind }) => kind === 'request');
  return toRequest || fixes.some((fix) => fix.kind === 'edit' && fix.edits.some(({ block }) => block !== undefined));
}
