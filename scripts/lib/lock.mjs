/** One run at a time over a folder, also when the folder is shared between checkouts. */
import { mkdir, open, rm, stat, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const beat = 5_000;
/** A holder touches its lock every few seconds; one untouched for this long has died. */
const dead = 30_000;

async function take(path) {
  try {
    await (await open(path, 'wx')).close();
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

async function isDead(path) {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
  return Date.now() - mtimeMs > dead;
}

export async function withLock(path, work) {
  await mkdir(dirname(path), { recursive: true });
  let told = false;
  while (!(await take(path))) {
    if (await isDead(path)) await rm(path, { force: true });
    else if (!told) console.log('    another run is at this already; waiting for it');
    told = true;
    await wait(500);
  }
  const touch = setInterval(() => utimes(path, new Date(), new Date()).catch(() => {}), beat);
  try {
    return await work();
  } finally {
    clearInterval(touch);
    await rm(path, { force: true });
  }
}
