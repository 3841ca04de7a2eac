/** The fast loop: format, lint with the fences of the house, types, the pure suite. */
import { ensureDependencies } from './lib/dependencies.mjs';
import { main } from './lib/problem.mjs';
import { runInNode } from './lib/suite.mjs';
import { Tally } from './lib/tally.mjs';
import { compile, lint } from './lib/typeCheck.mjs';

await main(async () => {
  await ensureDependencies();
  await Promise.all([lint(), compile()]);
  const tally = new Tally();
  await tally.suite('pure', () => runInNode('pure', { timeout: 60_000 }));
  return tally.finish();
});
