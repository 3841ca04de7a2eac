/** Writes the pages of docs/ that are made from the code. A test holds them to it. */
import { writeFile } from 'node:fs/promises';
import { ensureDependencies } from './lib/dependencies.mjs';
import { inRoot } from './lib/paths.mjs';
import { main } from './lib/problem.mjs';
import { compile } from './lib/typeCheck.mjs';

await main(async () => {
  await ensureDependencies();
  await compile();
  const { rulesPage } = await import('../out/test/support/rulesPage.js');
  await writeFile(inRoot('docs', 'rules.md'), rulesPage());
});
