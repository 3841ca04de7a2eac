import { chmod, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A place on a server at which the lab owns what is stored: it writes, dates and reads it behind HTTP's back. */
export interface Subject {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** The coding that reads ask for: `gzip` shows what becomes of tags when content is compressed. */
  readonly coding: 'identity' | 'gzip';
  /** Whether it keeps WebDAV's own condition field. */
  readonly dav: 'yes' | 'no';
  urlOf(resource: string): string;
  /** Stores content as of a date (epoch milliseconds, whole seconds). */
  store(resource: string, content: string, modified: number): Promise<void>;
  remove(resource: string): Promise<void>;
  /** What is stored now; undefined for nothing. */
  stored(resource: string): Promise<string | undefined>;
}

/** Storage that is a folder of files, served below `url`. */
export function folderStorage(folder: string, url: string): Pick<Subject, 'urlOf' | 'store' | 'remove' | 'stored'> {
  const pathOf = (resource: string) => join(folder, resource);
  return {
    urlOf: (resource) => `${url}/${resource}`,
    store: async (resource, content, modified) => {
      await writeFile(pathOf(resource), content);
      await chmod(pathOf(resource), 0o666);
      await utimes(pathOf(resource), modified / 1000, modified / 1000);
    },
    remove: (resource) => rm(pathOf(resource), { force: true }),
    stored: (resource) => readFile(pathOf(resource), 'utf8').catch(() => undefined),
  };
}

export interface Version {
  readonly content: string;
  /** Epoch milliseconds. */
  readonly modified: number;
}

/** Storage in the memory of a server that runs inside the lab. */
export function mapStorage(
  versions: Map<string, Version>,
  url: string,
): Pick<Subject, 'urlOf' | 'store' | 'remove' | 'stored'> {
  return {
    urlOf: (resource) => `${url}/${resource}`,
    store: async (resource, content, modified) => {
      versions.set(resource, { content, modified });
    },
    remove: async (resource) => {
      versions.delete(resource);
    },
    stored: async (resource) => versions.get(resource)?.content,
  };
}
