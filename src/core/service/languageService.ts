import type { Edit, Span } from '../span.ts';
import type { HttpDocument } from '../syntax/ast.ts';
import { checkDocument } from './check/checkDocument.ts';
import { completeAt } from './completion/completeAt.ts';
import type { Completion } from './completion/completion.ts';
import { completePath, type ListFolder } from './completion/paths.ts';
import { type DocumentLink, documentLinks } from './documentLinks.ts';
import type { DocumentSymbol } from './documentSymbol.ts';
import { type Folded, foldedLinesOf } from './foldedLines.ts';
import { type Folding, foldingsOf } from './folding.ts';
import { type FormatOptions, formatDocument } from './format/formatDocument.ts';
import { type HoverText, hoverAt } from './hover/hoverAt.ts';
import { type HintedPlaces, type ValueHint, valueHintsIn } from './inlayHints.ts';
import { lensesOf, type Lens as RequestLens } from './lens.ts';
import { definedElsewhere, type ElsewherePlace } from './names/elsewhere.ts';
import { type DefinitionPlace, definitionOf, type NamePlace, referencesTo } from './names/references.ts';
import { type Renamed, type RenameRefused, type RenameTarget, renameAt, renameTargetAt } from './names/rename.ts';
import { OutlineReader } from './outlineReader.ts';
import { type PredictionHint, predictionHintsIn } from './predictionHints.ts';
import type { Problem } from './problem.ts';
import { selectionsAt } from './selectionRanges.ts';
import { type SemanticToken, semanticTokensIn } from './semanticTokens.ts';
import type { ServiceContext as Context } from './serviceContext.ts';
import { type Signature, signatureAt } from './signature.ts';

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

/** What can be done with each request, or those that the span touches; at most four a request, `Send` first. */
export function lenses(document: HttpDocument, context: ServiceContext, within?: Span): readonly Lens[] {
  return lensesOf(document, context, within);
}

/** The outline: requests and variables. */
export function symbols(document: HttpDocument): readonly DocumentSymbol[] {
  return new OutlineReader().symbols(document);
}

/** What folds: requests, header groups, bodies, comments. */
export function foldings(document: HttpDocument): readonly Folding[] {
  return foldingsOf(document);
}

/** The same by lines; of more than `most`, what folds next to the offset. */
export function foldedLines(document: HttpDocument, offset: number, most: number): Folded {
  return foldedLinesOf(document, offset, most);
}

/** What can be written at the caret, the likeliest first; files are listed by `completeFile`. */
export function complete(document: HttpDocument, offset: number, context: ServiceContext): readonly Completion[] {
  return completeAt(document, offset, context);
}

/** The files and folders that the path under the caret can go on with. */
export function completeFile(document: HttpDocument, offset: number, list: ListFolder): Promise<readonly Completion[]> {
  return completePath(document, offset, list);
}

/** The directive or dynamic variable whose arguments the caret is in. */
export function signature(document: HttpDocument, offset: number): Signature | undefined {
  return signatureAt(document, offset);
}

/** Files that the document names, and request targets that are URLs without variables. */
export function links(document: HttpDocument, context: ServiceContext): readonly DocumentLink[] {
  return documentLinks(document, context);
}

/** Where the variable or the request under the caret gets its name. */
export function definition(document: HttpDocument, offset: number): DefinitionPlace | undefined {
  return definitionOf(document, offset);
}

/** Where the name under the caret is given when the document does not give it: an imported file, the environment. */
export function definitionElsewhere(
  document: HttpDocument,
  offset: number,
  context: ServiceContext,
): ElsewherePlace | undefined {
  return definedElsewhere(document, offset, context);
}

/** Every place that names the variable or the request under the caret, in every spelling. */
export function references(document: HttpDocument, offset: number): readonly NamePlace[] {
  return referencesTo(document, offset);
}

/** The name under the caret, or a sentence on why it cannot be changed. */
export function renameTarget(
  document: HttpDocument,
  offset: number,
  context: ServiceContext,
): RenameTarget | RenameRefused {
  return renameTargetAt(document, offset, context);
}

/** The edits that give what is under the caret another name, or a sentence on why they cannot be had. */
export function rename(
  document: HttpDocument,
  offset: number,
  newName: string,
  context: ServiceContext,
): Renamed | RenameRefused {
  return renameAt(document, offset, newName, context);
}

/** What the text in the span is, for colours; a span of what is on the screen keeps it cheap in a long file. */
export function semanticTokens(document: HttpDocument, span: Span, context: ServiceContext): readonly SemanticToken[] {
  return semanticTokensIn(document, span, context);
}

/** What a selection grows to from the caret, each span within the next. */
export function selections(document: HttpDocument, offset: number): readonly Span[] {
  return selectionsAt(document, offset);
}

/** The values of the references in the span, secrets masked. */
export function valueHints(
  document: HttpDocument,
  span: Span,
  where: HintedPlaces,
  context: ServiceContext,
): readonly ValueHint[] {
  return valueHintsIn(document, span, where, context);
}

/** What is likely to come of the conditional requests in the span, where something is known of their resources. */
export function predictionHints(
  document: HttpDocument,
  span: Span,
  context: ServiceContext,
): readonly PredictionHint[] {
  return predictionHintsIn(document, span, context);
}

/** The edits that lay the document out, or the part of it in the span, without changing what is sent. */
export function format(document: HttpDocument, options: FormatOptions, within?: Span): readonly Edit[] {
  return formatDocument(document, options, within);
}
