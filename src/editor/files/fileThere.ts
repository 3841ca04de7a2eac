import { existsSync } from 'node:fs';
import type { Uri } from 'vscode';
import { fileUri } from './fileUri.ts';

/** Whether there is a file at a path that the document names. What is not on a disk can only be looked for later. */
export function fileThere(document: Uri, path: string): 'there' | 'missing' | 'unknown' {
  if (document.scheme !== 'file') return 'unknown';
  return existsSync(fileUri(document, path).fsPath) ? 'there' : 'missing';
}
