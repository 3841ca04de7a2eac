import { type FileHandle, open, stat } from 'node:fs/promises';
import type { ContentStream } from '../../core/http/exchange.ts';
import { Interruption } from '../failure.ts';

/** Bytes read at a time. */
const PIECE = 64 * 1024;

interface State {
  readonly size: number;
  readonly mtimeMs: number;
}

/**
 * The file at the path as content that is read while it is sent; its length is that of now. Undefined for what is no
 * regular file, or cannot be looked at. A file that is another one by the time it is sent breaks off as
 * `content-unreadable`: half of one version and half of the next must not arrive as a whole.
 */
export async function fileContent(path: string): Promise<ContentStream | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) return undefined;
  return { length: found.size, open: () => pieces(path, found) };
}

async function* pieces(path: string, promised: State): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    await hold(file, promised);
    for (let at = 0; at < promised.size; ) {
      const piece = await pieceAt(file, at, promised.size);
      at += piece.length;
      // Before its last piece is out, the content can still be broken off.
      if (at === promised.size) await hold(file, promised);
      yield piece;
    }
  } finally {
    await file.close();
  }
}

/** A buffer of its own each time, for the connection may hold the one before. */
async function pieceAt(file: FileHandle, at: number, end: number): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafeSlow(Math.min(PIECE, end - at));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
  if (bytesRead === 0) throw changed();
  return buffer.subarray(0, bytesRead);
}

async function hold(file: FileHandle, promised: State): Promise<void> {
  const { size, mtimeMs } = await file.stat();
  if (size !== promised.size || mtimeMs !== promised.mtimeMs) throw changed();
}

const changed = () => new Interruption({ code: 'content-unreadable', cause: 'the file changed meanwhile' });
