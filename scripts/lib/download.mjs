/** Packages from the npm registry as plain archives: nothing of theirs is run to get them. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { npm, run } from './command.mjs';
import { Problem } from './problem.mjs';

async function integrityOf(file) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return `sha512-${hash.digest('base64')}`;
}

/** Fetches `name@version` into the folder; the archive is good only if it is the one we pinned. */
export async function fetchArchive({ name, version, integrity }, folder) {
  await npm(['pack', `${name}@${version}`, '--ignore-scripts', '--pack-destination', folder], { cwd: folder });
  const [archive] = (await readdir(folder)).filter((file) => file.endsWith('.tgz'));
  const found = await integrityOf(join(folder, archive));
  if (found === integrity) return join(folder, archive);
  throw new Problem(
    `${name}@${version} is not the archive that is pinned: it has ${found}, pinned is ${integrity}. It was not unpacked.`,
  );
}

/** tar is a part of Linux and of macOS; what is not wanted is never written to the disk. */
export const unpack = (archive, folder, { only = [], without = [] }) =>
  run('tar', ['-xzf', archive, '-C', folder, ...without.map((path) => `--exclude=${path}`), ...only]);

/**
 * Makes a folder appear whole or not at all: `fill` works in a neighbour with another name, the
 * rename is the last step. What an interrupted run leaves behind is never mistaken for a result.
 */
export async function appear(folder, fill) {
  const draft = `${folder}.unfinished`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await fill(draft);
  await mkdir(dirname(folder), { recursive: true });
  await rename(draft, folder);
}
