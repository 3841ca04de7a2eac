import type { DirectiveNode, HttpDocument } from '../../syntax/ast.ts';
import { directiveKey } from '../../syntax/directives.ts';

/** The names that a document defines. */
export interface NameIndex {
  /** File variables and those that a directive asks for, as they are written. */
  readonly variables: ReadonlySet<string>;
  readonly requests: ReadonlySet<string>;
}

/** Walks the document once. */
export function nameIndex(document: HttpDocument): NameIndex {
  const variables = new Set<string>();
  const requests = new Set<string>();
  for (const { block } of document.blocks) {
    for (const { name } of block.variables) variables.add(name.text);
    for (const { name, directives } of block.requests) {
      if (name !== undefined) requests.add(name.text);
      for (const directive of directives) if (isPrompt(directive)) variables.add(promptedName(directive));
    }
  }
  return { variables, requests };
}

/** Whether the directive asks the user for a variable, which it thereby defines. */
export function isPrompt({ name, value }: DirectiveNode): boolean {
  return /^(?:kulala)?(?:prompt|secret)$/.test(directiveKey(name.text)) && value.text !== '';
}

/** Whether the directive names another request that is to be sent first. */
export function isRequestReference({ name, value }: DirectiveNode): boolean {
  return /^(?:force)?ref$/.test(directiveKey(name.text)) && value.text !== '';
}

/** The variable that the directive asks for. */
export function promptedName({ value }: DirectiveNode): string {
  return /^\S*/.exec(value.text)?.[0] ?? '';
}
