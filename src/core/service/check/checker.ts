import type { HttpDocument, PlacedRow } from '../../syntax/ast.ts';
import { definedVariables } from '../../syntax/document/definitionIndex.ts';
import { rowAt, startInRow } from '../../syntax/document/rows.ts';
import type { Scan } from '../../syntax/document/scan/tables.ts';
import { targetHash } from '../../syntax/document/scan/targetHash.ts';
import type { Problem } from '../problem.ts';
import { surroundingsIn } from '../request/surroundings.ts';
import type { ServiceContext } from '../serviceContext.ts';
import { sharedRows } from '../sharedRows.ts';
import { changedRequestNames, changedVariables, givenNamesDiffer, type RowBlock } from './changedNames.ts';
import { checkNames, type RepeatedName } from './checkNames.ts';
import { newPass, type Pass } from './judgeBlock.ts';
import { Judgements } from './judgements.ts';
import { findingInRow, placeFinding } from './placeFinding.ts';
import { type Doubt, RowJudgement } from './rowJudgement.ts';
import { TargetIndex } from './targetIndex.ts';

/**
 * The problems of one document through its versions. An edit leaves the judgements of the blocks that neither it
 * nor what they refer to has touched; after new knowledge every block is judged again. What is to be judged is
 * judged in steps, next to where the user looks first. When nothing is left to judge, the problems are those of a
 * fresh check.
 */
export class Checker {
  #document: HttpDocument;
  #context: ServiceContext;
  readonly #targets: TargetIndex;
  #pass: Pass;
  #rows: readonly RowJudgement[];
  #firsts: readonly number[];
  #repeated: readonly RepeatedName[] | undefined;

  constructor(document: HttpDocument, context: ServiceContext) {
    this.#document = document;
    this.#context = context;
    this.#targets = new TargetIndex(document);
    this.#pass = newPass(document, surroundingsIn(context, this.#targets));
    this.#rows = judgementsOf(document.rows, new Map());
    this.#firsts = firstRequests(this.#rows);
  }

  get document(): HttpDocument {
    return this.#document;
  }

  /** Whether every block is judged. */
  get settled(): boolean {
    return this.#pending() === 0;
  }

