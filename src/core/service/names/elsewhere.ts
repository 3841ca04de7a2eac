import type { Span } from '../../span.ts';
import type { HttpDocument } from '../../syntax/ast.ts';
import { type ImportedFile, importedRequest, importedVariable } from '../../syntax/imports.ts';
import { requestAt } from '../../syntax/locate.ts';
import { createScope } from '../../syntax/values/scope.ts';
import type { ServiceContext } from '../serviceContext.ts';
import { allMentions, isDefined, type Mention, mentionAt, sameThing } from './mentions.ts';
import { nameIndex } from './nameIndex.ts';

/** Where a name that the document does not give itself is given. `from` is what the caret is on. */
export type ElsewherePlace = { readonly from: Span } & (
  | { readonly kind: 'import'; readonly file: ImportedFile; readonly target: Span }
  /** A variable of that environment: where it stands is for those to say who read the files. */
  | { readonly kind: 'environment'; readonly environment: string; readonly name: string }
);

/** The place outside of the document that gives the name under the caret; undefined when there is none. */
export function definedElsewhere(
  document: HttpDocument,
  offset: number,
  { scope }: ServiceContext,
): ElsewherePlace | undefined {
  const index = nameIndex(document);
  const asked = mentionAt(document, offset, index);
  if (asked === undefined) return undefined;
  const from = { start: asked.reach.start, end: asked.reach.end };
  if (!isDefined(asked, index)) {
    const { kind, text } = asked;
    const file =
      kind === 'request' ? importedRequest(scope.imports, text) : importedVariable(scope.imports, text)?.file;
    const target = file && definitionIn(file, asked);
    if (file !== undefined && target !== undefined) return { kind: 'import', file, from, target };
  }
  if (asked.kind !== 'variable') return undefined;
  const outside = createScope(document, scope);
  const request = requestAt(document, offset);
  const found = (request === undefined ? outside : outside.at(request)).lookUp(asked.text);
  if (found.kind !== 'value' || found.origin.kind !== 'environment') return undefined;
  return { kind: 'environment', environment: found.origin.environment, name: asked.text, from };
}

/** Of several variables of one name the last counts, of several requests the first. */
function definitionIn({ document }: ImportedFile, asked: Mention): Span | undefined {
  const places = allMentions(document, nameIndex(document)).filter(
    (each) => each.role === 'definition' && sameThing(each, asked),
  );
  const target = asked.kind === 'variable' ? places.at(-1) : places[0];
  return target === undefined ? undefined : { start: target.start, end: target.end };
}
