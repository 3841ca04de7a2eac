/** The precondition fields of RFC 9110 §13.1, and WebDAV's `If` (RFC 4918 §10.4). */
export type ConditionField =
  | 'If-Match'
  | 'If-None-Match'
  | 'If-Modified-Since'
  | 'If-Unmodified-Since'
  | 'If-Range'
  | 'If';

export type Truth = 'true' | 'false' | 'ignored' | 'unknown';

export type Verdict = 'perform' | 'perform-range' | 'not-modified' | 'precondition-failed' | 'undetermined';

/** One step of the procedure of §13.2.2, in its order. `because` is one plain sentence. */
export interface Step {
  readonly rule: '13.2.2-1' | '13.2.2-2' | '13.2.2-3' | '13.2.2-4' | '13.2.2-5' | '4918-10.4';
  readonly field: ConditionField;
  readonly result: Truth;
  readonly because: string;
}

/** The whole evaluation: a step for each precondition field present, and what the server does then. */
export interface Trace {
  readonly verdict: Verdict;
  readonly steps: readonly Step[];
  /** How the server may answer otherwise by the book, in one sentence. */
  readonly allowance?: string;
}
