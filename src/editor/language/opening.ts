import { type CancellationToken, type TextDocument, window, workspace } from 'vscode';
import { countRequests } from '../../core/syntax/document/requestCount.ts';
import type { Documents } from '../files/documents.ts';

/** With no more requests than this, nothing takes long enough for the order to matter. */
const fewest = 500;

/** How long the rest waits at most, in milliseconds: VS Code may have reasons not to ask for lenses. */
const patience = 2_000;

/** From lenses given to lenses on the screen: VS Code waits a quarter of a second itself. Milliseconds. */
const drawing = 400;

interface Turn {
  readonly come: Promise<void>;
  comeAfter(milliseconds: number): void;
}

/**
 * What of a long file comes first when it is opened. VS Code asks for ten thousand entries of the outline before it
 * asks for the lenses in view, and was seen to take a second over them; so the lenses go first and the rest waits.
 */
export class Opening {
  readonly #documents: Documents;
  readonly #turns = new WeakMap<TextDocument, Turn>();

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  /** The lenses of the document have been given, so that it is soon the turn of the rest. */
  lensesGiven(document: TextDocument): void {
    this.#turn(document).comeAfter(drawing);
  }

  /** Waits until the lenses are there; tells whether the answer is still wanted then. */
  async afterLenses(document: TextDocument, token: CancellationToken): Promise<'wanted' | 'cancelled'> {
    if (this.#expectsLenses(document)) await this.#turn(document).come;
    return token.isCancellationRequested ? 'cancelled' : 'wanted';
  }

  #expectsLenses(document: TextDocument): boolean {
    const shown = window.visibleTextEditors.some((editor) => editor.document === document);
    if (!shown || workspace.getConfiguration('editor', document).get('codeLens') === false) return false;
    return countRequests(this.#documents.of(document)) > fewest;
  }

  #turn(document: TextDocument): Turn {
    const known = this.#turns.get(document) ?? newTurn();
    this.#turns.set(document, known);
    return known;
  }
}

function newTurn(): Turn {
  let take = () => {};
  const come = new Promise<void>((resolve) => {
    take = resolve;
  });
  const comeAfter = (milliseconds: number) => void setTimeout(take, milliseconds);
  comeAfter(patience);
  return { come, comeAfter };
}
