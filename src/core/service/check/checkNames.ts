import type { Row } from '../../syntax/ast.ts';
import { editFix, type Finding, finding, preferFirst } from '../rules/finding.ts';
import { type GivenName, givenNames } from './givenNames.ts';

/** A name that another request bears already. */
export interface RepeatedName {
  readonly row: Row;
  readonly name: GivenName;
  readonly finding: Finding;
}

/** Requests that bear the name of one before them; titles may repeat, names given by `# @name` may not. */
export function checkNames(rows: readonly Row[]): readonly RepeatedName[] {
  const seen = new Set<string>();
  const again: { readonly row: Row; readonly name: GivenName }[] = [];
  for (const row of rows) {
    for (const name of givenNames(row)) {
      if (seen.has(name.text)) again.push({ row, name });
      seen.add(name.text);
    }
  }
  return again.map(({ row, name }) => ({ row, name, finding: repeated(name, freeName(name.text, seen)) }));
}

function repeated({ start, end, text }: GivenName, free: string): Finding {
  const fixes = preferFirst(editFix(`Rename to ${free}`, [{ start, end, newText: free }]));
  const related = [{ kind: 'request', name: text, message: 'The first request of this name.' }] as const;
  return finding('request-name-duplicate', { start, end }, { name: text }, { fixes, related });
}

/** The name with the first number that makes it free, which it then is no longer. */
function freeName(name: string, taken: Set<string>): string {
  let number = 2;
  while (taken.has(`${name}-${number}`)) number += 1;
  taken.add(`${name}-${number}`);
  return `${name}-${number}`;
}
