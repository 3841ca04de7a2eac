/** Where everything lies. One place, so that a moved folder is one changed line. */
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A path inside the checkout. */
export const inRoot = (...parts) => join(root, ...parts);

export const vsix = inRoot('precondition.vsix');

/**
 * Downloads that outlive a build: the editor, a newer Node. Several checkouts may share one
 * folder through PRECONDITION_CACHE; `~` is understood because a CI file may not expand it.
 */
export function cacheFolder() {
  const asked = process.env.PRECONDITION_CACHE;
  if (!asked) return inRoot('.vscode-test');
  return resolve(root, asked.replace(/^~(?=$|[\\/])/, homedir()));
}

export const inCache = (...parts) => join(cacheFolder(), ...parts);

/**
 * Profiles, working copies and logs belong to this checkout, also when the downloads are shared.
 * A test run names a folder of its own, so as not to disturb a start or another run.
 */
export const inScratch = (...parts) => resolve(root, process.env.PRECONDITION_SCRATCH ?? '.vscode-test', ...parts);
