/** Build and pack as one call for the scripts that need the result. */
import { run } from './command.mjs';
import { inRoot, root } from './paths.mjs';
import { packVsix } from './vsix.mjs';

/** A process of its own, because esbuild can only be loaded once the dependencies are there. */
export const build = (...flags) =>
  run(process.execPath, [inRoot('scripts', 'build.mjs'), ...flags], {
    cwd: root,
    onOutput: (text) => process.stdout.write(text),
  });

export async function buildVsix() {
  await build();
  return packVsix();
}
