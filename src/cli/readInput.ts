import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { HttpDocument } from '../core/syntax/ast.ts';
import { isProseFile, parseMarkdown } from '../core/syntax/block/fences.ts';
import { parse } from '../core/syntax/parse.ts';
import { LinePositions } from './linePositions.ts';
import { UsageError } from './usageError.ts';

/** A `.http` file that was read, or the requests fenced in a Markdown file: any bytes make one. */
export interface Input {
  /** As it was named; `-` for stdin. */
  readonly file: string;
  /** Where the files it names are looked for. */
  readonly folder: string;
  readonly document: HttpDocument;
  readonly positions: LinePositions;
}

/** Reads and parses the file; one that cannot be read is a usage error. */
export async function readInput(file: string): Promise<Input> {
  const text = await readText(file);
  const folder = file === '-' ? process.cwd() : dirname(resolve(file));
  const document = isProseFile(file) ? parseMarkdown(text) : parse(text);
  return { file, folder, document, positions: new LinePositions(text) };
}

/** The text of a file, or of stdin for `-`; what cannot be read is a usage error. */
export async function readText(file: string): Promise<string> {
  return decode(file === '-' ? await readStdin() : await readBytes(file));
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The bytes of a file that the caller named. */
export async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${reasonOf(error)}.`);
  }
}

/** What the file system objected to, in plain words. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const words: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EISDIR: 'it is a folder',
    ENOTDIR: 'a part of its path is no folder',
    EACCES: 'it is not permitted',
    EPERM: 'it is not permitted',
    EROFS: 'the file system is read-only',
    ENOSPC: 'the disk is full',
  };
  return words[code] ?? (code === '' ? String(error) : code);
}

/** UTF-8, or UTF-16 where a byte order mark says so; positions count without the mark, as editors do. */
function decode(bytes: Uint8Array): string {
  const mark = `${bytes[0]} ${bytes[1]}`;
  const encoding = mark === '255 254' ? 'utf-16le' : mark === '254 255' ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
