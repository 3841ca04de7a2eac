import { type Disposable, type Position, type TextDocument, workspace } from 'vscode';
import type { HttpDocument } from '../../core/syntax/ast.ts';
import { insideFence, parseMarkdown } from '../../core/syntax/block/fences.ts';
import { parse, update } from '../../core/syntax/parse.ts';
import { isProse } from '../language/markdown.ts';

/** The language id shared with the peers, so that files open here however they were associated. */
export const languageId = 'http';

/** Whether the document may hold requests: all of it, or what is fenced in it. */
export function holdsRequests(document: TextDocument): boolean {
  return document.languageId === languageId || isProse(document);
}

interface Parsed {
  readonly version: number;
  readonly document: HttpDocument;
}

/**
 * The trees of the open documents: one per version, shared by every provider. An edit parses again only the
 * blocks it touches.
 */
export class Documents implements Disposable {
  readonly #parsed = new Map<string, Parsed>();
  readonly #subscriptions: readonly Disposable[];

  constructor() {
    this.#subscriptions = [
      workspace.onDidChangeTextDocument((event) => {
        const before = this.#parsed.get(event.document.uri.toString());
        if (before === undefined || event.contentChanges.length === 0) return;
        // An edit of the prose can make or undo a fence, so prose is read anew when it is asked for.
        if (isProse(event.document)) return void this.#parsed.delete(event.document.uri.toString());
        const edits = event.contentChanges.map((change) => ({
          start: change.rangeOffset,
          end: change.rangeOffset + change.rangeLength,
          newText: change.text,
        }));
        this.#keep(event.document, update(before.document, edits));
      }),
      workspace.onDidCloseTextDocument((document) => this.#parsed.delete(document.uri.toString())),
    ];
  }

  /** The tree of the document as it stands. */
  of(document: TextDocument): HttpDocument {
    const known = this.#parsed.get(document.uri.toString());
    if (known?.version === document.version) return known.document;
    const read = isProse(document) ? parseMarkdown : parse;
    return this.#keep(document, read(document.getText()));
  }

  /** The same, where requests can stand at the position: in prose only inside of a fence. */
  at(document: TextDocument, position: Position): HttpDocument | undefined {
    const tree = this.of(document);
    if (isProse(document) && !insideFence(tree, document.offsetAt(position))) return undefined;
    return tree;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#parsed.clear();
  }

  #keep(document: TextDocument, parsed: HttpDocument): HttpDocument {
    this.#parsed.set(document.uri.toString(), { version: document.version, document: parsed });
    return parsed;
  }
}
