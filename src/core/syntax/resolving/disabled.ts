import type { RequestNode } from '../ast.ts';
import { directiveNamed } from '../block/directives.ts';

/**
 * Whether `# @disabled` takes the request out of a run over the file. What a script would have to work out counts as
 * yes: a request that is perhaps not meant to go out stays here unless it is asked for by name.
 */
export function isDisabled({ directives }: Pick<RequestNode, 'directives'>): boolean {
  const value = directiveNamed(directives, 'disabled')?.value.text;
  return value !== undefined && !/^(?:false|0)$/i.test(value);
}
