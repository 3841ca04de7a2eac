import {
  commands,
  type Disposable,
  languages,
  type TextDocument,
  type TextDocumentContentProvider,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import { comparison } from '../../exchange/history/comparison.ts';
import { entryText } from '../../exchange/history/entryText.ts';
import { type HistoryEntry, outcomeOf } from '../../exchange/history/historyEntry.ts';
import { answerColumn, historyScheme } from '../answers/beside.ts';
import { clockTime } from '../answers/clockTime.ts';

/** How many texts stay readable in the window. */
const most = 60;

/** Exchanges of the history, and versions of resources, as read-only documents. */
export class HistoryDocuments implements TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration = workspace.registerTextDocumentContentProvider(historyScheme, this);
  #count = 0;

  provideTextDocumentContent({ path }: Uri): string {
    return this.#texts.get(path) ?? 'This is no longer kept. Open it from the history again.';
  }

  /** Opens the response as it was. */
  async open(entry: HistoryEntry): Promise<void> {
    const uri = this.#put(`${entry.exchange.request.method} ${outcomeOf(entry)}`, entryText(entry, clockTime));
    const viewColumn = entry.source === undefined ? ViewColumn.Active : answerColumn(Uri.parse(entry.source));
    await window.showTextDocument(await opened(uri, 'http-response'), { viewColumn, preview: true });
  }

  /** Shows two exchanges in the diff editor, the earlier one on the left. */
  async compare(one: HistoryEntry, other: HistoryEntry): Promise<void> {
    const [earlier, later] = one.id < other.id ? [one, other] : [other, one];
    const { title, before, after } = comparison(earlier, later, clockTime);
    await this.compareTexts(title, before, after, 'http-response');
  }

  /** Shows two texts in the diff editor. */
  async compareTexts(title: string, before: string, after: string, language: string): Promise<void> {
    const [left, right] = [this.#put('before', before), this.#put('after', after)];
    await opened(left, language);
    await opened(right, language);
    await commands.executeCommand('vscode.diff', left, right, title, { viewColumn: ViewColumn.Active, preview: true });
  }

  dispose(): void {
    this.#registration.dispose();
  }

  #put(title: string, text: string): Uri {
    this.#count += 1;
    const path = `/${this.#count}/${title}`;
    this.#texts.set(path, text);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > most && oldest !== undefined) this.#texts.delete(oldest);
    return Uri.from({ scheme: historyScheme, path });
  }
}

async function opened(uri: Uri, language: string): Promise<TextDocument> {
  return languages.setTextDocumentLanguage(await workspace.openTextDocument(uri), language);
}
