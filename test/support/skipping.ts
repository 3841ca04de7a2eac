import type { Context } from 'mocha';

/** Skips the test, and prints why: what is not tested is to be seen. */
export function skip(context: Context, why: string): never {
  process.stdout.write(`      skipped, ${why}\n`);
  return context.skip();
}
