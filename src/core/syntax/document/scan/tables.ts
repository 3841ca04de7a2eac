import type { Block } from '../../ast.ts';

/**
 * What one pass over a text says of its blocks, in tables of numbers: a request in its plainest form, which nearly
 * every block is, costs no object and no string. The tables never change.
 */
export interface Scan {
  readonly text: string;
  /** How many blocks there are; at least one. */
  readonly count: number;
  /** Where each block begins, and behind the last the text's end. */
  readonly starts: Int32Array;
  /** What each block is (`traits.ts`); 0 where only its tree tells. */
  readonly traits: Int32Array;
  /** The target of each plain block as a number (`targetHash`); 0 for others. */
  readonly targets: Int32Array;
  /** Where each block's references begin in `references`, and behind the last their end. Those of trees are not kept. */
  readonly firstReferences: Int32Array;
  /** `name << roleBits | role` (`references.ts`). */
  readonly references: Int32Array;
  /** What is referred to, by number: variables, and where their role says so origins and dates. */
  readonly names: readonly string[];
  /** The names given by `# @name` in plain blocks: for each the block's number, and where in the text it begins and ends. */
  readonly given: Int32Array;
  /** The blocks whose objects were asked for, and those that had to be read to find their end. */
  readonly blocks: Map<number, Block>;
  /** The blocks that have a multipart body whose closing delimiter is missing. */
  readonly open: readonly number[];
}
