import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inScratch } from '../support/scratchFolder.ts';

type Kind = 'conformance' | 'staged';

/** Keeps what was found out about one place for the page that tells of it. */
export async function keepResult(kind: Kind, id: string, result: unknown): Promise<void> {
  await mkdir(inScratch(`lab/${kind}`), { recursive: true });
  await writeFile(join(inScratch(`lab/${kind}`), `${id}.json`), JSON.stringify(result));
}

/** All that was kept in this run, by the order of their names. */
export async function keptResults<Result>(kind: Kind): Promise<readonly Result[]> {
  const names = await readdir(inScratch(`lab/${kind}`)).catch(() => []);
  const texts = names.sort().map((name) => readFile(join(inScratch(`lab/${kind}`), name), 'utf8'));
  return (await Promise.all(texts)).map((text) => JSON.parse(text) as Result);
}
