/** Three versions of one content: the one both sides began with, the server's, the user's. */
export interface Versions<T = string> {
  readonly base: T;
  readonly theirs: T;
  readonly mine: T;
}

export type Side = keyof Versions;

/** A place that both sides changed, each otherwise. What is absent on a side is undefined. */
export interface Conflict {
  /** A JSON Pointer (RFC 6901), or for text the line in the user's content, counted from 1. */
  readonly at: string;
  readonly base: string | undefined;
  readonly theirs: string | undefined;
  readonly mine: string | undefined;
}

/** What three versions come to. */
export type Merge =
  | { readonly kind: 'merged'; readonly text: string }
  | {
      readonly kind: 'conflicts';
      readonly conflicts: readonly Conflict[];
      /** The three versions with everything settled that can be: they differ where they conflict, and nowhere else. */
      readonly sides: Versions;
      /** The same as one text with conflict markers. */
      readonly marked: string;
    };
