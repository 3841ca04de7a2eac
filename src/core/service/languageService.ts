import type { HttpDocument } from '../syntax/ast.ts';
import { checkDocument } from './check/checkDocument.ts';
import { type DocumentSymbol, symbolsOf } from './documentSymbol.ts';
import { type Folding, foldingsOf } from './folding.ts';
import { type HoverText, hoverAt } from './hover/hoverAt.ts';
import { lensesOf, type Lens as RequestLens } from './lens.ts';
import type { Problem } from './problem.ts';
import type { ServiceContext as Context } from './serviceContext.ts';

/*
 * The language service on one screen: what an editor or a linter asks of a document. Everything is a function of
 * the document and the context; offsets are the document's UTF-16 offsets.
 */

export type ServiceContext = Context;
export type Lens = RequestLens;

/** Every problem with its severity, words, section, related places and fixes, in the order of the text. */
export function check(document: HttpDocument, context: ServiceContext): readonly Problem[] {
  return checkDocument(document, context);
}

/** What there is to say of the place, as Markdown in which nothing from the file or the wire is markup. */
export function hover(document: HttpDocument, offset: number, context: ServiceContext): HoverText | undefined {
  return hoverAt(document, offset, context);
}

/** What can be done with each request and what is known of it; at most four a request, `Send` first. */
export function lenses(document: HttpDocument, context: ServiceContext): readonly Lens[] {
  return lensesOf(document, context);
}

/** The outline: requests and variables. */
export function symbols(document: HttpDocument): readonly DocumentSymbol[] {
  return symbolsOf(document);
}

/** What folds: requests, header groups, bodies, comments. */
export function foldings(document: HttpDocument): readonly Folding[] {
  return foldingsOf(document);
}
