/**
 * How many documents a property is tried on: a few thousand at every run, `PRECONDITION_DOCUMENTS=100000` in the
 * nightly one.
 */
export const documents: number = Number(process.env['PRECONDITION_DOCUMENTS'] ?? 5000);

/** Milliseconds that so many may take. */
export const patience: number = 10_000 + documents * 20;
