import { run } from './command.mjs';
import { inRoot, root } from './paths.mjs';
import { step } from './progress.mjs';

/** Checks every project and writes the compiled tests to out/, only what changed since last time. */
export const compile = () =>
  step('Checking types', () =>
    run(process.execPath, [inRoot('node_modules', 'typescript', 'bin', 'tsc'), '-b'], { cwd: root }),
  );

export const lint = () =>
  step('Checking format and lint', () =>
    run(process.execPath, [inRoot('node_modules', '@biomejs', 'biome', 'bin', 'biome'), 'ci', '--colors=off'], {
      cwd: root,
    }),
  );
