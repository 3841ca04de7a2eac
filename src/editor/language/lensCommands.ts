import { type Command, commands, type Disposable, type Uri, workspace } from 'vscode';

/** Beyond these a file is long enough for the arguments to be kept the usual way. */
const mostCommands = 1000;

/**
 * Commands of lenses that need no arguments. VS Code drops a lens' arguments once newer lenses are there, while
 * those outside the visible part are drawn anew only after they came into view: a click right after scrolling then
 * found no command, and nothing was sent.
 */
export class LensCommands implements Disposable {
  readonly #registered = new Map<string, Disposable>();
  readonly #listener: Disposable;

  constructor() {
    this.#listener = workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri));
  }

  /** The command that does `command` on the request with this index in the file. */
  of(command: string, title: string, uri: Uri, index: number): Command {
    const id = `${command}#${index}${suffix(uri)}`;
    if (!this.#registered.has(id)) {
      if (this.#registered.size >= mostCommands) return { title, command, arguments: [uri, index] };
      const run = () => commands.executeCommand(command, uri, index);
      this.#registered.set(id, commands.registerCommand(id, run));
    }
    return { title, command: id };
  }

  dispose(): void {
    this.#listener.dispose();
    for (const registration of this.#registered.values()) registration.dispose();
  }

  #forget(uri: Uri): void {
    for (const [id, registration] of this.#registered) {
      if (!id.endsWith(suffix(uri))) continue;
      registration.dispose();
      this.#registered.delete(id);
    }
  }
}

const suffix = (uri: Uri) => ` ${uri.toString()}`;
