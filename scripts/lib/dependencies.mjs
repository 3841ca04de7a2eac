/** The packages of package-lock.json, installed when they are not. */
import { readFile } from 'node:fs/promises';
import { npm } from './command.mjs';
import { inRoot, root } from './paths.mjs';
import { Problem } from './problem.mjs';
import { step } from './progress.mjs';

/** mocha 12 and undici 7.30 need this much; Debian 13 and every current LTS line have it. */
const floor = [20, 19];

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > floor[0] || (major === floor[0] && minor >= floor[1])) return;
  throw new Problem(
    `Precondition is built with Node ${floor.join('.')} or newer; this is ${process.versions.node}. Install a current one, for instance:`,
    { command: 'nvm install 24' },
  );
}

const packagesOf = async (path) => JSON.parse(await readFile(path, 'utf8')).packages;

/**
 * npm writes node_modules/.package-lock.json last, so its presence means a finished install and
 * its content says of what. Comparing contents holds where a comparison of times would not:
 * after a branch switch, and after an install that was interrupted.
 */
export async function dependenciesAreInstalled() {
  try {
    const wanted = await packagesOf(inRoot('package-lock.json'));
    const present = await packagesOf(inRoot('node_modules', '.package-lock.json'));
    return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
      if (path === '') return true;
      const there = present[path];
      return there ? there.version === version : Boolean(optional || devOptional);
    });
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

export async function ensureDependencies() {
  requireNode();
  if (await dependenciesAreInstalled()) return;
  await step('Installing the packages of package-lock.json', () =>
    npm(['ci', '--no-audit', '--no-fund'], { cwd: root }),
  );
}
