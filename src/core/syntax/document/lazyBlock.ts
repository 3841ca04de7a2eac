import type { Block } from '../ast.ts';
import { LineReader } from '../block/lineReader.ts';
import { type BlockTree, parseBlock } from '../block/parseBlock.ts';
import { type PlainRequest, readPlain } from '../block/plainRequest.ts';
import type { BoundaryIndex } from './boundaryIndex.ts';
import type { Scan } from './scan/tables.ts';
import { PLAIN } from './scan/traits.ts';

/** Inside a block of its own nothing follows that could close a body. */
const nothingFollows: BoundaryIndex = { closing: () => undefined };

/** The block of that number of a scan, made when it is asked for and then the same object. */
export function blockOf(scan: Scan, number: number): Block {
  const before = scan.blocks.get(number);
  if (before !== undefined) return before;
  const text = scan.text.slice(scan.starts[number], scan.starts[number + 1]);
  const block = new LazyBlock(text, ((scan.traits[number] ?? 0) & PLAIN) === 0 ? 'tree' : 'plain');
  scan.blocks.set(number, block);
  return block;
}

/**
 * A block whose tree is made at the first look and kept. Opening a file of ten thousand requests costs scanning it;
 * the forty objects of a request are made for the requests that somebody looks at.
 */
export class LazyBlock implements Block {
  readonly text: string;
  readonly openBoundary: string | undefined;
  #tree: BlockTree | undefined;
  #plain: PlainRequest | 'plain' | undefined;

  /** `known` is the tree where it is made already, or whether the block has to be read as one. */
  constructor(text: string, known: BlockTree | 'tree' | 'plain') {
    this.text = text;
    this.#tree = typeof known === 'string' ? undefined : known;
    this.openBoundary = this.#tree?.openBoundary;
    this.#plain = known === 'plain' ? known : undefined;
  }

  get separator(): Block['separator'] {
    return this.#read().separator;
  }

  get requests(): Block['requests'] {
    return this.#read().requests;
  }

  get prologue(): Block['prologue'] {
    return this.#read().prologue;
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
    if (this.#plain === 'plain') this.#plain = readPlain(this.text);
    return this.#plain;
  }

  #read(): BlockTree {
    this.#tree ??= parseBlock(new LineReader(this.text), nothingFollows, 0);
    return this.#tree;
  }
}
