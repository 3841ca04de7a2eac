import { Uri } from 'vscode';

/** The file that a document names by a path, which counts from the document's folder unless it is absolute. */
export function fileUri(document: Uri, path: string): Uri {
  const folder = Uri.joinPath(document, '..');
  return isAbsolute(path) ? folder.with({ path }) : Uri.joinPath(folder, path);
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path);
}
