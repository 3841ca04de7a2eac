import type { PlacedRow } from '../ast.ts';
import { rowRequestNames } from './rowDefinitions.ts';

/**
 * The request names of a document. Whether it has a name is asked of its rows, whose own sets outlive an edit
 * elsewhere; one set of all the names is made for those who want to walk over it.
 */
export class RowNames implements ReadonlySet<string> {
  readonly #rows: readonly PlacedRow[];
  #all: ReadonlySet<string> | undefined;

  constructor(rows: readonly PlacedRow[]) {
    this.#rows = rows;
  }

  get size(): number {
    return this.#set().size;
  }

  has(name: string): boolean {
    return this.#rows.some(({ row }) => rowRequestNames(row).has(name));
  }

  forEach(visit: (value: string, key: string, set: ReadonlySet<string>) => void): void {
    for (const name of this.#set()) visit(name, name, this);
  }

  entries(): SetIterator<[string, string]> {
    return this.#set().entries();
  }

  keys(): SetIterator<string> {
    return this.#set().keys();
  }

  values(): SetIterator<string> {
    return this.#set().values();
  }

  [Symbol.iterator](): SetIterator<string> {
    return this.#set().values();
  }

  #set(): ReadonlySet<string> {
    this.#all ??= new Set(this.#rows.flatMap(({ row }) => [...rowRequestNames(row)]));
    return this.#all;
  }
}
