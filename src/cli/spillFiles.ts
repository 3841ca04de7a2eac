import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Files of this run for content too large to be held; gone when it ends. */
export interface SpillFiles {
  readonly name: () => string;
  remove(): Promise<void>;
}

/** Makes a folder that only its owner can read, once there is something to put into it. */
export function spillFiles(): SpillFiles {
  let folder: string | undefined;
  const name = (): string => {
    folder ??= mkdtempSync(join(tmpdir(), 'precondition-'));
    return join(folder, randomUUID());
  };
  const remove = async (): Promise<void> => {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  };
  return { name, remove };
}
