import { CodeLens, type CodeLensProvider, type Disposable, type EventEmitter, type TextDocument, window } from 'vscode';
import { formatMilliseconds } from '../core/http/quantity.ts';
import { type Lens, lenses } from '../core/service/languageService.ts';
import { toRange } from './convert.ts';
import { languageId } from './documents.ts';
import { requestKey } from './exchangeLog.ts';
import { briefly } from './outcomeTitle.ts';
import type { Session } from './session.ts';

/** More than four lenses over a request hide the request. */
const maxLenses = 4;

/** How often "12 s ago" and "Cancel · 2.1 s" are written anew, in milliseconds. */
const agePeriod = 15_000;
const flightPeriod = 500;

/** How long the opening of an answer's views may take, in milliseconds. */
const settlingPeriod = 600;

/** What can be done with each request, and what is known of it, in the line above it. */
export class Lenses implements CodeLensProvider, Disposable {
  readonly #session: Session;
  readonly #changed: EventEmitter<void>;
  readonly #subscriptions: readonly Disposable[];
  readonly #ageTimer: ReturnType<typeof setInterval>;
  #flightTimer: ReturnType<typeof setInterval> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(session: Session, changed: EventEmitter<void>) {
    this.#session = session;
    this.#changed = changed;
    this.#subscriptions = [
      session.onDidChangeKnowledge(() => this.#changed.fire()),
      session.exchanges.onDidChange((what) => this.#followFlights(what)),
    ];
    this.#ageTimer = setInterval(() => {
      const shown = window.visibleTextEditors.some(({ document }) => document.languageId === languageId);
      if (shown && session.memory.read().resources.size > 0) this.#changed.fire();
    }, agePeriod);
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    const tree = this.#session.documents.of(document);
    return groupByRequest(lenses(tree, this.#session.context(document))).flatMap(([index, own]) =>
      this.#ofRequest(document, index, own, requestKey(document.uri, tree, index)),
    );
  }

  dispose(): void {
    clearInterval(this.#ageTimer);
    clearInterval(this.#flightTimer);
    clearTimeout(this.#again);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #ofRequest(document: TextDocument, index: number, own: readonly Lens[], key: string): CodeLens[] {
    const [send, ...others] = own;
    if (send === undefined) return [];
    const range = toRange(document, send);
    const place = [document.uri, index];
    const flight = this.#session.exchanges.inFlight(key);
    const lens = (title: string, command: string) => new CodeLens(range, { title, command, arguments: place });
    if (flight !== undefined)
      return [lens(`Cancel · ${formatMilliseconds(Date.now() - flight.startedAt)}`, 'precondition.cancel')];
    const outcome = this.#session.exchanges.outcome(key);
    const result = outcome === undefined ? [] : [lens(briefly(outcome), 'precondition.showResponse')];
    const room = maxLenses - 1 - result.length;
    return [
      lens(send.title, 'precondition.send'),
      ...result,
      ...mostUseful(others, room).map(({ title, kind }) => lens(title, commandOf(kind))),
    ];
  }

  /**
   * Twice: VS Code 1.139 was seen to drop a change of lenses that falls into the opening of a webview, and the
   * lens then showed the outcome before until the next tick of the age.
   */
  #announceOutcome(): void {
    this.#changed.fire();
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.#changed.fire(), settlingPeriod);
  }

  /** An answer that comes at once leaves the lenses in their place: `Cancel` appears only where there is time to press it. */
  #followFlights(what: 'begun' | 'ended'): void {
    if (what === 'ended') this.#announceOutcome();
    clearInterval(this.#flightTimer);
    if (this.#session.exchanges.running.length === 0) return;
    this.#flightTimer = setInterval(() => this.#changed.fire(), flightPeriod);
  }
}

function groupByRequest(all: readonly Lens[]): readonly (readonly [number, readonly Lens[]])[] {
  const groups = new Map<number, Lens[]>();
  for (const lens of all) groups.set(lens.request, [...(groups.get(lens.request) ?? []), lens]);
  return [...groups];
}

/** What does not fit goes in this order: the repeated offers first, what is known never. */
function mostUseful(others: readonly Lens[], room: number): readonly Lens[] {
  const expendable = others
    .filter(({ kind }) => kind.startsWith('send-with'))
    .slice(0, Math.max(0, others.length - room));
  return others.filter((lens) => !expendable.includes(lens)).slice(0, room);
}

function commandOf(kind: Lens['kind']): string {
  switch (kind) {
    case 'send':
      return 'precondition.send';
    case 'refresh-etag':
      return 'precondition.refreshEtag';
    case 'send-with-if-match':
      return 'precondition.sendWithIfMatch';
    case 'send-with-if-none-match':
      return 'precondition.sendWithIfNoneMatch';
    case 'known':
      return 'precondition.showValidators';
  }
}
