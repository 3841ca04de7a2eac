import type { Trace } from '../conditional/trace.ts';

/** A verdict with its steps, in the contract's order of members. */
export function traceJson({ verdict, steps }: Trace) {
  return { verdict, steps: steps.map(({ rule, field, result, because }) => ({ rule, field, result, because })) };
}
