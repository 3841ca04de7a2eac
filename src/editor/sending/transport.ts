import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Disposable, type TextDocument, workspace } from 'vscode';
import type { Send } from '../../core/http/exchange.ts';

interface Open {
  readonly send: Send;
  close(): Promise<void>;
}

/** How long nothing has been typed or opened when it is quiet, in milliseconds. */
const QUIET = 2_500;

/**
 * The transport, loaded when it is quiet or else at the first send: undici is most of the extension's weight, and no
 * keystroke needs it. Loading it sends nothing.
 */
export class Transport implements Disposable {
  #open: Promise<Open> | undefined;
  /** Contents beyond the view limit; no window leaves what a server sent behind. */
  readonly #files: string[] = [];
  #timer: NodeJS.Timeout | undefined;
  readonly #listeners: readonly Disposable[];

  constructor() {
    const stir = (document: TextDocument): void => {
      // What extensions log, ours too, is no sign of anybody at work.
      if (document.uri.scheme !== 'output') this.#loadWhenQuiet();
    };
    this.#listeners = [
      workspace.onDidOpenTextDocument(stir),
      workspace.onDidChangeTextDocument(({ document }) => stir(document)),
    ];
    this.#loadWhenQuiet();
  }

  readonly send: Send = async (request, options, signal) => (await this.#load()).send(request, options, signal);

  dispose(): void {
    this.#settle();
    void this.#open?.then((open) => open.close());
    for (const file of this.#files) rmSync(file, { force: true });
  }

  #loadWhenQuiet(): void {
    clearTimeout(this.#timer);
    // A workspace that is not trusted sends nothing.
    if (workspace.isTrusted) this.#timer = setTimeout(() => void this.#load(), QUIET);
  }

  #load(): Promise<Open> {
    this.#settle();
    this.#open ??= load(this.#files);
    return this.#open;
  }

  #settle(): void {
    clearTimeout(this.#timer);
    for (const listener of this.#listeners) listener.dispose();
  }
}

async function load(files: string[]): Promise<Open> {
  const { createTransport } = await import('../../transport/send.ts');
  const bodyFile = () => {
    const file = join(tmpdir(), `precondition-${randomUUID()}.body`);
    files.push(file);
    return file;
  };
  return createTransport({ bodyFile });
}
