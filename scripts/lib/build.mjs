/** Build and pack as one call for the scripts that need the result. */
import { kilobytes } from './bundles.mjs';
import { run } from './command.mjs';
import { inRoot, root } from './paths.mjs';
import { Problem } from './problem.mjs';
import { packVsix } from './vsix.mjs';

/** A process of its own, because esbuild can only be loaded once the dependencies are there. */
export const build = (...flags) =>
  run(process.execPath, [inRoot('scripts', 'build.mjs'), ...flags], {
    cwd: root,
    onOutput: (text) => process.stdout.write(text),
  });

/** What is too large fails a package; a start or a test goes on with it (test/house has a test for it). */
export async function buildVsix({ anySize = false } = {}) {
  await build(...(anySize ? ['--any-size'] : []));
  const { bytes, tooLarge } = await packVsix();
  if (tooLarge && !anySize) throw new Problem(tooLarge);
  console.log([`    precondition.vsix ${kilobytes(bytes)}`, tooLarge].filter(Boolean).join('\n'));
}