  /** Goes on to a later version of the document, made by `update`. */
  update(document: HttpDocument): void {
    const before = this.#document;
    if (document === before) return;
    this.#document = document;
    this.#pass = newPass(document, this.#pass.surroundings);
    const { gone, come } = this.#takeOver(document.rows);
    const names = changedRequestNames(gone, come);
    const targets = this.#targets.update(document, gone, come);
    const variables = changedVariables(before, document, names, this.#context.scope);
    if (this.#repeated?.length !== 0 || givenNamesDiffer(gone, come)) this.#repeated = undefined;
    this.#doubt(variables, names, definedVariables(before) !== definedVariables(document));
    if (targets.size > 0) this.#doubtGuards(targets);
  }

  /** Goes on to new knowledge: everything is judged again. The context's clock stands still until the next one. */
  judgeBy(context: ServiceContext): void {
    this.#context = context;
    this.#pass = newPass(this.#document, surroundingsIn(context, this.#targets));
    this.#rows = judgementsOf(this.#document.rows, new Map());
  }

  /** Judges up to `most` blocks, the rows next to the offset first. */
  settle(offset: number, most: number): void {
    const { rows } = this.#document;
    const from = rowAt(rows, offset);
    let left = Math.min(most, this.#pending());
    for (let away = 0; left > 0 && away < rows.length; away += 1) {
      left -= this.#judge(from + away, left);
      if (away > 0 && left > 0) left -= this.#judge(from - away, left);
    }
  }

  /** How many blocks are to be judged. */
  #pending(): number {
    let count = 0;
    for (const { pending } of this.#rows) count += pending;
    return count;
  }

  #judge(at: number, most: number): number {
    const judgement = this.#rows[at];
    const placed = this.#document.rows[at];
    if (judgement === undefined || placed === undefined || judgement.pending === 0) return 0;
    return judgement.judge(this.#pass, placed, this.#firsts[at] ?? 0, most);
  }

  /** The problems of what is judged, in the order of the text; of more than `most`, those next to the offset. */
  problems(offset: number, most: number): readonly Problem[] {
    const { rows } = this.#document;
    let first = rowAt(rows, offset);
    let last = first;
    let count = this.#problemsIn(first).length;
    while (count < most && (first > 0 || last < rows.length - 1)) {
      if (first > 0) count += this.#problemsIn(--first).length;
      if (last < rows.length - 1) count += this.#problemsIn(++last).length;
    }
    const all: Problem[] = [];
    for (let at = first; at <= last; at += 1) for (const problem of this.#problemsIn(at)) all.push(problem);
    const repeated = this.#repetitions();
    if (repeated.length > 0) all.push(...repeated);
    if (repeated.length > 0) all.sort(inOrder);
    return nearest(all, offset, most);
  }

  #problemsIn(at: number): readonly Problem[] {
    const start = this.#document.rows[at]?.start ?? 0;
    const { severities } = this.#context;
    return this.#rows[at]?.problems(this.#document, severities, start, this.#firsts[at] ?? 0) ?? [];
  }

  /** Keeps the judgements of the rows that are the same, and in new rows those of the blocks that are. */
  #takeOver(rows: readonly PlacedRow[]): { gone: readonly RowBlock[]; come: readonly RowBlock[] } {
    const old = this.#rows;
    const { front, back } = sharedRows(old, rows);
    const taken = old.slice(front, old.length - back);
    const known = new Map(taken.map(({ judgements }) => [judgements.scan, judgements]));
    const brought = judgementsOf(rows.slice(front, rows.length - back), known);
    this.#rows = [...old.slice(0, front), ...brought, ...old.slice(old.length - back)];
    this.#firsts = firstRequests(this.#rows);
    return { gone: blocksOutside(taken, brought), come: blocksOutside(brought, taken) };
  }

  /** Takes back what depends on these names, on what other requests are like, or on all the names there are. */
  #doubt(variables: ReadonlySet<string>, requests: ReadonlySet<string>, redefined: boolean): void {
    const anyName = redefined || variables.size + requests.size > 0;
    const changed = new Map<Scan, ReadonlySet<number>>();
    const doubt: Doubt = {
      concerns: ({ unresolved, asks, reachesOut }, text) =>
        reachesOut || (anyName && unresolved) || mentions(text, variables) || (asks && mentions(text, requests)),
      changedIn: (scan) => {
        const numbers = changed.get(scan) ?? numbersOf(scan, variables);
        changed.set(scan, numbers);
        return numbers;
      },
    };
    for (const row of this.#rows) if (variables.size > 0 || row.depends) row.doubt(doubt);
  }

  /** Takes back what may be said of tags typed in for these targets. */
  #doubtGuards(targets: ReadonlySet<string>): void {
    const hashes = new Set([...targets].map(targetHash));
    for (const row of this.#rows) row.doubtGuards((text) => mentions(text, targets), hashes);
  }

  #repetitions(): readonly Problem[] {
    this.#repeated ??= checkNames(this.#rows.map(({ row }) => row));
    if (this.#repeated.length === 0) return [];
    const places = new Map(this.#rows.map((judgement, at) => [judgement.row, { judgement, at }]));
    return this.#repeated.flatMap(({ row, name, finding }) => {
      const { judgement, at } = places.get(row) ?? {};
      if (judgement === undefined || at === undefined) return [];
      const place = {
        start: startInRow(row, name.block),
        request: judgement.firstRequest(name.block) + name.request,
      };
      const found = findingInRow(finding, 'none', this.#context.severities, place);
      if (found === undefined) return [];
      return [placeFinding(found, this.#document, this.#document.rows[at]?.start ?? 0, this.#firsts[at] ?? 0)];
    });
  }
}

/** The number of each row's first request. */
function firstRequests(rows: readonly RowJudgement[]): readonly number[] {
  let first = 0;
  return rows.map(({ requests }) => {
    first += requests;
    return first - requests;
  });
}

function judgementsOf(rows: readonly PlacedRow[], known: Map<Scan, Judgements>): readonly RowJudgement[] {
  return rows.map(({ row }) => {
    const judgements = known.get(row.scan) ?? new Judgements(row.scan);
    known.set(row.scan, judgements);
    return new RowJudgement(row, judgements);
  });
}

/** The blocks of the rows that are in none of the others. */
function blocksOutside(rows: readonly RowJudgement[], others: readonly RowJudgement[]): readonly RowBlock[] {
  const outside: RowBlock[] = [];
  for (const { row } of rows) {
    const same = others.filter((other) => other.row.scan === row.scan);
    for (let block = row.from; block < row.to; block += 1) {
      const inside = same.some((other) => block >= other.row.from && block < other.row.to);
      if (!inside) outside.push({ row, index: block - row.from });
    }
  }
  return outside;
}

/** The numbers that those of the names have which the scan knows. */
function numbersOf({ names }: Scan, sought: ReadonlySet<string>): ReadonlySet<number> {
  if (sought.size === 0) return new Set();
  return new Set(names.flatMap((name, number) => (sought.has(name) ? [number] : [])));
}

function mentions(text: string, names: ReadonlySet<string>): boolean {
  for (const name of names) if (text.includes(name)) return true;
  return false;
}

const inOrder = (a: Problem, b: Problem) => a.start - b.start || a.end - b.end;

/** The problems next to the offset, of problems in the order of the text; all of them when they are not more than `most`. */
function nearest(problems: Problem[], offset: number, most: number): Problem[] {
  let first = 0;
  let last = problems.length;
  const away = (at: number) => Math.abs((problems[at]?.start ?? offset) - offset);
  while (last - first > most) {
    if (away(first) > away(last - 1)) first += 1;
    else last -= 1;
  }
  return last - first < problems.length ? problems.slice(first, last) : problems;
}
