import type { Block, Row } from './ast.ts';
import type { Definition } from './definitionIndex.ts';

/** What the blocks of a row define. A row never changes, so neither does this. */
export interface RowDefinitions {
  /** In order; `origin.block` counts from the row's first block. */
  readonly variables: readonly NamedDefinition[];
  /** The names of the row's requests, titles among them. */
  readonly names: ReadonlySet<string>;
}

export interface NamedDefinition extends Definition {
  readonly name: string;
}

const known = new WeakMap<Row, RowDefinitions>();

/** What the row defines; the row is walked at the first question, its requests' names at the first for those. */
export function rowDefinitions(row: Row): RowDefinitions {
  const before = known.get(row);
  if (before !== undefined) return before;
  let names: ReadonlySet<string> | undefined;
  const variables = row.blocks.flatMap(({ block }, index) => variablesOf(block, index));
  const definitions = {
    variables: variables.length === 0 ? none : variables,
    get names() {
      names ??= new Set(row.blocks.flatMap(({ block }) => requestNames(block)));
      return names;
    },
  };
  known.set(row, definitions);
  return definitions;
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
