import {
  CodeLens,
  type CodeLensProvider,
  type Disposable,
  type EventEmitter,
  Position,
  type TextDocument,
  type TextEditor,
  window,
} from 'vscode';
import { formatMilliseconds } from '../../core/http/quantity.ts';
import type { Lens } from '../../core/service/languageService.ts';
import { LensReader } from '../../core/service/lensReader.ts';
import type { Span } from '../../core/span.ts';
import type { HttpDocument } from '../../core/syntax/ast.ts';
import { countRequests } from '../../core/syntax/document/requestCount.ts';
import { runLines } from '../../core/syntax/runLines.ts';
import { toRange } from '../convert.ts';
import { languageId } from '../files/documents.ts';
import { requestKey } from '../sending/exchangeLog.ts';
import { briefly } from '../sending/outcomeTitle.ts';
import type { Session } from '../session.ts';
import { LensCommands } from './lensCommands.ts';

/** More than four lenses over a request hide the request. */
const maxLenses = 4;

/** How often "12 s ago" and "Cancel · 2.1 s" are written anew, in milliseconds. */
const agePeriod = 15_000;
const flightPeriod = 500;

/** How long the opening of an answer's views may take, in milliseconds. */
const settlingPeriod = 600;

/**
 * Of more requests than this, only those around the view have lenses: VS Code takes longer over ten thousand
 * lenses than over the rest of the file. `margin` is how many lines beyond the view count as around it.
 */
const mostEverywhere = 500;
const margin = 200;

/** What can be done with each request, and what is known of it, in the line above it. */
export class Lenses implements CodeLensProvider, Disposable {
  readonly #session: Session;
  readonly #changed: EventEmitter<void>;
  readonly #commands = new LensCommands();
  readonly #subscriptions: readonly Disposable[];
  readonly #ageTimer: ReturnType<typeof setInterval>;
  /** The stretch of the document whose lenses were given last; undefined for all of it. */
  readonly #given = new WeakMap<TextDocument, Span | undefined>();
  #readers = new WeakMap<TextDocument, LensReader>();
  #flightTimer: ReturnType<typeof setInterval> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(session: Session, changed: EventEmitter<void>) {
    this.#session = session;
    this.#changed = changed;
    this.#subscriptions = [
      session.onDidChangeKnowledge(() => {
        this.#readers = new WeakMap();
        this.#changed.fire();
      }),
      session.exchanges.onDidChange((what) => this.#followFlights(what)),
      window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#followView(textEditor)),
    ];
    this.#ageTimer = setInterval(() => {
      const shown = window.visibleTextEditors.some(({ document }) => document.languageId === languageId);
      if (shown && session.memory.read().resources.size > 0) this.#changed.fire();
    }, agePeriod);
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    const tree = this.#session.documents.of(document);
    const stretch = countRequests(tree) > mostEverywhere ? aroundView(document) : undefined;
    this.#given.set(document, stretch);
    this.#session.opening.lensesGiven(document);
    const known = this.#session.exchanges.knows(document.uri);
    return [
      ...this.#ofRuns(document, tree),
      ...groupByRequest(this.#reader(document).read(tree, this.#session.context(document), stretch)).flatMap(
        ([index, own]) => this.#ofRequest(document, index, own, known ? requestKey(document.uri, tree, index) : ''),
      ),
    ];
  }

  /** Over each line of Kulala's that has other requests sent. */
  #ofRuns(document: TextDocument, tree: HttpDocument): readonly CodeLens[] {
    return runLines(tree).map(({ target, ...line }, number) => {
      const title = `▶ Run ${target.kind === 'request' ? '#' : ''}${target.text}`;
      return new CodeLens(
        toRange(document, line),
        this.#commands.of('precondition.runLine', title, document.uri, number),
      );
    });
  }

  dispose(): void {
    clearInterval(this.#ageTimer);
    clearInterval(this.#flightTimer);
    clearTimeout(this.#again);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#commands.dispose();
  }

  #reader(document: TextDocument): LensReader {
    const known = this.#readers.get(document) ?? new LensReader();
    this.#readers.set(document, known);
    return known;
  }

  /** New lenses when the view comes to the end of the stretch that has some. */
  #followView({ document, visibleRanges }: TextEditor): void {
    const given = this.#given.get(document);
    const [visible] = visibleRanges;
    if (given === undefined || visible === undefined) return;
    const lines = { start: document.positionAt(given.start).line, end: document.positionAt(given.end).line };
    const last = document.lineCount - 1;
    const nearTop = visible.start.line - lines.start < margin / 4 && lines.start > 0;
    const nearEnd = lines.end - visible.end.line < margin / 4 && lines.end < last;
    if (nearTop || nearEnd) this.#changed.fire();
  }

  #ofRequest(document: TextDocument, index: number, own: readonly Lens[], key: string): CodeLens[] {
    const [send, ...others] = own;
    if (send === undefined) return [];
    const range = toRange(document, send);
    const flight = this.#session.exchanges.inFlight(key);
    const lens = (title: string, command: string) =>
      new CodeLens(range, this.#commands.of(command, title, document.uri, index));
    if (flight !== undefined) {
      const time = formatMilliseconds(Date.now() - flight.startedAt);
      return [
        lens(['Cancel', time, ...(flight.progress ? [flight.progress()] : [])].join(' · '), 'precondition.cancel'),
      ];
    }
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

/** From `margin` lines above the view to as many below it; of an editor that is not shown, the file's begin. */
function aroundView(document: TextDocument): Span {
  const views = window.visibleTextEditors.filter((editor) => editor.document === document);
  const ranges = views.flatMap(({ visibleRanges }) => visibleRanges);
  const first = Math.min(...ranges.map(({ start }) => start.line), document.lineCount);
  const last = Math.max(...ranges.map(({ end }) => end.line), 0);
  const top = ranges.length === 0 ? 0 : Math.max(0, first - margin);
  return {
    start: document.offsetAt(new Position(top, 0)),
    end: document.offsetAt(new Position(Math.min(document.lineCount - 1, last + margin), 0)),
  };
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
