import type { Block, HttpDocument } from '../../syntax/ast.ts';

/** What a block reads with GET, and what it guards with a tag typed in; targets as they are written. */
interface Targets {
  readonly reads: readonly string[];
  readonly literals: readonly string[];
}

const none: readonly string[] = [];
const known = new WeakMap<Block, Targets>();

/**
 * Which targets the requests of a document read, counted, so that an edit costs what it touches. Targets are
 * compared as they are written: two spellings of one URL are not worth resolving every request of the file.
 */
export class TargetIndex {
  readonly #reads = new Map<string, number>();
  readonly #literals = new Map<string, number>();

  constructor({ blocks }: HttpDocument) {
    for (const { block } of blocks) this.#count(block, 1);
  }

  /** Whether a GET of the document has this target. */
  isRead(target: string): boolean {
    return this.#reads.has(target);
  }

  /** Goes on to the blocks of a later document. The targets of typed tags that are read now and were not, or the reverse. */
  update(gone: readonly Block[], come: readonly Block[]): ReadonlySet<string> {
    const touched = new Set([...gone, ...come].flatMap((block) => targetsOf(block).reads));
    const before = new Set([...touched].filter((target) => this.isRead(target)));
    for (const block of gone) this.#count(block, -1);
    for (const block of come) this.#count(block, 1);
    return new Set([...touched].filter((each) => this.#literals.has(each) && this.isRead(each) !== before.has(each)));
  }

  #count(block: Block, by: 1 | -1): void {
    const { reads, literals } = targetsOf(block);
    for (const target of reads) add(this.#reads, target, by);
    for (const target of literals) add(this.#literals, target, by);
  }
}

function add(counts: Map<string, number>, target: string, by: number): void {
  const count = (counts.get(target) ?? 0) + by;
  if (count === 0) counts.delete(target);
  else counts.set(target, count);
}

function targetsOf(block: Block): Targets {
  const before = known.get(block);
  if (before !== undefined) return before;
  const targets = block.plain === undefined ? inTree(block) : inPlain(block.text, block.plain);
  known.set(block, targets);
  return targets;
}

const writes = /^(?:PUT|PATCH|DELETE|POST)$/;

function inPlain(text: string, plain: NonNullable<Block['plain']>): Targets {
  const method = text.slice(plain.line, plain.methodEnd);
  const target = () => [text.slice(plain.methodEnd + 1, plain.targetEnd)];
  if (method === 'GET') return { reads: target(), literals: none };
  const guarded = plain.noteEnd > plain.noteStart && writes.test(method);
  return {
    reads: none,
    literals: guarded && /^if-match:/i.test(text.slice(plain.noteStart, plain.noteStart + 9)) ? target() : none,
  };
}

function inTree({ requests }: Block): Targets {
  const reads: string[] = [];
  const literals: string[] = [];
  for (const { method, target, headers } of requests) {
    const name = method?.text ?? 'GET';
    if (name === 'GET') reads.push(target.text);
    else if (writes.test(name) && headers.some((each) => /^if-match$/i.test(each.name.text)))
      literals.push(target.text);
  }
  return { reads, literals };
}
