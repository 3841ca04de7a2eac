import type { Block, Row } from './ast.ts';
import type { Definition } from './definitionIndex.ts';

/** A variable's definition; `origin.block` counts from the row's first block. */
export interface NamedDefinition extends Definition {
  readonly name: string;
}

const variables = new WeakMap<Row, readonly NamedDefinition[]>();

/** The variables that the row's blocks define, in order. A row never changes, so neither do they. */
export function rowVariables(row: Row): readonly NamedDefinition[] {
  const before = variables.get(row);
  if (before !== undefined) return before;
  const found = row.blocks.flatMap(({ block }, index) => variablesOf(block, index));
  const kept = found.length === 0 ? none : found;
  variables.set(row, kept);
  return kept;
}

const names = new WeakMap<Row, ReadonlySet<string>>();

/** The names of the row's requests, titles among them. */
export function rowRequestNames(row: Row): ReadonlySet<string> {
  const before = names.get(row);
  if (before !== undefined) return before;
  const found = new Set(row.blocks.flatMap(({ block }) => requestNames(block)));
  names.set(row, found);
  return found;
}

const none: readonly never[] = [];

function variablesOf(block: Block, index: number): readonly NamedDefinition[] {
  if (block.plain !== undefined) return none;
  return block.variables.map(({ name, value, start, end }) => ({
    name: name.text,
    value: value.text,
    origin: { kind: 'file', block: index, span: { start, end } },
  }));
}

/** The names by which the block's requests are known. */
export function requestNames(block: Block): readonly string[] {
  const { plain, text } = block;
  if (plain === undefined) return block.requests.flatMap(({ name }) => (name === undefined ? [] : [name.text]));
  if (plain.nameEnd > 0) return [text.slice(plain.nameStart, plain.nameEnd)];
  return plain.titleEnd > plain.titleStart ? [text.slice(plain.titleStart, plain.titleEnd)] : none;
}
