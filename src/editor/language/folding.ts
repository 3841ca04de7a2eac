import {
  type CancellationToken,
  type Disposable,
  type EventEmitter,
  type FoldingContext,
  FoldingRange,
  FoldingRangeKind,
  type FoldingRangeProvider,
  type TextDocument,
  type TextEditor,
  window,
} from 'vscode';
import { foldedLines } from '../../core/service/languageService.ts';
import type { Session } from '../session.ts';
import { focusIn } from './view.ts';

/** VS Code folds no more than this in a file, unless it is told to, and then takes the first ones. */
const mostFoldings = 5000;

/** How near the view may come to the end of what folds before it is asked for again, in lines. */
const margin = 500;

/** Requests, header groups, bodies and comments fold; in a file with too many of them, those around the view. */
export class Folds implements FoldingRangeProvider, Disposable {
  readonly #session: Session;
  readonly #changed: EventEmitter<void>;
  readonly #listener: Disposable;
  /** The lines between which everything folds, of the documents where that is not all of them. */
  readonly #given = new WeakMap<TextDocument, { readonly first: number; readonly last: number }>();

  constructor(session: Session, changed: EventEmitter<void>) {
    this.#session = session;
    this.#changed = changed;
    this.#listener = window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#followView(textEditor));
  }

  async provideFoldingRanges(
    document: TextDocument,
    _context: FoldingContext,
    token: CancellationToken,
  ): Promise<FoldingRange[] | undefined> {
    const { documents, opening } = this.#session;
    if ((await opening.afterLenses(document, token)) === 'cancelled') return undefined;
    const { lines, whole } = foldedLines(documents.of(document), focusIn(document), mostFoldings);
    if (whole === 'yes') this.#given.delete(document);
    else this.#given.set(document, { first: lines[0]?.first ?? 0, last: lines.at(-1)?.last ?? 0 });
    return lines.map(({ kind, first, last }) => new FoldingRange(first, last, toKind(kind)));
  }

  dispose(): void {
    this.#listener.dispose();
  }

  #followView({ document, visibleRanges }: TextEditor): void {
    const given = this.#given.get(document);
    const [visible] = visibleRanges;
    if (given === undefined || visible === undefined) return;
    const nearTop = given.first > margin && visible.start.line - given.first < margin;
    const nearEnd = given.last < document.lineCount - margin && given.last - visible.end.line < margin;
    if (nearTop || nearEnd) this.#changed.fire();
  }
}

function toKind(kind: string): FoldingRangeKind | undefined {
  return kind === 'comment' ? FoldingRangeKind.Comment : undefined;
}
