import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Files } from '../exchange/ports.ts';
import { fileContent } from '../transport/content/fileContent.ts';
import { type Places, placeFile } from '../transport/placeFile.ts';
import { reasonOf } from './readInput.ts';
import { UsageError } from './usageError.ts';

/**
 * Reads files named relative to a folder, and writes them where that is allowed. What is there and cannot be read is
 * a usage error.
 */
export function folderFiles(folder: string, places?: Places): Files {
  return {
    ...(places && { place: (path, content, ifThere) => placeFile(places, path, content, ifThere) }),
    stream: (path) => fileContent(resolve(folder, path)),
    read: async (path) => {
      try {
        return await readFile(resolve(folder, path));
      } catch (error) {
        if (isAbsence(error)) return undefined;
        throw new UsageError(`${path} cannot be read: ${reasonOf(error)}.`);
      }
    },
    list: async (path) => {
      try {
        return await readdir(resolve(folder, path));
      } catch {
        // A folder above the file may be closed to us, and then holds nothing for us.
        return [];
      }
    },
  };
}

/** Whether there simply is no file of that name. */
export function isAbsence(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}
