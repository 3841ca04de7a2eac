import {
  type Disposable,
  EventEmitter,
  languages,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from 'vscode';
import { responseText } from '../exchange/responseText.ts';
import type { SentOutcome } from '../exchange/sendRequest.ts';
import { answerColumn, responseScheme } from './beside.ts';

/** How many responses stay readable in the window. */
const kept = 30;

/** Responses as read-only documents beside the request: VS Code colours, folds and searches them. */
export class Responses implements TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, { readonly text: string; readonly outcome: SentOutcome }>();
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #registration: Disposable;
  #count = 0;

  constructor() {
    this.#registration = workspace.registerTextDocumentContentProvider(responseScheme, this);
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.path)?.text ?? 'This response is no longer kept. Send the request again to see it.';
  }

  /** Opens the outcome's response beside the request, without taking the focus. */
  async show(request: Uri, outcome: SentOutcome): Promise<void> {
    const uri = this.#keep(outcome);
    const document = await languages.setTextDocumentLanguage(await workspace.openTextDocument(uri), 'http-response');
    await window.showTextDocument(document, {
      viewColumn: answerColumn(request),
      preserveFocus: true,
      preview: true,
    });
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }

  #keep(outcome: SentOutcome): Uri {
    this.#count += 1;
    const path = `/${this.#count}/${title(outcome)}`;
    this.#texts.set(path, { text: responseText(outcome.exchange).text, outcome });
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > kept && oldest !== undefined) this.#texts.delete(oldest);
    return Uri.from({ scheme: responseScheme, path });
  }
}

/** A tab's name: `PUT 412`. */
function title({ exchange }: SentOutcome): string {
  return `${exchange.request.method} ${exchange.response?.status ?? 'failed'}`;
}
