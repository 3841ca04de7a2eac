import {
  type Disposable,
  EventEmitter,
  type FileChangeEvent,
  FileChangeType,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  Uri,
  workspace,
} from 'vscode';

/** The scheme of the versions that are merged. */
export const mergeScheme = 'precondition-merge';

interface Kept {
  readonly bytes: Uint8Array;
  readonly changedAt: number;
}

/** The versions of a merge as files in this process: VS Code's merge editor writes its result to one. */
export class MergeFiles implements FileSystemProvider, Disposable {
  readonly #files = new Map<string, Kept>();
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly #written = new EventEmitter<Uri>();
  readonly #registration: Disposable;
  readonly onDidChangeFile = this.#changed.event;
  /** Fires when an editor has saved one of them. */
  readonly onDidWrite = this.#written.event;

  constructor() {
    this.#registration = workspace.registerFileSystemProvider(mergeScheme, this, { isCaseSensitive: true });
  }

  /** Makes a file of the text. */
  put(path: string, text: string): Uri {
    const uri = Uri.from({ scheme: mergeScheme, path });
    this.#set(uri, new TextEncoder().encode(text));
    return uri;
  }

  /** The text of the file as it was last saved; empty when it is gone. */
  text(uri: Uri): string {
    return new TextDecoder().decode(this.#files.get(uri.path)?.bytes);
  }

  /** Forgets every file below the path. */
  drop(path: string): void {
    for (const each of this.#files.keys()) if (each.startsWith(`${path}/`)) this.#files.delete(each);
  }

  stat(uri: Uri): FileStat {
    const { bytes, changedAt } = this.#get(uri);
    return { type: FileType.File, ctime: changedAt, mtime: changedAt, size: bytes.length };
  }

  readFile(uri: Uri): Uint8Array {
    return this.#get(uri).bytes;
  }

  writeFile(uri: Uri, bytes: Uint8Array): void {
    this.#get(uri);
    this.#set(uri, bytes);
    this.#written.fire(uri);
  }

  watch(): Disposable {
    return { dispose: () => {} };
  }

  readDirectory(): [string, FileType][] {
    return [];
  }

  createDirectory(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
    this.#written.dispose();
  }

  #get(uri: Uri): Kept {
    const kept = this.#files.get(uri.path);
    if (kept === undefined) throw FileSystemError.FileNotFound(uri);
    return kept;
  }

  #set(uri: Uri, bytes: Uint8Array): void {
    this.#files.set(uri.path, { bytes, changedAt: Date.now() });
    this.#changed.fire([{ type: FileChangeType.Changed, uri }]);
  }
}
