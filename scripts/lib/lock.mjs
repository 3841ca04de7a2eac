/** One run at a time over a folder, also when the folder is shared between checkouts. */
import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const beat = 5_000;
/** A holder touches its lock every few seconds; one untouched for this long has died, wherever it ran. */
const dead = 30_000;

async function take(path) {
  try {
    await writeFile(path, JSON.stringify({ host: hostname(), pid: process.pid }), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

function runs(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}

/** On this machine the process can be asked for; on another, the lock's age has to do. */
async function isDead(path) {
  try {
    const { mtimeMs } = await stat(path);
    const { host, pid } = JSON.parse((await readFile(path, 'utf8')) || '{}');
    return Date.now() - mtimeMs > dead || (host === hostname() && !runs(pid));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return false;
  }
}

export async function withLock(path, work) {
  await mkdir(dirname(path), { recursive: true });
  let told = false;
  while (!(await take(path))) {
    if (await isDead(path)) await rm(path, { force: true });
    else {
      if (!told) console.log('    another run is at this already; waiting for it');
      told = true;
      await wait(500);
    }
  }
  const touch = setInterval(() => utimes(path, new Date(), new Date()).catch(() => {}), beat);
  try {
    return await work();
  } finally {
    clearInterval(touch);
    await rm(path, { force: true });
  }
}
