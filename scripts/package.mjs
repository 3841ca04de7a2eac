/** Builds and packs precondition.vsix; `--list` also prints what is in it. */
import { buildVsix } from './lib/build.mjs';
import { kilobytes } from './lib/bundles.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { vsix } from './lib/paths.mjs';
import { main } from './lib/problem.mjs';
import { listZip } from './lib/zip.mjs';

await main(async (flags) => {
  await ensureDependencies();
  await buildVsix();
  if (flags.includes('--list')) {
    for (const { name, bytes } of await listZip(vsix)) console.log(`    ${name} ${kilobytes(bytes)}`);
  }
});
