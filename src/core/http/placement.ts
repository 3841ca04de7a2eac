/** What is put into a file: bytes, or all that another file holds. */
export type PlacedContent =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'file'; readonly path: string };

/** What becomes of a file that is there already. */
export type IfThere = 'keep' | 'replace';

/** What came of putting content into a file. */
export type Placement =
  | { readonly kind: 'placed'; readonly bytes: number }
  /** A file of this name is there, and was to be kept. */
  | { readonly kind: 'there' }
  | { readonly kind: 'refused'; readonly why: PlacementRefusal };

/** Why nothing was written. */
export type PlacementRefusal =
  /** The path leads out of the folder in which a request may write. */
  | { readonly kind: 'outside'; readonly folder: string }
  /** What the folder holds is obeyed by programs, so that an answer in it could command them. */
  | { readonly kind: 'commands-programs'; readonly folder: string }
  /** The system's reason, in plain words. */
  | { readonly kind: 'failed'; readonly reason: string };

const obeyed = /^(?:\.git|\.hg|\.svn|\.vscode|\.idea|\.husky|\.github|\.devcontainer|node_modules)$/i;

/** The first folder on the way whose files tell programs what to do: no answer of a server may get there. */
export function obeyedFolder(segments: readonly string[]): string | undefined {
  return segments.find((segment) => obeyed.test(segment));
}
