import type { HttpDocument } from '../../core/syntax/ast.ts';
import { isProseFile, parseMarkdown } from '../../core/syntax/block/fences.ts';
import { type ImportedFile, type Imports, importedPaths } from '../../core/syntax/imports.ts';
import { parse } from '../../core/syntax/parse.ts';
import type { Files } from '../ports.ts';

/** More files than anybody imports. */
const mostFiles = 200;

/**
 * Reads the files that the document imports, and those that they import. `own` is the document's file name, by which
 * a circle is told. Each file is read once, however often it is imported.
 */
export async function readImports(files: Files, document: HttpDocument, own: string): Promise<Imports> {
  const reading: Reading = { files, own, found: [], seen: new Set() };
  const flaws = new Map<string, 'missing' | 'circle'>();
  for (const path of importedPaths(document)) {
    const flaw = await take(reading, normal(path));
    if (flaw !== undefined) flaws.set(path, flaw);
  }
  return { files: reading.found, flaws };
}

interface Reading {
  readonly files: Files;
  readonly own: string;
  readonly found: ImportedFile[];
  readonly seen: Set<string>;
}

/** What is wrong with the import itself; what is missing further on is that file's own affair. */
async function take(reading: Reading, path: string): Promise<'missing' | 'circle' | undefined> {
  const { files, own, found, seen } = reading;
  if (path === own) return 'circle';
  if (seen.has(path) || seen.size >= mostFiles) return undefined;
  seen.add(path);
  const bytes = await files.read(path);
  if (bytes === undefined) return 'missing';
  const text = new TextDecoder().decode(bytes);
  const document = isProseFile(path) ? parseMarkdown(text) : parse(text);
  let flaw: 'circle' | undefined;
  for (const next of importedPaths(document)) {
    const further = await take(reading, joined(folderOf(path), next));
    if (further === 'circle') flaw = 'circle';
  }
  found.push({ path, document });
  return flaw;
}

/** The folder of a path, with its slash; empty for a file beside the document. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** The path from a folder, which counts from the document's unless the path is absolute. */
export function joined(folder: string, path: string): string {
  return /^(?:\/|[A-Za-z]:[\\/])/.test(path) ? path : normal(folder + path);
}

/** Without `.` and with `..` taken back where that can be done. */
function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..' && parts.at(-1) !== '') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** The same files as a document in that folder names them. */
export function filesFrom(files: Files, folder: string): Files {
  if (folder === '') return files;
  const { place, list, stream } = files;
  return {
    read: (path) => files.read(joined(folder, path)),
    ...(place && { place: (path, content, ifThere) => place(joined(folder, path), content, ifThere) }),
    ...(stream && { stream: (path) => stream(joined(folder, path)) }),
    ...(list && { list: (path) => list(joined(folder, path)) }),
  };
}
