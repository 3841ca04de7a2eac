import type { HttpDocument } from './ast.ts';
import type { Origin } from './resolution.ts';

/** The definition of a file variable that counts, and where it stands. */
export interface Definition {
  readonly value: string;
  readonly origin: Origin;
}

/** What a document defines. The document is walked at the first question. */
export interface DefinitionIndex {
  /** The last definition of the variable. `@global.x` defines `x` too, unless the file has an `x` of its own. */
  variable(name: string): Definition | undefined;
  requestNames(): ReadonlySet<string>;
}

interface Definitions {
  readonly variables: Map<string, Definition>;
  readonly names: Set<string>;
}

/** The index of the document's variables and request names. */
export function definitionIndex(document: HttpDocument): DefinitionIndex {
  let definitions: Definitions | undefined;
  return {
    variable(name) {
      definitions ??= walk(document);
      return definitions.variables.get(name) ?? definitions.variables.get(`global.${name}`);
    },
    requestNames() {
      definitions ??= walk(document);
      return definitions.names;
    },
  };
}

function walk(document: HttpDocument): Definitions {
  const variables = new Map<string, Definition>();
  const names = new Set<string>();
  document.blocks.forEach(({ block }, index) => {
    for (const { name, value, start, end } of block.variables) {
      variables.set(name.text, { value: value.text, origin: { kind: 'file', block: index, span: { start, end } } });
    }
    for (const { name } of block.requests) if (name !== undefined) names.add(name.text);
  });
  return { variables, names };
}
