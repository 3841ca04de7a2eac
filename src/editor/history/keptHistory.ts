import { type Disposable, EventEmitter, type ExtensionContext, type LogOutputChannel, Uri, window } from 'vscode';
import type { HistoryEntry } from '../../exchange/history/historyEntry.ts';
import type { History } from '../../exchange/ports.ts';
import { HistoryFolder } from '../../storage/historyFolder.ts';

/** How long changes are gathered before they show, in milliseconds. */
const gathering = 100;

/** The history of this workspace, as files beside its memory. */
export class KeptHistory implements Disposable {
  readonly #folder: HistoryFolder;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  /** Another window may have kept something meanwhile. */
  readonly #focus = window.onDidChangeWindowState(({ focused }) => focused && this.#announce());
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(folder: HistoryFolder) {
    this.#folder = folder;
  }

  /** What sending from that file keeps its exchanges in; those of a request that is repeated belong to `request`. */
  portOf(source: Uri, request: string | undefined): History {
    const begun = { source: source.toString(), ...(request !== undefined && { request }) };
    return {
      begin: (startedAt) => ({ id: this.#folder.idAt(startedAt), ...begun }),
      alike: (entry) => this.#folder.alike(entry),
      keep: (entry) => {
        this.#folder.keep(entry);
        void this.#folder.settled().then(() => this.#announce());
      },
    };
  }

  /** When everything is written. */
  settled(): Promise<void> {
    return this.#folder.settled();
  }

  /** The oldest first. */
  entries(): Promise<readonly HistoryEntry[]> {
    return this.#folder.entries();
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.#folder.remove(ids);
    this.#changed.fire();
  }

  async clear(): Promise<void> {
    await this.#folder.clear();
    this.#changed.fire();
  }

  /** Many sends at once are one change. */
  #announce(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#changed.fire();
    }, gathering);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#focus.dispose();
    this.#changed.dispose();
  }
}

/** The history of this workspace; undefined where no folder is open, and so nowhere to keep it. */
export function keptHistory({ storageUri }: ExtensionContext, log: LogOutputChannel): KeptHistory | undefined {
  if (storageUri?.scheme !== 'file') return undefined;
  const folder = Uri.joinPath(storageUri, 'history').fsPath;
  return new KeptHistory(new HistoryFolder(folder, (error) => log.error('The history could not be kept.', error)));
}
