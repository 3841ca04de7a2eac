import type { Block, HttpDocument, PlacedRow } from '../../syntax/ast.ts';
import { definedVariables } from '../../syntax/definitionIndex.ts';
import { rowAt } from '../../syntax/rows.ts';
import type { Problem } from '../problem.ts';
import type { ServiceContext } from '../serviceContext.ts';
import { changedRequestNames, changedVariables } from './changedNames.ts';
import { checkNames, type RepeatedName } from './checkNames.ts';
import { givenNames } from './givenNames.ts';
import { type Judgement, newPass, type Pass } from './judgeBlock.ts';
import { placeFinding } from './placeFinding.ts';
import { RowJudgement } from './rowJudgement.ts';

/**
 * The problems of one document through its versions. An edit leaves the judgements of the blocks that neither it
 * nor what they refer to has touched; after new knowledge every block is judged again. What is to be judged is
 * judged in steps, next to where the user looks first. When nothing is left to judge, the problems are those of a
 * fresh check.
 */
export class Checker {
  #document: HttpDocument;
  #context: ServiceContext;
  #pass: Pass;
  #rows: readonly RowJudgement[];
  #repeated: readonly RepeatedName[] | undefined;

  constructor(document: HttpDocument, context: ServiceContext) {
    this.#document = document;
    this.#context = context;
    this.#pass = newPass(document, context);
    this.#rows = document.rows.map(({ row }) => new RowJudgement(row, new Map()));
  }

  get document(): HttpDocument {
    return this.#document;
  }

  /** Whether every block is judged. */
  get settled(): boolean {
    return this.#rows.every(({ pending }) => pending === 0);
  }

  /** Goes on to a later version of the document, made by `update`. */
  update(document: HttpDocument): void {
    const before = this.#document;
    if (document === before) return;
    this.#document = document;
    this.#pass = newPass(document, this.#context);
    const { taken, brought } = this.#takeOver(document.rows);
    const rowsOf = (judgements: readonly RowJudgement[]) => judgements.map(({ row }) => row);
    const names = changedRequestNames(rowsOf(taken), rowsOf(brought));
    const variables = changedVariables(before, document, names, this.#context.scope);
    if (namesDiffer(taken, brought) || this.#repeated?.length !== 0) this.#repeated = undefined;
    this.#doubt(variables, names, definedVariables(before) !== definedVariables(document));
  }

  /** Goes on to new knowledge: everything is judged again. The context's clock stands still until the next one. */
  judgeBy(context: ServiceContext): void {
    this.#context = context;
    this.#pass = newPass(this.#document, context);
    this.#rows = this.#document.rows.map(({ row }) => new RowJudgement(row, new Map()));
  }

  /** Judges up to `most` blocks, the rows next to the offset first. */
  settle(offset: number, most: number): void {
    const { rows } = this.#document;
    let left = most;
    const firsts = this.#firstRequests();
    for (const at of outward(rowAt(rows, offset), rows.length)) {
      const placed = rows[at];
      if (left <= 0 || placed === undefined) return;
      left -= this.#rows[at]?.judge(this.#pass, placed, firsts[at] ?? 0, left) ?? 0;
    }
  }

  /** The problems of what is judged, in the order of the text; of more than `most`, those next to the offset. */
  problems(offset: number, most: number): readonly Problem[] {
    const { rows } = this.#document;
    const firsts = this.#firstRequests();
    const found: Problem[] = [];
    for (const at of outward(rowAt(rows, offset), rows.length)) {
      if (found.length >= most) break;
      const own = this.#rows[at]?.problems(
        this.#document,
        this.#context.severities,
        rows[at]?.start ?? 0,
        firsts[at] ?? 0,
      );
      for (const problem of own ?? []) found.push(problem);
    }
    found.push(...this.#repetitions(firsts));
    return nearest(found, offset, most).sort((a, b) => a.start - b.start || a.end - b.end);
  }

  /** Keeps the judgements of the rows that are the same, and in new rows those of the blocks that are. */
  #takeOver(rows: readonly PlacedRow[]): { taken: readonly RowJudgement[]; brought: readonly RowJudgement[] } {
    const old = this.#rows;
    const shared = Math.min(old.length, rows.length);
    let front = 0;
    while (front < shared && old[front]?.row === rows[front]?.row) front += 1;
    let back = 0;
    while (back < shared - front && old.at(-1 - back)?.row === rows.at(-1 - back)?.row) back += 1;
    const taken = old.slice(front, old.length - back);
    const known = new Map<Block, Judgement>();
    for (const row of taken) row.tell(known);
    const brought = rows.slice(front, rows.length - back).map(({ row }) => new RowJudgement(row, known));
    this.#rows = [...old.slice(0, front), ...brought, ...old.slice(old.length - back)];
    return { taken, brought };
  }

  /** Takes back what depends on these names, on what other requests are like, or on all the names there are. */
  #doubt(variables: ReadonlySet<string>, requests: ReadonlySet<string>, redefined: boolean): void {
    const anyName = redefined || variables.size + requests.size > 0;
    const mentions = (text: string, names: ReadonlySet<string>) => {
      for (const name of names) if (text.includes(name)) return true;
      return false;
    };
    for (const row of this.#rows) {
      if (variables.size === 0 && !row.depends) continue;
      row.doubt(
        ({ unresolved, asks, reachesOut }, text) =>
          reachesOut || (anyName && unresolved) || mentions(text, variables) || (asks && mentions(text, requests)),
      );
    }
  }

  #firstRequests(): readonly number[] {
    let first = 0;
    return this.#rows.map(({ requests }) => {
      first += requests;
      return first - requests;
    });
  }

  #repetitions(firsts: readonly number[]): readonly Problem[] {
    this.#repeated ??= checkNames(this.#rows.map(({ row }) => row));
    if (this.#repeated.length === 0) return [];
    const places = new Map(this.#rows.map((judgement, at) => [judgement.row, { judgement, at }]));
    return this.#repeated.flatMap(({ row, name, finding }) => {
      const { judgement, at } = places.get(row) ?? {};
      if (judgement === undefined || at === undefined) return [];
      const first = firsts[at] ?? 0;
      const problem = placeFinding(finding, {
        document: this.#document,
        severities: this.#context.severities,
        start: (this.#document.rows[at]?.start ?? 0) + (row.blocks[name.block]?.start ?? 0),
        request: first + judgement.firstRequest(name.block) + name.request,
        effect: 'none',
      });
      return problem === undefined ? [] : [problem];
    });
  }
}

/** The numbers below `length`, from the one given outward. */
function* outward(from: number, length: number): Generator<number> {
  if (from < length) yield from;
  for (let away = 1; away < length; away += 1) {
    if (from + away < length) yield from + away;
    if (from - away >= 0) yield from - away;
  }
}

/** The problems next to the offset; all of them when they are not more than `most`. */
function nearest(problems: Problem[], offset: number, most: number): Problem[] {
  if (problems.length <= most) return problems;
  const away = ({ start }: Problem) => Math.abs(start - offset);
  return problems.sort((a, b) => away(a) - away(b)).slice(0, most);
}

/** Whether the names given in the rows that went and in those that came are not the same ones in the same order. */
function namesDiffer(taken: readonly RowJudgement[], brought: readonly RowJudgement[]): boolean {
  const names = (judgements: readonly RowJudgement[]) =>
    judgements.flatMap(({ row }) => givenNames(row).map(({ text }) => text));
  const old = names(taken);
  const now = names(brought);
  return old.length !== now.length || old.some((name, at) => name !== now[at]);
}
