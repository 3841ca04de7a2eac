import { type Disposable, EventEmitter, type Uri, workspace } from 'vscode';
import type { HttpDocument } from '../../core/syntax/ast.ts';
import { type Imports, importedPaths } from '../../core/syntax/imports.ts';
import { readImports } from '../../exchange/surroundings/readImports.ts';
import type { Documents } from './documents.ts';
import { watchFiles } from './watchFiles.ts';
import { workspaceFiles } from './workspaceFiles.ts';

/** What a document imports by which paths, once it is read. */
interface Read {
  readonly paths: string;
  readonly imports: Promise<Imports>;
  known: Imports | undefined;
}

/** What the open documents import, read once and again when a file or a line that imports changes. */
export class ImportedFiles implements Disposable {
  readonly #documents: Documents;
  readonly #read = new Map<string, Read>();
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: readonly Disposable[];

  constructor(documents: Documents) {
    this.#documents = documents;
    const forget = () => {
      if (this.#read.size === 0) return;
      this.#read.clear();
      this.#changed.fire();
    };
    this.#subscriptions = [
      this.#changed,
      watchFiles('**/*.{http,rest,md,adoc}', forget),
      workspace.onDidCloseTextDocument(({ uri }) => this.#read.delete(uri.toString())),
    ];
  }

  /** What is known now; files not read yet are read in the background, and a change announced. */
  of(uri: Uri): Imports | undefined {
    const tree = this.#treeOf(uri);
    if (tree === undefined) return undefined;
    const read = this.#start(uri, tree);
    return read?.known;
  }

  /** The same once everything is read. */
  async load(uri: Uri): Promise<void> {
    const tree = this.#treeOf(uri);
    if (tree !== undefined) await this.#start(uri, tree)?.imports;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #treeOf(uri: Uri): HttpDocument | undefined {
    const key = uri.toString();
    const open = workspace.textDocuments.find((document) => document.uri.toString() === key);
    return open === undefined ? undefined : this.#documents.of(open);
  }

  #start(uri: Uri, tree: HttpDocument): Read | undefined {
    const key = uri.toString();
    const paths = importedPaths(tree).join('\n');
    const before = this.#read.get(key);
    if (before?.paths === paths) return before;
    if (paths === '') {
      this.#read.delete(key);
      return undefined;
    }
    const imports = readImports(workspaceFiles(uri), tree, uri.path.slice(uri.path.lastIndexOf('/') + 1));
    const read: Read = { paths, imports, known: before?.known };
    this.#read.set(key, read);
    void imports.then((known) => {
      read.known = known;
      this.#changed.fire();
    });
    return read;
  }
}
