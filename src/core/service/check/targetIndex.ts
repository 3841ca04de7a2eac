import type { Block, HttpDocument, PlacedRow, Row } from '../../syntax/ast.ts';
import { blockInRow, isPlain } from '../../syntax/document/rows.ts';
import { targetHash } from '../../syntax/document/scan/targetHash.ts';
import { formCount, formIn, formNumber } from '../../syntax/document/scan/traits.ts';
import type { RowBlock } from './changedNames.ts';
import { HashCounts } from './hashCounts.ts';

/** What a block reads with GET, and what it may guard with `If-Match`; targets as they are written. */
interface Targets {
  readonly reads: readonly string[];
  readonly guarded: readonly string[];
}

const none: Targets = { reads: [], guarded: [] };

const READS = 1;
const GUARDS = 2;
/** What a plain request of each form does with its target. */
const uses = Uint8Array.from({ length: formCount }, (_, number) => {
  const form = formNumber(number);
  if (form?.method === 'GET') return READS;
  return form?.condition?.field === 'if-match' ? GUARDS : 0;
});

/**
 * Which targets the requests of a document read, counted, so that an edit costs what it touches. Targets are
 * compared as they are written: two spellings of one URL are not worth resolving every request of the file. Most are
 * told apart by the numbers that the scanner made of them; their texts are taken when two of those are the same.
 */
export class TargetIndex {
  #rows: readonly PlacedRow[];
  readonly #reads: HashCounts;
  readonly #guarded = new HashCounts(0);
  #texts: Map<string, number> | undefined;

  constructor({ rows }: HttpDocument) {
    this.#rows = rows;
    const last = rows.at(-1);
    this.#reads = new HashCounts(last === undefined ? 0 : last.first + last.row.to - last.row.from);
    for (const { row } of rows) {
      for (let index = 0; index < row.to - row.from; index += 1) this.#count(row, index, 1);
    }
  }

  /** Whether a GET of the document may have the target of that number. */
  mayBeRead(hash: number): boolean {
    return this.#reads.has(hash);
  }

  /** Whether a GET of the document has this target. */
  isRead(target: string): boolean {
    if (!this.#reads.has(targetHash(target))) return false;
    this.#texts ??= readTargets(this.#rows);
    return (this.#texts.get(target) ?? 0) > 0;
  }

  /**
   * Goes on to the blocks of a later document. The targets that are read more or less often now, as far as a write
   * guards them.
   */
  update({ rows }: HttpDocument, gone: readonly RowBlock[], come: readonly RowBlock[]): ReadonlySet<string> {
    this.#rows = rows;
    for (const { row, index } of gone) this.#count(row, index, -1);
    for (const { row, index } of come) this.#count(row, index, 1);
    const changed = differences(gone, come);
    for (const [target, by] of changed) this.#texts?.set(target, (this.#texts.get(target) ?? 0) + by);
    return new Set([...changed.keys()].filter((target) => this.#guarded.has(targetHash(target))));
  }

  #count(row: Row, index: number, by: number): void {
    if (isPlain(row, index)) {
      const use = usesTarget(row, index);
      if (use !== 0) (use === READS ? this.#reads : this.#guarded).add(row.scan.targets[row.from + index] ?? 0, by);
      return;
    }
    const { reads, guarded } = inTree(blockInRow(row, index));
    for (const target of reads) this.#reads.add(targetHash(target), by);
    for (const target of guarded) this.#guarded.add(targetHash(target), by);
  }
}

function usesTarget(row: Row, index: number): number {
  return uses[formIn(row.scan.traits[row.from + index] ?? 0)] ?? 0;
}

function readTargets(rows: readonly PlacedRow[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { row } of rows) {
    for (let index = 0; index < row.to - row.from; index += 1) {
      for (const target of readsOf({ row, index })) counts.set(target, (counts.get(target) ?? 0) + 1);
    }
  }
  return counts;
}

function readsOf(block: RowBlock): readonly string[] {
  const { row, index } = block;
  const own = blockInRow(row, index);
  if (!isPlain(row, index)) return inTree(own).reads;
  const { plain, text } = own;
  return plain === undefined || usesTarget(row, index) !== READS ? [] : [text.slice(plain.target, plain.targetEnd)];
}

/** By how much the targets that the blocks read differ in number. */
function differences(gone: readonly RowBlock[], come: readonly RowBlock[]): ReadonlyMap<string, number> {
  const by = new Map<string, number>();
  for (const target of gone.flatMap(readsOf)) by.set(target, (by.get(target) ?? 0) - 1);
  for (const target of come.flatMap(readsOf)) by.set(target, (by.get(target) ?? 0) + 1);
  for (const [target, count] of by) if (count === 0) by.delete(target);
  return by;
}

function inTree({ requests }: Block): Targets {
  if (requests.length === 0) return none;
  const reads: string[] = [];
  const guarded: string[] = [];
  for (const { method, target } of requests) {
    if ((method?.text ?? 'GET') === 'GET') reads.push(target.text);
    else guarded.push(target.text);
  }
  return { reads, guarded };
}
