import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';

/** Where the samples expect the demo origin. */
export const demoPort = 8412;
const written = `127.0.0.1:${demoPort}`;

/**
 * A copy of the samples to work in: a fix or a refreshed tag changes the copy, and the checkout
 * stays as it was. When the demo origin had to take another port the copies say so.
 */
export async function copySamples(folder, origin) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(inRoot('samples'), folder, { recursive: true });
  const { host } = new URL(origin);
  if (host === written) return;
  for (const name of await readdir(folder, { recursive: true })) {
    if (!/\.(http|rest|json|env|md)$/.test(name)) continue;
    const path = join(folder, name);
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll(written, host));
  }
}
