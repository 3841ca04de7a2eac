import type { CauseId, RepairId } from '../explanation.ts';
import type { Facts } from './facts.ts';

/** A cause that the facts speak for. `proven` ends the search; else evidence for and against is counted. */
export interface Finding {
  readonly id: CauseId;
  readonly standing: 'proven' | Weight;
  /** What was seen, one sentence each. */
  readonly evidence: readonly string[];
  /** In place of the catalogue's title, where this case is a particular one. */
  readonly title?: string;
  /** In place of the usual clause of the summary. */
  readonly clause?: string;
  /** In place of the catalogue's repairs, where those would not help this case. */
  readonly repairs?: readonly RepairId[];
}

export interface Weight {
  readonly matching: number;
  readonly contradicting: number;
}

/** A family of causes: looks at the facts, names what fits. */
export type Family = (facts: Facts) => readonly Finding[];

/** A cause that the facts prove. */
export function proven(id: CauseId, ...evidence: readonly string[]): Finding {
  return { id, standing: 'proven', evidence };
}

/** What remains where nothing else fits: the evidence tells of the case, and speaks for no cause of it. */
export function guessed(id: CauseId, evidence: readonly string[]): Finding {
  return { id, standing: { matching: 0, contradicting: 0 }, evidence };
}

/** A cause that fits: each sentence of evidence counts as one observation for it. */
export function suggested(id: CauseId, evidence: readonly string[], contradicting = 0): Finding {
  return { id, standing: { matching: evidence.length, contradicting }, evidence };
}
