import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** The folder of this run of the tests, which scripts/test.mjs has made. */
export const inScratch = (name: string): string => resolve(process.env['PRECONDITION_SCRATCH'] ?? '.vscode-test', name);

const writtenOrigin = 'http://127.0.0.1:8412';

/** A new folder with these files. Its last name is what the editor's window shows. */
export async function scratchFolder(files: Readonly<Record<string, string>>, name = 'samples'): Promise<string> {
  await mkdir(inScratch('workspaces'), { recursive: true });
  const folder = join(await mkdtemp(join(inScratch('workspaces'), 'w-')), name);
  await mkdir(folder);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

/** The samples as a user gets them, aimed at this demo origin. */
export async function sampleFiles(origin: string): Promise<Record<string, string>> {
  const entries = await readdir('samples', { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files: Record<string, string> = {};
  for (const path of paths) {
    const text = await readFile(path, 'utf8');
    files[path.slice('samples/'.length)] = text.replaceAll(writtenOrigin, origin.replace(/\/$/, ''));
  }
  return files;
}
