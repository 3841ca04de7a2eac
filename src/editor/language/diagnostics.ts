import { type Diagnostic, type Disposable, languages, type TextDocument, type Uri, window, workspace } from 'vscode';
import { Checker } from '../../core/service/check/checker.ts';
import type { Problem } from '../../core/service/problem.ts';
import { diagnosticSource, toDiagnostic } from '../convert.ts';
import { holdsRequests } from '../files/documents.ts';
import type { Session } from '../session.ts';
import { isProse, mayHoldFences } from './markdown.ts';
import { focusIn } from './view.ts';

/** VS Code keeps a thousand of a collection's diagnostics a file; below that, which ones is our choice. */
const maxProblems = 900;

/** It underlines the first of them alone, in the order in which they are given. */
const underlined = 500;

/**
 * Blocks judged in one go, so that no key waits for the checks of a long file: two milliseconds where every block
 * needs a full check, and more than an edit usually touches.
 */
const step = 128;

/** What a check says of time, such as how old a tag is, may be this old. Milliseconds. */
const clockStep = 60_000;

/** Markdown is prose for the most part and read anew as a whole: once nothing has been typed for so long. Milliseconds. */
const proseDelay = 300;

/** A document under watch and what is shown of it. */
interface Watched {
  readonly document: TextDocument;
  readonly checker: Checker;
  /** Epoch milliseconds that the judgements go by. */
  judgedAt: number;
  /** The version whose problems are shown, or undefined before the first. */
  shown: number | undefined;
  problems: readonly Problem[];
  diagnostics: readonly Diagnostic[];
  /** Offset before which nothing has changed since `diagnostics` were made. */
  unchanged: number;
  next: ReturnType<typeof setImmediate> | undefined;
}

/**
 * Diagnostics as you type, without delay: an edit checks what it touches. The problems of a document's version are
 * kept, so that a quick fix finds the very problem whose diagnostic was clicked.
 */
export class Diagnostics implements Disposable {
  readonly #session: Session;
  readonly #collection = languages.createDiagnosticCollection(diagnosticSource);
  readonly #watched = new Map<string, Watched>();
  readonly #prose = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #subscriptions: readonly Disposable[];

  constructor(session: Session) {
    this.#session = session;
    this.#subscriptions = [
      this.#collection,
      workspace.onDidOpenTextDocument((document) => this.#open(document)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const from = contentChanges.map(({ rangeOffset }) => rangeOffset);
        if (from.length > 0) this.#follow(document, Math.min(...from));
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)),
      window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#scrolled(textEditor.document)),
      session.onDidChangeKnowledge(() => this.refresh()),
    ];
    for (const document of workspace.textDocuments) this.#open(document);
  }

  /** Checks every open document anew: the memory, the environment or the settings changed. */
  refresh(): void {
    for (const watched of this.#watched.values()) {
      this.#judgeAnew(watched);
      this.#proceed(watched);
    }
  }

  /** The problems shown for the document as it stands; checked now if it has changed since. */
  problems(document: TextDocument): readonly Problem[] {
    const watched = this.#watched.get(document.uri.toString()) ?? this.#watch(document);
    watched.checker.update(this.#session.documents.of(document));
    if (watched.shown !== document.version || !watched.checker.settled) {
      watched.checker.settle(0, Number.POSITIVE_INFINITY);
      this.#show(watched);
    }
    return watched.problems;
  }

  dispose(): void {
    for (const { next } of this.#watched.values()) clearImmediate(next);
    for (const timer of this.#prose.values()) clearTimeout(timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #open(document: TextDocument): void {
    if (!holdsRequests(document) || this.#watched.has(document.uri.toString()) || !mayHoldFences(document)) return;
    const watched = this.#watch(document);
    watched.next = setImmediate(() => this.#proceed(watched));
  }

  #watch(document: TextDocument): Watched {
    const checker = new Checker(this.#session.documents.of(document), this.#session.context(document));
    const watched: Watched = {
      document,
      checker,
      judgedAt: Date.now(),
      shown: undefined,
      problems: [],
      diagnostics: [],
      unchanged: 0,
      next: undefined,
    };
    this.#watched.set(document.uri.toString(), watched);
    return watched;
  }

  #follow(document: TextDocument, from: number): void {
    if (isProse(document)) {
      this.#followProse(document);
      return;
    }
    const watched = this.#watched.get(document.uri.toString());
    if (watched === undefined) {
      this.#open(document);
      return;
    }
    watched.unchanged = Math.min(watched.unchanged, from);
    watched.checker.update(this.#session.documents.of(document));
    if (Date.now() - watched.judgedAt > clockStep) this.#judgeAnew(watched);
    this.#proceed(watched);
  }

  /** Only requests in fences have problems, and a document may come to have some or lose its last. */
  #followProse(document: TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#prose.get(key));
    const timer = setTimeout(() => {
      this.#prose.delete(key);
      if (document.isClosed || !mayHoldFences(document)) return this.#forget(document.uri);
      clearImmediate(this.#watched.get(key)?.next);
      this.#proceed(this.#watch(document));
    }, proseDelay);
    this.#prose.set(key, timer);
  }

  #judgeAnew(watched: Watched): void {
    watched.judgedAt = Date.now();
    watched.checker.judgeBy(this.#session.context(watched.document));
  }

  /**
   * Judges the next blocks, those in view first. While some are left, what was shown before stays, rather than that
   * half of it blinks; a file just opened shows at once what is in view.
   */
  #proceed(watched: Watched): void {
    clearImmediate(watched.next);
    watched.next = undefined;
    if (watched.document.isClosed) return;
    const { checker } = watched;
    checker.settle(focusIn(watched.document), step);
    if (checker.settled || watched.shown === undefined) this.#show(watched);
    if (!checker.settled) watched.next = setImmediate(() => this.#proceed(watched));
  }

  #show(watched: Watched): void {
    const { document, checker, problems, diagnostics, unchanged } = watched;
    const before = new Map(problems.map((problem, at) => [problem, diagnostics[at]]));
    watched.problems = nearestFirst(checker.problems(focusIn(document), maxProblems), focusIn(document));
    watched.diagnostics = watched.problems.map((problem) => {
      // The same problem before the first change stands in the same lines.
      const known = problem.end < unchanged ? before.get(problem) : undefined;
      return known ?? toDiagnostic(document, problem);
    });
    watched.shown = document.version;
    watched.unchanged = Number.POSITIVE_INFINITY;
    this.#collection.set(document.uri, watched.diagnostics);
  }

  /** Of more problems than are underlined, those in view. */
  #scrolled(document: TextDocument): void {
    const watched = this.#watched.get(document.uri.toString());
    if (watched !== undefined && watched.problems.length > underlined) this.#proceed(watched);
  }

  #forget(uri: Uri): void {
    clearImmediate(this.#watched.get(uri.toString())?.next);
    this.#watched.delete(uri.toString());
    this.#collection.delete(uri);
  }
}

/** What is to be underlined comes first, where that cannot be all of it. */
function nearestFirst(problems: readonly Problem[], focus: number): readonly Problem[] {
  if (problems.length <= underlined) return problems;
  return [...problems].sort((a, b) => Math.abs(a.start - focus) - Math.abs(b.start - focus));
}
