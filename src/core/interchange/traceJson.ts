import type { Trace } from '../conditional/evaluation/trace.ts';

/** A verdict with its steps, in the contract's order of members. */
export function traceJson({ verdict, steps, allowance }: Trace) {
  const allowed = allowance === undefined ? {} : { allowance };
  return {
    verdict,
    ...allowed,
    steps: steps.map(({ rule, field, result, because }) => ({ rule, field, result, because })),
  };
}
