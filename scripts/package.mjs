/** Builds and packs precondition.vsix; `--list` also prints what is in it. */
import { kilobytes } from './lib/bundles.mjs';
import { run } from './lib/command.mjs';
import { inRoot, root, vsix } from './lib/paths.mjs';
import { main } from './lib/problem.mjs';
import { packVsix } from './lib/vsix.mjs';
import { listZip } from './lib/zip.mjs';

await main(async (flags) => {
  await run(process.execPath, [inRoot('scripts', 'build.mjs')], {
    cwd: root,
    onOutput: (text) => process.stdout.write(text),
  });
  const packed = await packVsix();
  if (flags.includes('--list')) {
    for (const { name, bytes } of await listZip(vsix)) console.log(`    ${name} ${kilobytes(bytes)}`);
  }
  console.log(packed.text);
});
