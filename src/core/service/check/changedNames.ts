import type { HttpDocument, Row } from '../../syntax/ast.ts';
import { type Definition, definedVariables } from '../../syntax/definitionIndex.ts';
import { rowDefinitions } from '../../syntax/rowDefinitions.ts';
import type { ScopeInputs } from '../../syntax/scope.ts';
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
  const templates = [
    ...[...now].map(([name, { value }]) => [name, value] as const),
    ...Object.entries(environment.values),
    ...Object.entries(options),
  ];
  const changed = new Set<string>();
  if (old !== now) for (const name of differing(old, now)) changed.add(name.replace(/^global\./, ''));
  for (const [name, value] of templates) if (reachesOut(value)) changed.add(name);
  return changed.size + requests.size === 0 ? changed : spread(templates, changed, requests);
}

function differing(old: ReadonlyMap<string, Definition>, now: ReadonlyMap<string, Definition>): readonly string[] {
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names.filter((name) => !isSame(old.get(name), now.get(name)));
}

function isSame(one: Definition | undefined, other: Definition | undefined): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined || one.value !== other.value) return false;
  const { block, span } = one.origin;
  return block === other.origin.block && span.start === other.origin.span.start && span.end === other.origin.span.end;
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

/** The request names that only one of the two has; each is the rows that an edit took or brought. */
export function changedRequestNames(before: readonly Row[], after: readonly Row[]): ReadonlySet<string> {
  const old = namesOf(before);
  const now = namesOf(after);
  return new Set([...[...old].filter((name) => !now.has(name)), ...[...now].filter((name) => !old.has(name))]);
}

const namesOf = (rows: readonly Row[]): ReadonlySet<string> =>
  new Set(rows.flatMap((row) => [...rowDefinitions(row).names]));
