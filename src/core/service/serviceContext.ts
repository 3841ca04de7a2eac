import type { Memory } from '../conditional/memory/record.ts';
import type { ScopeInputs } from '../syntax/values/scope.ts';
import type { Severity } from './problem.ts';

/** Everything besides the document that a judgement depends on. */
export interface ServiceContext {
  readonly memory: Memory;
  readonly scope: ScopeInputs;
  /** The environment's name, part of a validator's key. */
  readonly environment: string;
  hashIdentity(credentials: string): string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** By rule id; what is not listed keeps its own. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** Milliseconds after which a tag counts as old. */
  readonly etagMaxAge: number;
  /** How a moment is shown; without it as a time in UTC. */
  formatTime?(epoch: number): string;
  /** Whether there is a file at a path that the document names; unknown where nobody can look, or without it. */
  fileAt?(path: string): 'there' | 'missing' | 'unknown';
  /** The document as `precondition.refreshEtag` takes it, for the links of hovers. */
  readonly uri?: string;
}
