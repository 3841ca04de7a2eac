/**
 * The chaos origin: peers that misbehave, each met through our own transport, and then all of them again and again
 * until there were as many exchanges as the argument says (2,000 unless given), looking for what is left behind.
 * Writes the table to docs/chaos.md.
 */
import { writeFile } from 'node:fs/promises';
import { ensureDependencies } from './lib/dependencies.mjs';
import { inRoot } from './lib/paths.mjs';
import { main } from './lib/problem.mjs';
import { claimRunFolder, leaveRunFolder } from './lib/runFolder.mjs';
import { failure, runInNode } from './lib/suite.mjs';
import { Tally } from './lib/tally.mjs';
import { compile } from './lib/typeCheck.mjs';

const inTable = (name) => inRoot('out', 'test', 'wire', 'chaos', `${name}.js`);

async function leaks(exchanges) {
  const { faultOf, leaksAfter, sayLeaks } = await import(inTable('leaks'));
  const found = await leaksAfter(exchanges);
  console.log(`    ${sayLeaks(found)}`);
  const fault = faultOf(found);
  return fault === undefined ? { passed: 1, failed: 0, skipped: 0 } : failure(fault);
}

await main(async ([exchanges = '2000']) => {
  await claimRunFolder();
  await ensureDependencies();
  await compile();
  const { chaosPage } = await import(inTable('page'));
  await writeFile(inRoot('docs', 'chaos.md'), chaosPage());
  const tally = new Tally();
  await tally.suite('chaos', () => runInNode('chaos', { timeout: 20_000, files: [inTable('chaos.test')] }));
  await tally.suite('leaks', () => leaks(Number(exchanges)));
  const failures = tally.finish();
  await leaveRunFolder(failures);
  return failures;
});
