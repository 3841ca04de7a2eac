import type { Effort, RepairId } from '../explanation.ts';

/** What is known of a cause before any fact is looked at. */
export interface CauseRow {
  /** One short sentence naming it. */
  readonly title: string;
  readonly effort: Effort;
  /** How often it is the cause when nothing else is known, on a scale of 1 to 5. */
  readonly prior: number;
  /** The preferred repair first. */
  readonly repairs: readonly RepairId[];
}
