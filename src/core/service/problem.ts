import type { Edit, Span } from '../span.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** A change that repairs a problem. Offsets are the document's. */
export type Fix =
  | { readonly kind: 'edit'; readonly title: string; readonly edits: readonly Edit[]; readonly preferred: 'yes' | 'no' }
  /** Needs the network, so it is never part of "fix all". */
  | { readonly kind: 'refresh-etag'; readonly title: string; readonly preferred: 'yes' | 'no' };

export interface Related extends Span {
  readonly message: string;
}

/** A finding, worded, at its place in the document. */
export interface Problem extends Span {
  /** The rule's id in the contract. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** `RFC 9110 §13.1.1`, and where to read it. */
  readonly rfc: string;
  readonly url: string;
  /** Index of the request in the document, or undefined for what belongs to none. */
  readonly request: number | undefined;
  /** Whether the text has no effect and may be shown faded. */
  readonly tag: 'unnecessary' | undefined;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
}
