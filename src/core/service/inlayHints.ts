import { type Span, shift, type Token } from '../span.ts';
import type { HttpDocument, RequestNode } from '../syntax/ast.ts';
import { type PlacedRequest, requestsWithin } from '../syntax/locate.ts';
import { references } from '../syntax/values/expand.ts';
import { createScope, type Scope } from '../syntax/values/scope.ts';
import { looksSecret } from './secret.ts';
import type { ServiceContext } from './serviceContext.ts';
import { shown } from './words/shown.ts';

/** The value of a reference, to be shown behind it. */
export interface ValueHint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
}

/** Behind which references values are shown: those in header fields, or those in targets and contents too. */
export type HintedPlaces = 'fields' | 'everywhere';

/** Longer values would push the text aside that they explain. UTF-16 units. */
const longest = 40;

/** The values of the references in the span that have one already; what looks secret is not shown. */
export function valueHintsIn(
  document: HttpDocument,
  span: Span,
  where: HintedPlaces,
  context: ServiceContext,
): readonly ValueHint[] {
  const scope = createScope(document, context.scope);
  return requestsWithin(document, span)
    .flatMap((placed) => requestHints(placed, where, scope.at(placed)))
    .filter(({ offset }) => offset >= span.start && offset <= span.end);
}

/** A text with references, and whether what they stand for is a secret by where they stand. */
interface Template {
  readonly token: Token;
  readonly secret: 'yes' | 'no';
}

function requestHints(placed: PlacedRequest, where: HintedPlaces, scope: Scope): readonly ValueHint[] {
  if (placed.node.curl !== undefined) return [];
  const templates = [...fields(placed.node), ...(where === 'everywhere' ? others(placed.node) : [])];
  return templates.flatMap(({ token, secret }) =>
    references(token.text).flatMap((reference) => {
      const { end, expression } = shift(reference, placed.start + token.start);
      return hint(end, expression, secret, scope);
    }),
  );
}

function fields({ headers }: RequestNode): readonly Template[] {
  return headers.flatMap(({ name, value, lines }) =>
    (lines ?? [value]).map((token) => ({ token, secret: looksSecret(name.text) ? ('yes' as const) : ('no' as const) })),
  );
}

function others({ target, body }: RequestNode): readonly Template[] {
  const tokens = [...target.pieces, ...body.parts.map((part) => (part.kind === 'text' ? part : part.path))];
  return tokens.map((token) => ({ token, secret: 'no' }));
}

/** A dynamic value is made anew for each send, so none can be shown. */
function hint(offset: number, expression: string, secret: Template['secret'], scope: Scope): readonly ValueHint[] {
  const lookup = scope.lookUp(expression);
  if (lookup.kind !== 'value' || lookup.origin.kind === 'dynamic') return [];
  if (secret === 'yes' || looksSecret(expression))
    return [{ offset, label: '••••', tooltip: `A value of ${lookup.value.length} characters, hidden.` }];
  const value = shown(lookup.value);
  const label = value.length > longest ? `${value.slice(0, longest - 1)}…` : value;
  return [{ offset, label: label === '' ? '(empty)' : label, tooltip: value }];
}
