import { type Disposable, languages, type TextDocument, workspace } from 'vscode';
import { check } from '../core/service/languageService.ts';
import type { Problem } from '../core/service/problem.ts';
import { diagnosticSource, toDiagnostic } from './convert.ts';
import { languageId } from './documents.ts';
import type { Session } from './session.ts';

/** Long enough to spare half-typed words, short enough to feel immediate. Milliseconds. */
const debounce = 150;

/** VS Code keeps a thousand of a collection's diagnostics a file; below that, which ones is our choice. */
const maxProblems = 900;

/**
 * Diagnostics as you type. The problems of a document's version are kept, so that a quick fix finds the very
 * problem whose diagnostic was clicked.
 */
export class Diagnostics implements Disposable {
  readonly #session: Session;
  readonly #collection = languages.createDiagnosticCollection(diagnosticSource);
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #problems = new Map<string, { readonly version: number; readonly problems: readonly Problem[] }>();
  readonly #subscriptions: readonly Disposable[];

  constructor(session: Session) {
    this.#session = session;
    this.#subscriptions = [
      this.#collection,
      workspace.onDidOpenTextDocument((document) => this.#schedule(document, 0)),
      workspace.onDidChangeTextDocument(({ document }) => this.#schedule(document, debounce)),
      workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      session.onDidChangeKnowledge(() => this.refresh()),
    ];
    this.refresh();
  }

  /** Checks every open document anew: the memory, the environment or the settings changed. */
  refresh(): void {
    for (const document of workspace.textDocuments) this.#schedule(document, 0);
  }

  /** The problems shown for the document as it stands; checked now if it has changed since. */
  problems(document: TextDocument): readonly Problem[] {
    const known = this.#problems.get(document.uri.toString());
    return known?.version === document.version ? known.problems : this.#check(document);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #schedule(document: TextDocument, delay: number): void {
    if (document.languageId !== languageId) return;
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        if (!document.isClosed) this.#check(document);
      }, delay),
    );
  }

  #check(document: TextDocument): readonly Problem[] {
    const problems = check(this.#session.documents.of(document), this.#session.context(document)).slice(0, maxProblems);
    this.#problems.set(document.uri.toString(), { version: document.version, problems });
    this.#collection.set(
      document.uri,
      problems.map((problem) => toDiagnostic(document, problem)),
    );
    return problems;
  }

  #forget(document: TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#problems.delete(key);
    this.#collection.delete(document.uri);
  }
}
