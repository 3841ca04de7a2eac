import type { Token } from '../../span.ts';
import { directiveNamed } from '../../syntax/directives.ts';
import type { PlacedRequest } from '../../syntax/locate.ts';
import { editFix, type Finding, finding, preferFirst } from '../rules/finding.ts';

/** Requests that bear the name of one before them; titles may repeat, names given by `# @name` may not. */
export function checkNames(
  requests: readonly PlacedRequest[],
): readonly { readonly placed: PlacedRequest; readonly finding: Finding }[] {
  const names = requests.flatMap((placed) => {
    const name = directiveNamed(placed.node.directives, 'name')?.value;
    return name === undefined || name.text === '' ? [] : [{ placed, name }];
  });
  const taken = new Set(names.map(({ name }) => name.text));
  const seen = new Set<string>();
  return names.flatMap(({ placed, name }) => {
    if (!seen.has(name.text)) {
      seen.add(name.text);
      return [];
    }
    return [{ placed, finding: duplicate(name, freeName(name.text, taken)) }];
  });
}

function duplicate({ start, end, text }: Token, free: string): Finding {
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
