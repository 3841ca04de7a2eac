import type { HttpDocument, PlacedRow } from './ast.ts';
import type { Origin } from './resolution.ts';
import { rowDefinitions } from './rowDefinitions.ts';
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

/** The definition that counts of each of the document's variables: the same map while the definitions are. */
export function definedVariables({ rows }: HttpDocument): ReadonlyMap<string, Definition> {
  const defining = rows.filter(({ row }) => rowDefinitions(row).variables.length > 0);
  const [only] = defining;
  if (only === undefined || defining.length > 1) return merged(defining);
  const key = rowDefinitions(only.row).variables;
  const before = alone.get(key);
  if (before?.first === only.first) return before.variables;
  const variables = merged(defining);
  alone.set(key, { first: only.first, variables });
  return variables;
}

function merged(rows: readonly PlacedRow[]): ReadonlyMap<string, Definition> {
  const variables = new Map<string, Definition>();
  for (const { first, row } of rows) {
    for (const { name, value, origin } of rowDefinitions(row).variables) {
      variables.set(name, { value, origin: { ...origin, block: origin.block + first } });
    }
  }
  return variables;
}
