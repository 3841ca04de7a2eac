import { Disposable, workspace } from 'vscode';

/** Calls back whenever a file of the workspace that the pattern names comes, goes or changes. */
export function watchFiles(pattern: string, changed: () => void): Disposable {
  const watcher = workspace.createFileSystemWatcher(pattern);
  const { onDidChange, onDidCreate, onDidDelete } = watcher;
  return Disposable.from(watcher, onDidChange(changed), onDidCreate(changed), onDidDelete(changed));
}
