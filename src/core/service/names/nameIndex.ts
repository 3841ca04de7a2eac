import type { DirectiveNode, HttpDocument, PlacedBlock } from '../../syntax/ast.ts';
import { directiveKey } from '../../syntax/block/directives.ts';
import { definedVariables } from '../../syntax/document/definitionIndex.ts';
import { RowNames } from '../../syntax/document/rowNames.ts';
import { loopLine } from '../../syntax/resolving/loop.ts';

/** The names that a document defines. */
export interface NameIndex {
  /** File variables and those that a directive asks for, as they are written. */
  readonly variables: ReadonlySet<string>;
  readonly requests: ReadonlySet<string>;
}

/** The names of the whole document. Every block is read for its prompts. */
export function nameIndex(document: HttpDocument): NameIndex {
  return namesAround(document, document.blocks);
}

/** The names that these blocks can mention: the document's, and the variables that the blocks ask for themselves. */
export function namesAround(document: HttpDocument, blocks: readonly PlacedBlock[]): NameIndex {
  const variables = new Set(definedVariables(document).keys());
  for (const { block } of blocks) {
    for (const { directives } of block.requests) {
      for (const directive of directives) if (isPrompt(directive)) variables.add(promptedName(directive));
      const line = loopLine(directives);
      if (line?.kind === 'items') variables.add(line.variable.text);
    }
  }
  return { variables, requests: new RowNames(document.rows) };
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
