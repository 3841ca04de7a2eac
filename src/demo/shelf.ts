import { randomBytes } from 'node:crypto';
import { encodeJson } from './message.ts';

/** One stored article: the bytes as they were written, and what its validators are made from. */
export interface Article {
  readonly content: Uint8Array;
  /** Counts from 1, also across a deletion. */
  readonly edition: number;
  /** The opaque part of its entity tag; never used for other bytes of the same resource. */
  readonly opaque: string;
  /** Epoch milliseconds of a whole second, as Last-Modified can say it. */
  readonly modifiedAt: number;
  /** Whether two editions share that second: the date then says less than it seems to (RFC 9110 §8.8.2.2). */
  readonly date: 'strong' | 'weak';
}

/** The articles by path. Nothing outlives the server: a restart begins anew. */
export interface Shelf {
  read(path: string): Article | undefined;
  write(path: string, content: Uint8Array): Article;
  remove(path: string): void;
}

interface Past {
  readonly edition: number;
  readonly modifiedAt: number;
}

/** When the first articles were written: Mon, 03 Nov 2025 09:41:20 GMT. */
const WRITTEN_AT = Date.UTC(2025, 10, 3, 9, 41, 20);

const first = encodeJson({
  title: 'On lost updates',
  body:
    'Two people read this article. Both change it, and both save. The one who saves last wins, ' +
    'and the one who saved first never learns that the change is gone. ' +
    'A precondition on the second save is all it takes to notice.',
  version: 1,
});

const wholeSecond = (epoch: number): number => Math.floor(epoch / 1000) * 1000;

/**
 * A shelf with a first article on every path given. Its tag is `"v1"` and its date the same in every run, for so are
 * its bytes; later tags carry a mark of the run, since the same number would then stand for other bytes (§8.8.1).
 */
export function createShelf(paths: readonly string[], clock: () => number): Shelf {
  const run = randomBytes(2).toString('hex');
  const seed: Article = { content: first, edition: 1, opaque: 'v1', modifiedAt: WRITTEN_AT, date: 'strong' };
  const articles = new Map<string, Article>(paths.map((path) => [path, seed]));
  const past = new Map<string, Past>(paths.map((path) => [path, seed]));

  const write = (path: string, content: Uint8Array): Article => {
    const before = past.get(path);
    const edition = (before?.edition ?? 0) + 1;
    const modifiedAt = wholeSecond(clock());
    const date = before?.modifiedAt === modifiedAt ? 'weak' : 'strong';
    const article: Article = { content, edition, opaque: `v${edition}-${run}`, modifiedAt, date };
    articles.set(path, article);
    past.set(path, article);
    return article;
  };

  return { read: (path) => articles.get(path), write, remove: (path) => void articles.delete(path) };
}
