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

/** What the item says of a send under way. */
export interface UnderWay {
  readonly title: string;
  progress?: () => string;
}

/** The most titles in a tooltip. */
const most = 10;

/**
 * What is under way, else the last outcome, in one item that shows only beside a request file. A click cancels, or
 * opens the explanation.
 */
export class StatusBar implements Disposable {
  readonly #item: StatusBarItem = window.createStatusBarItem('precondition.outcome', StatusBarAlignment.Right, 100);
  readonly #listener: Disposable;
  #running: readonly UnderWay[] = [];
  #settled: Told | undefined;

  constructor() {
    this.#item.name = 'Precondition';
    this.#listener = window.onDidChangeActiveTextEditor(() => this.#place());
  }

  /** What is under way now. As long as anything is, outcomes wait. */
  follow(running: readonly UnderWay[]): void {
    this.#running = running;
    this.#write();
  }

  show(outcome: SentOutcome): void {
    const { request, error } = outcome.exchange;
    const line = error ? describeTransportError(error) : `${request.method} ${request.url}: ${briefly(outcome)}`;
    const first = outcome.dependencies.map((each) => `Sent first: ${each.name ?? ''} ${briefly(each)}`);
    const tooltip = [...first, outcome.explanation?.summary ?? line].join('\n');
    this.#settle({ text: briefly(outcome), tooltip, command: 'precondition.explain' });
  }

  /** A request that was not sent, or was cancelled. */
  say(text: string, tooltip: string): void {
    this.#settle({ text, tooltip, command: undefined });
  }

  dispose(): void {
    this.#listener.dispose();
    this.#item.dispose();
  }

  #settle(told: Told): void {
    this.#settled = told;
    this.#write();
  }

  #write(): void {
    const told = this.#running.length === 0 ? this.#settled : underWay(this.#running);
    this.#item.text = told?.text ?? '';
    this.#item.tooltip = told?.tooltip;
    this.#item.command = told?.command;
    this.#item.accessibilityInformation = { label: `Precondition: ${told?.tooltip ?? ''}` };
    this.#place();
  }

  #place(): void {
    const ours = window.visibleTextEditors.some((editor) => editor.document.languageId.startsWith(languageId));
    if (ours && this.#item.text !== '') this.#item.show();
    else this.#item.hide();
  }
}

function underWay(running: readonly UnderWay[]): Told {
  const titles = running.map(({ title, progress }) => (progress === undefined ? title : `${title} · ${progress()}`));
  const command = 'precondition.cancel';
  const [only] = titles;
  if (titles.length === 1) {
    return { text: `$(loading~spin) ${only}`, tooltip: `Sending ${only}. Click to cancel.`, command };
  }
  const more = titles.length > most ? [`and ${titles.length - most} more`] : [];
  const tooltip = [...titles.slice(0, most), ...more, 'Click to cancel some or all.'].join('\n');
  return { text: `$(loading~spin) ${titles.length} requests under way`, tooltip, command };
}
