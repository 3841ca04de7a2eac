/**
 * The lab: real servers on the loopback interface, every conditional request there is through our own transport,
 * and our evaluation held against each answer. Prints the conformance tables; with every server present and all
 * tests passed it writes them to docs/servers.md.
 */
import { writeFile } from 'node:fs/promises';
import { ensureDependencies } from './lib/dependencies.mjs';
import { ensureLabServers } from './lib/labServers.mjs';
import { inRoot } from './lib/paths.mjs';
import { main } from './lib/problem.mjs';
import { claimRunFolder, leaveRunFolder } from './lib/runFolder.mjs';
import { runInNode } from './lib/suite.mjs';
import { Tally } from './lib/tally.mjs';
import { compile } from './lib/typeCheck.mjs';

await main(async () => {
  await claimRunFolder();
  await ensureDependencies();
  await compile();
  const lab = await ensureLabServers();
  const tally = new Tally();
  const env = { PRECONDITION_TOOLS: JSON.stringify({ lab }) };
  await tally.suite('lab', () => runInNode('lab', { timeout: 30_000, env }));
  const { labTables, serversPage } = await import('../out/test/lab/page.js');
  console.log(`\n${await labTables()}\n`);
  const missing = Object.keys(lab.missing);
  const failures = tally.finish();
  if (failures === 0 && missing.length === 0) await writeFile(inRoot('docs', 'servers.md'), await serversPage());
  else console.log(`docs/servers.md stays as it is${missing.length > 0 ? `: without ${missing.join(', ')}` : ''}.`);
  await leaveRunFolder(failures);
  return failures;
});
