import type { HttpDocument, Row } from '../../syntax/ast.ts';
import { type Definition, definedVariables, sameDefinition } from '../../syntax/document/definitionIndex.ts';
import { requestNames } from '../../syntax/document/rowDefinitions.ts';
import type { ScopeInputs } from '../../syntax/values/scope.ts';
import { namesIn } from './givenNames.ts';
import { reachesOut } from './judgeBlock.ts';

/** The variables whose value may be another one in the later document than in the earlier. */
export function changedVariables(
  before: HttpDocument,
  after: HttpDocument,
  requests: ReadonlySet<string>,
  { options, environment }: ScopeInputs,
): ReadonlySet<string> {
  const old = definedVariables(before);
  const now = definedVariables(after);
  const given = [...Object.entries(environment.values), ...Object.entries(options)];
  const changed = new Set([
    ...reachingOut(now),
    ...given.filter(([, value]) => reachesOut(value)).map(([name]) => name),
  ]);
  if (old !== now) for (const name of differing(old, now)) changed.add(name.replace(/^global\./, ''));
  if (changed.size + requests.size === 0) return changed;
  return spread([...[...now].map(([name, { value }]) => [name, value] as const), ...given], changed, requests);
}

const known = new WeakMap<ReadonlyMap<string, Definition>, readonly string[]>();

/** The variables that depend on more of the file than variables. */
function reachingOut(variables: ReadonlyMap<string, Definition>): readonly string[] {
  const before = known.get(variables);
  if (before !== undefined) return before;
  const names = [...variables].filter(([, { value }]) => reachesOut(value)).map(([name]) => name);
  known.set(variables, names);
  return names;
}

function differing(old: ReadonlyMap<string, Definition>, now: ReadonlyMap<string, Definition>): readonly string[] {
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names.filter((name) => !sameDefinition(old.get(name), now.get(name)));
}

/** With the variables whose value mentions one of them, and so on. A name inside another counts too, which does no harm. */
function spread(
  templates: readonly (readonly [name: string, value: string])[],
  changed: Set<string>,
  requests: ReadonlySet<string>,
): ReadonlySet<string> {
  const referring = templates.filter(([, value]) => value.includes('{{'));
  for (let size = -1; size !== changed.size; ) {
    size = changed.size;
    const names = [...changed, ...requests];
    for (const [name, value] of referring) if (names.some((each) => value.includes(each))) changed.add(name);
  }
  return changed;
}

/** A block by its number in its row. */
export interface RowBlock {
  readonly row: Row;
  readonly index: number;
}

/** The request names that only the blocks that went or only those that came have. */
export function changedRequestNames(gone: readonly RowBlock[], come: readonly RowBlock[]): ReadonlySet<string> {
  const old = new Set(gone.flatMap(({ row, index }) => requestNames(row, index)));
  const now = new Set(come.flatMap(({ row, index }) => requestNames(row, index)));
  return new Set([...[...old].filter((name) => !now.has(name)), ...[...now].filter((name) => !old.has(name))]);
}

/** Whether the names given by `# @name` are not the same ones in the same order. */
export function givenNamesDiffer(gone: readonly RowBlock[], come: readonly RowBlock[]): boolean {
  const names = (blocks: readonly RowBlock[]) =>
    blocks.flatMap(({ row, index }) => namesIn(row, index).map(({ text }) => text));
  const old = names(gone);
  const now = names(come);
  return old.length !== now.length || old.some((name, at) => name !== now[at]);
}
