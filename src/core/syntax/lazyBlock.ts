import type { Block } from './ast.ts';
import type { BoundaryIndex } from './boundaryIndex.ts';
import { LineReader } from './lineReader.ts';
import { type BlockTree, parseBlock } from './parseBlock.ts';
import { type PlainRequest, readPlain } from './plainRequest.ts';

/** Inside a block of its own nothing follows that could close a body. */
const nothingFollows: BoundaryIndex = { closing: () => undefined };

/**
 * A block whose tree is made at the first look and kept. Opening a file of ten thousand requests costs finding
 * its separators; the forty objects of a request are made for the requests that somebody looks at.
 */
export class LazyBlock implements Block {
  readonly text: string;
  readonly openBoundary: string | undefined;
  #tree: BlockTree | undefined;
  #plain: PlainRequest | 'no' | undefined;

  constructor(text: string, tree: BlockTree | undefined) {
    this.text = text;
    this.openBoundary = tree?.openBoundary;
    this.#tree = tree;
  }

  get separator(): Block['separator'] {
    return this.#read().separator;
  }

  get requests(): Block['requests'] {
    return this.#read().requests;
  }

  get variables(): Block['variables'] {
    return this.#read().variables;
  }

  get comments(): Block['comments'] {
    return this.#read().comments;
  }

  get responses(): Block['responses'] {
    return this.#read().responses;
  }

  get faults(): Block['faults'] {
    return this.#read().faults;
  }

  get plain(): PlainRequest | undefined {
    this.#plain ??= (this.openBoundary === undefined ? readPlain(this.text) : undefined) ?? 'no';
    return this.#plain === 'no' ? undefined : this.#plain;
  }

  #read(): BlockTree {
    this.#tree ??= parseBlock(new LineReader(this.text), nothingFollows, 0);
    return this.#tree;
  }
}
