/** A folder for everything that one run of the tests writes beside its build. */
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { inRoot, inScratch } from './paths.mjs';

const runs = inRoot('.vscode-test', 'runs');
const day = 24 * 60 * 60 * 1_000;

async function removeOld() {
  for (const name of await readdir(runs).catch(() => [])) {
    const { mtimeMs } = await stat(`${runs}/${name}`);
    if (Date.now() - mtimeMs > day) await rm(`${runs}/${name}`, { recursive: true, force: true });
  }
}

/** Two runs in one checkout, an editor's and a terminal's, do not get into each other's way. */
export async function claimRunFolder() {
  await removeOld();
  process.env.PRECONDITION_SCRATCH = `${runs}/${process.pid}`;
  await rm(inScratch(), { recursive: true, force: true });
  await mkdir(inScratch(), { recursive: true });
}

/** After a failure the profiles and logs stay for a look, for a day. */
export async function leaveRunFolder(failures) {
  if (failures === 0) await rm(inScratch(), { recursive: true, force: true });
}
