import type { Block, Row } from '../ast.ts';
import type { Definition } from './definitionIndex.ts';
import { blockInRow, isPlain } from './rows.ts';

/** A variable's definition; `origin.block` counts from the row's first block. */
export interface NamedDefinition extends Definition {
  readonly name: string;
}

const variables = new WeakMap<Row, readonly NamedDefinition[]>();
const none: readonly never[] = [];

/** The variables that the row's blocks define, in order. A row never changes, so neither do they. */
export function rowVariables(row: Row): readonly NamedDefinition[] {
  if (row.plain === 'all') return none;
  const before = variables.get(row);
  if (before !== undefined) return before;
  const found: NamedDefinition[] = [];
  for (let index = 0; index < row.to - row.from; index += 1) {
    if (!isPlain(row, index)) found.push(...variablesOf(blockInRow(row, index), index));
  }
  const kept = found.length === 0 ? none : found;
  variables.set(row, kept);
  return kept;
}

function variablesOf(block: Block, index: number): readonly NamedDefinition[] {
  return block.variables.map(({ name, value, start, end }) => ({
    name: name.text,
    value: value.text,
    origin: { kind: 'file', block: index, span: { start, end } },
  }));
}

const names = new WeakMap<Row, ReadonlySet<string>>();

/** The names of the row's requests, titles among them. */
export function rowRequestNames(row: Row): ReadonlySet<string> {
  const before = names.get(row);
  if (before !== undefined) return before;
  const found = new Set<string>();
  for (let index = 0; index < row.to - row.from; index += 1) {
    for (const name of requestNames(row, index)) found.add(name);
  }
  names.set(row, found);
  return found;
}

/** The names by which the requests of a block are known, by its number in the row. */
export function requestNames(row: Row, index: number): readonly string[] {
  const block = blockInRow(row, index);
  const { plain, text } = block;
  if (plain === undefined) return block.requests.flatMap(({ name }) => (name === undefined ? [] : [name.text]));
  if (plain.nameEnd > 0) return [text.slice(plain.nameStart, plain.nameEnd)];
  return plain.titleEnd > plain.titleStart ? [text.slice(plain.titleStart, plain.titleEnd)] : none;
}
