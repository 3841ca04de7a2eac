import type { ConditionField, Step, Verdict } from '../evaluation/trace.ts';
import type { ProbeKind } from './probe.ts';

/** The ids of the contract; added to, never renamed. */
export type CauseId =
  | 'changed-by-other'
  | 'own-write'
  | 'retry-after-lost-answer'
  | 'put-answer-tag'
  | 'fresh-write-weak'
  | 'weak-server'
  | 'weakened-by-proxy'
  | 'coding-suffix'
  | 'cached-stale-tag'
  | 'cdn-rewrites-tag'
  | 'flapping'
  | 'other-node-lag'
  | 'negotiated-other'
  | 'auth-dependent'
  | 'missing'
  | 'exists'
  | 'deleted-and-recreated'
  | 'ius-clock'
  | 'ius-same-or-newer-yet-412'
  | 'ius-real-change'
  | 'ius-with-im'
  | 'subsecond'
  | 'garbled-tag'
  | 'list-unsupported'
  | 'star-unsupported'
  | 'dav-if-token'
  | 'redirect'
  | 'rewritten-by-server'
  | 'background-change'
  | 'server-version-vs-tag'
  | 'no-condition'
  | 'intermediary-evaluated'
  | 'weak-comparison'
  | 'wrong-url'
  | 'mangled'
  | 'unresolved-variable'
  | 'precondition-ignored'
  | 'server-no-etag'
  | 'version-conflict'
  | 'parent-missing'
  | 'locked'
  | 'condition-unsupported'
  | 'asked-for-fresh'
  | 'conditions-combined'
  | 'restored-older'
  | 'tag-reused'
  | 'unknown';

export type RepairId =
  | 'refresh-and-retry'
  | 'merge-and-retry'
  | 'strengthen-tag'
  | 'fix-syntax'
  | 'use-identity-coding'
  | 'remove-precondition'
  | 'create-instead'
  | 'update-instead'
  | 'add-precondition'
  | 'verify-first'
  | 'send-to-target'
  | 'probe-server'
  | 'export-report';

export type Likelihood = 'high' | 'medium' | 'low';
export type Effort = 'easy' | 'medium' | 'hard';

export interface Repair {
  readonly id: RepairId;
  readonly title: string;
}

export interface Cause {
  readonly id: CauseId;
  /** One short sentence naming the cause. */
  readonly title: string;
  readonly likelihood: Likelihood;
  readonly effort: Effort;
  /** What was seen that speaks for it, one sentence each. */
  readonly evidence: readonly string[];
  readonly fixes: readonly Repair[];
}

/** The outcome contradicts what the known state predicted. */
export interface Deviation {
  readonly expected: Verdict;
  readonly observed: number;
  readonly why: string;
  /** Whether the server went against its conditions, or what was known here had been overtaken. */
  readonly blame: 'server' | 'knowledge';
}

/** Why a server answered as it did: what was sent, what is known, what to do. */
export interface Explanation {
  readonly status: number;
  readonly verdict: Verdict;
  readonly culprit: ConditionField | undefined;
  readonly confidence: 'certain' | 'likely' | 'unexplained';
  readonly summary: string;
  readonly steps: readonly Step[];
  /** The likeliest first. */
  readonly causes: readonly Cause[];
  /** What could not be known, one sentence each. */
  readonly unknowns: readonly string[];
  readonly deviation: Deviation | undefined;
  /** The safe question that tells the likeliest causes apart; `probe-server` asks it. */
  readonly probe?: ProbeKind;
}
