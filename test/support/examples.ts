import assert from 'node:assert/strict';

/** Counts the examples of a property that come as far as its assertion. */
export interface Examples {
  /** One more has come so far. */
  count(): void;
  /** Fails where fewer have: a property whose premise nothing meets holds of everything. */
  atLeast(least: number): void;
}

/** A new count. */
export function countingExamples(): Examples {
  let counted = 0;
  return {
    count: () => {
      counted += 1;
    },
    atLeast: (least) => assert.ok(counted >= least, `only ${counted} examples came as far as the assertion`),
  };
}
