import { FileSystemError, FileType, Uri, workspace } from 'vscode';
import type { Files } from '../../exchange/ports.ts';
import { fileContent } from '../../transport/content/fileContent.ts';
import { placeInWorkspace } from '../sending/placeInWorkspace.ts';
import { fileUri } from './fileUri.ts';

/** Files named by a request, through VS Code, so that remote and virtual workspaces work alike. */
export function workspaceFiles(document: Uri): Files {
  const folder = Uri.joinPath(document, '..');
  return {
    place: (path, content, ifThere) => placeInWorkspace(document, path, content, ifThere),
    stream: async (path) => {
      const uri = fileUri(document, path);
      return uri.scheme === 'file' ? fileContent(uri.fsPath) : undefined;
    },
    read: async (path) => {
      try {
        return await workspace.fs.readFile(fileUri(document, path));
      } catch (error) {
        if (error instanceof FileSystemError) return undefined;
        throw error;
      }
    },
    list: async (path) => {
      try {
        const entries = await workspace.fs.readDirectory(Uri.joinPath(folder, path));
        return entries.flatMap(([name, type]) => ((type & FileType.File) === 0 ? [] : [name]));
      } catch (error) {
        if (error instanceof FileSystemError) return [];
        throw error;
      }
    },
  };
}
