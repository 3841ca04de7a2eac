import type { DirectiveNode } from '../ast.ts';

/** The form in which directives are compared: without `-`, `_` and case, so that `no-redirect` is `noRedirect`. */
export function directiveKey(name: string): string {
  return name.replaceAll(/[-_]/g, '').toLowerCase();
}

/** The first directive of that name among them. */
export function directiveNamed(directives: readonly DirectiveNode[], name: string): DirectiveNode | undefined {
  if (directives.length === 0) return undefined;
  const key = directiveKey(name);
  return directives.find((directive) => directiveKey(directive.name.text) === key);
}
