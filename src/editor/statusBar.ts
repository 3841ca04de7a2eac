import { type Disposable, StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import { describeTransportError } from '../core/http/describeTransportError.ts';
import type { SentOutcome } from '../exchange/sendRequest.ts';
import { languageId } from './documents.ts';
import { briefly } from './outcomeTitle.ts';

/** The last outcome, in one item that shows only beside a request file. A click opens the explanation. */
export class StatusBar implements Disposable {
  readonly #item: StatusBarItem = window.createStatusBarItem('precondition.outcome', StatusBarAlignment.Right, 100);
  readonly #listener: Disposable;
  #state: 'empty' | 'filled' = 'empty';

  constructor() {
    this.#item.name = 'Precondition';
    this.#listener = window.onDidChangeActiveTextEditor(() => this.#place());
  }

  /** While a request is under way; a click cancels it. */
  sending(title: string): void {
    this.#write(`$(loading~spin) ${title}`, `Sending ${title}. Click to cancel.`, 'precondition.cancel');
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

  #write(text: string, tooltip: string, command: string | undefined): void {
    this.#item.text = text;
    this.#item.tooltip = tooltip;
    this.#item.command = command;
    this.#item.accessibilityInformation = { label: `Precondition: ${tooltip}` };
    this.#state = 'filled';
    this.#place();
  }

  #place(): void {
    const ours = window.visibleTextEditors.some((editor) => editor.document.languageId.startsWith(languageId));
    if (ours && this.#state === 'filled') this.#item.show();
    else this.#item.hide();
  }
}
