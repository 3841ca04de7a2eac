import type { HttpDocument, PlacedRow } from '../ast.ts';
import type { Origin } from '../resolving/resolution.ts';
import { rowVariables } from './rowDefinitions.ts';
import { RowNames } from './rowNames.ts';

/** The definition of a file variable that counts, and where it stands. */
export interface Definition {
  readonly value: string;
  readonly origin: Origin & { readonly kind: 'file' };
}

/** What a document defines. The document is walked at the first question. */
export interface DefinitionIndex {
  /** The last definition of the variable. `@global.x` defines `x` too, unless the file has an `x` of its own. */
  variable(name: string): Definition | undefined;
  requestNames(): ReadonlySet<string>;
}

/** The index of the document's variables and request names. */
export function definitionIndex(document: HttpDocument): DefinitionIndex {
  let variables: ReadonlyMap<string, Definition> | undefined;
  let names: ReadonlySet<string> | undefined;
  return {
    variable(name) {
      variables ??= definedVariables(document);
      return variables.get(name) ?? variables.get(`global.${name}`);
    },
    requestNames() {
      names ??= new RowNames(document.rows);
      return names;
    },
  };
}

/** A row's variables where it is the document's only row with any: most files define theirs at the top. */
const alone = new WeakMap<object, { readonly first: number; readonly variables: ReadonlyMap<string, Definition> }>();

const known = new WeakMap<HttpDocument, ReadonlyMap<string, Definition>>();

/** The definition that counts of each of the document's variables: the same map while the definitions are. */
export function definedVariables(document: HttpDocument): ReadonlyMap<string, Definition> {
  const before = known.get(document);
  if (before !== undefined) return before;
  const defining = document.rows.filter(({ row }) => rowVariables(row).length > 0);
  const [only] = defining;
  const variables = only === undefined || defining.length > 1 ? merged(defining) : ofOne(only);
  known.set(document, variables);
  return variables;
}

function ofOne(placed: PlacedRow): ReadonlyMap<string, Definition> {
  const key = rowVariables(placed.row);
  const before = alone.get(key);
  if (before?.first === placed.first) return before.variables;
  const variables = merged([placed]);
  alone.set(key, { first: placed.first, variables });
  return variables;
}

function merged(rows: readonly PlacedRow[]): ReadonlyMap<string, Definition> {
  const variables = new Map<string, Definition>();
  for (const { first, row } of rows) {
    for (const { name, value, origin } of rowVariables(row)) {
      variables.set(name, { value, origin: { ...origin, block: origin.block + first } });
    }
  }
  return variables;
}

/** Whether both are the same definitions at the same places. */
export function sameDefinitions(one: ReadonlyMap<string, Definition>, other: ReadonlyMap<string, Definition>): boolean {
  if (one === other) return true;
  return one.size === other.size && [...one].every(([name, definition]) => sameDefinition(definition, other.get(name)));
}

/** Whether a name is defined by the same value at the same place. */
export function sameDefinition(one: Definition | undefined, other: Definition | undefined): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined || one.value !== other.value) return false;
  const { block, span } = one.origin;
  return block === other.origin.block && span.start === other.origin.span.start && span.end === other.origin.span.end;
}
