import type { Token } from '../../span.ts';
import type { Block, Row } from '../../syntax/ast.ts';
import { directiveNamed } from '../../syntax/directives.ts';

/** A name given by `# @name`; its span counts from its block. */
export interface GivenName extends Token {
  /** The block's number in its row, and the request's in its block. */
  readonly block: number;
  readonly request: number;
}

const known = new WeakMap<Row, readonly GivenName[]>();

/** The names given in a row, in order. A row never changes, so neither do they. */
export function givenNames(row: Row): readonly GivenName[] {
  const before = known.get(row);
  if (before !== undefined) return before;
  const names = row.blocks.flatMap(({ block }, index) => namesIn(block, index));
  known.set(row, names);
  return names;
}

const none: readonly GivenName[] = [];

/** The names given in a block that has that number in its row. */
export function namesIn(block: Block, index: number): readonly GivenName[] {
  const { plain, text } = block;
  if (plain === undefined) return namesOfTree(block, index);
  const { nameStart: start, nameEnd: end } = plain;
  return end === 0 ? none : [{ start, end, text: text.slice(start, end), block: index, request: 0 }];
}

function namesOfTree({ requests }: Block, block: number): readonly GivenName[] {
  return requests.flatMap(({ directives }, request) => {
    const name = directiveNamed(directives, 'name')?.value;
    return name === undefined || name.text === '' ? none : [{ ...name, block, request }];
  });
}
