/** Writes what is made from the code: the pages of docs/rules/, and the ids of rules in package.json. A test holds them to it. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { ensureDependencies } from './lib/dependencies.mjs';
import { inRoot } from './lib/paths.mjs';
import { main } from './lib/problem.mjs';
import { compile } from './lib/typeCheck.mjs';

const folder = inRoot('docs', 'rules');

async function writePages(pages) {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) if (!pages.has(name)) await rm(inRoot('docs', 'rules', name));
  for (const [name, text] of pages) await writeFile(inRoot('docs', 'rules', name), text);
}

/** With the ids the editor of settings.json can complete them. */
async function writeIds(ids) {
  const manifest = JSON.parse(await readFile(inRoot('package.json'), 'utf8'));
  for (const { properties } of manifest.contributes.configuration) {
    const setting = properties['precondition.rules'];
    if (setting !== undefined) setting.propertyNames = { enum: ids };
  }
  await writeFile(inRoot('package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

await main(async () => {
  await ensureDependencies();
  await compile();
  const { ruleCodes, rulePages } = await import('../out/test/support/rulePages.js');
  await writePages(rulePages());
  await writeIds(ruleCodes);
});
