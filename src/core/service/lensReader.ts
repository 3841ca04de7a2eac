import type { Span } from '../span.ts';
import type { HttpDocument } from '../syntax/ast.ts';
import { type Definition, definedVariables, sameDefinitions } from '../syntax/document/definitionIndex.ts';
import { asks } from './check/judgeBlock.ts';
import { type KnownTitles, type Lens, lensesOf } from './lens.ts';
import type { ServiceContext } from './serviceContext.ts';

/**
 * The lenses of one document through its versions: those of requests that an edit leaves as they are, and of whose
 * resources nothing is known, are not worked out again. What is known besides the file must stay the same; for new
 * knowledge there is `forget`.
 */
export class LensReader {
  #titles: KnownTitles = new WeakMap();
  #variables: ReadonlyMap<string, Definition> = new Map();
  /** Whether one of the variables hangs on answers or other requests: those change without the block. */
  #asks = false;

  /** The lenses of the requests in the blocks that the span touches, or of all. */
  read(document: HttpDocument, context: ServiceContext, within?: Span): readonly Lens[] {
    const variables = definedVariables(document);
    const same = sameDefinitions(variables, this.#variables);
    if (!same) this.#asks = [...variables.values()].some(({ value }) => asks(value));
    if (!same || this.#asks || isAsked(context)) this.forget();
    this.#variables = variables;
    return lensesOf(document, context, within, this.#titles);
  }

  /** Takes nothing for granted any more. */
  forget(): void {
    this.#titles = new WeakMap();
  }
}

/** The same of the values that are given besides the file. */
function isAsked({ scope }: ServiceContext): boolean {
  return [...Object.values(scope.options), ...Object.values(scope.environment.values)].some(asks);
}
