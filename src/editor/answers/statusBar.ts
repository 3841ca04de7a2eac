import { type Disposable, StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import { describeTransportError } from '../../core/http/describeTransportError.ts';
import type { SentOutcome } from '../../exchange/sending/sendRequest.ts';
import { languageId } from '../files/documents.ts';
import { briefly } from '../sending/outcomeTitle.ts';

interface Told {
  readonly text: string;
  readonly tooltip: string;
  readonly command: string | undefined;
}

/** The last outcome, in one item that shows only beside a request file. A click opens the explanation. */
export class StatusBar implements Disposable {
  readonly #item: StatusBarItem = window.createStatusBarItem('precondition.outcome', StatusBarAlignment.Right, 100);
  readonly #listener: Disposable;
  #state: 'empty' | 'under-way' | 'settled' = 'empty';
  #settled: Told = { text: '', tooltip: '', command: undefined };

  constructor() {
    this.#item.name = 'Precondition';
    this.#listener = window.onDidChangeActiveTextEditor(() => this.#place());
  }

  /** While a request is under way; a click cancels it. */
  sending(title: string): void {
    this.#write(`$(loading~spin) ${title}`, `Sending ${title}. Click to cancel.`, 'precondition.cancel', 'under-way');
  }

  /** Nothing is under way any more: back to what showed before, unless something newer is told. */
  settle(): void {
    if (this.#state !== 'under-way') return;
    const { text, tooltip, command } = this.#settled;
    if (text === '') this.#state = 'empty';
    else this.#write(text, tooltip, command);
    this.#place();
  }

  show(outcome: SentOutcome): void {
    const { request, error } = outcome.exchange;
    const line = error ? describeTransportError(error) : `${request.method} ${request.url}: ${briefly(outcome)}`;
    const first = outcome.dependencies.map((each) => `Sent first: ${each.name ?? ''} ${briefly(each)}`);
    const tooltip = [...first, outcome.explanation?.summary ?? line].join('\n');
    this.#write(briefly(outcome), tooltip, 'precondition.explain');
  }

  /** A request that was not sent, or was cancelled. */
  say(text: string, tooltip: string): void {
    this.#write(text, tooltip, undefined);
  }

  dispose(): void {
    this.#listener.dispose();
    this.#item.dispose();
  }

  #write(text: string, tooltip: string, command: string | undefined, state: 'under-way' | 'settled' = 'settled'): void {
    this.#item.text = text;
    this.#item.tooltip = tooltip;
    this.#item.command = command;
    this.#item.accessibilityInformation = { label: `Precondition: ${tooltip}` };
    this.#state = state;
    if (state === 'settled') this.#settled = { text, tooltip, command };
    this.#place();
  }

  #place(): void {
    const ours = window.visibleTextEditors.some((editor) => editor.document.languageId.startsWith(languageId));
    if (ours && this.#state !== 'empty') this.#item.show();
    else this.#item.hide();
  }
}
