import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Every file below the folder that holds one of the texts. */
export async function filesHolding(folder: string, texts: Iterable<string>): Promise<readonly string[]> {
  const wanted = [...texts];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(paths.map((path) => readFile(path)));
  return paths.filter((_, index) => wanted.some((text) => contents[index]?.includes(text)));
}
