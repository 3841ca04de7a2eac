import {
  type Disposable,
  type EventEmitter,
  InlayHint,
  type InlayHintsProvider,
  type Range,
  type TextDocument,
} from 'vscode';
import { predictionHints, valueHints } from '../../core/service/languageService.ts';
import type { Span } from '../../core/span.ts';
import type { Session } from '../session.ts';
import { hoverMarkdown } from './hovers.ts';

/** "8 s ago" is written anew no more often than this, in milliseconds. */
const shortestPeriod = 5_000;
/** What setTimeout takes at most. */
const longestPeriod = 2_147_483_647;

/** At the end of request lines what is likely to come of them, and behind variables what they stand for. */
export class Hints implements InlayHintsProvider, Disposable {
  readonly #session: Session;
  readonly #changed: EventEmitter<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the first of the labels given will read differently, in epoch milliseconds. */
  #due = Number.POSITIVE_INFINITY;

  constructor(session: Session, changed: EventEmitter<void>) {
    this.#session = session;
    this.#changed = changed;
  }

  provideInlayHints(document: TextDocument, range: Range): InlayHint[] {
    const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    return [...this.#predictions(document, span), ...this.#values(document, span)];
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #values(document: TextDocument, span: Span): readonly InlayHint[] {
    const { showValues } = this.#session.settings(document.uri);
    if (showValues === 'off') return [];
    const found = valueHints(this.#session.documents.of(document), span, showValues, this.#session.context(document));
    return found.map(({ offset, label, tooltip }) => {
      const hint = new InlayHint(document.positionAt(offset), label);
      hint.paddingLeft = true;
      hint.tooltip = tooltip;
      return hint;
    });
  }

  #predictions(document: TextDocument, span: Span): readonly InlayHint[] {
    if (this.#session.settings(document.uri).showPredictions === 'no') return [];
    const found = predictionHints(this.#session.documents.of(document), span, this.#session.context(document));
    this.#wakeAt(Math.min(...found.map(({ changesAt }) => changesAt)));
    return found.map(({ offset, label, tooltip }) => {
      const hint = new InlayHint(document.positionAt(offset), label);
      hint.paddingLeft = true;
      hint.tooltip = hoverMarkdown(tooltip);
      return hint;
    });
  }

  /** The hints are asked for again when the first of them has come of age. */
  #wakeAt(moment: number): void {
    if (moment >= this.#due) return;
    this.#due = moment;
    clearTimeout(this.#timer);
    const wait = Math.min(longestPeriod, Math.max(shortestPeriod, moment - Date.now()));
    this.#timer = setTimeout(() => {
      this.#due = Number.POSITIVE_INFINITY;
      this.#changed.fire();
    }, wait);
  }
}
