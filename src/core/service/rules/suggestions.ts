import type { HttpDocument } from '../../syntax/ast.ts';
import { definedVariables } from '../../syntax/document/definitionIndex.ts';
import type { UnresolvedReason } from '../../syntax/resolving/resolution.ts';
import type { ScopeInputs } from '../../syntax/values/scope.ts';
import { nearest } from './nearest.ts';

interface Unresolved {
  readonly expression: string;
  readonly reason: UnresolvedReason;
}

/** The expression that was probably meant, when a name in it is nearly one that exists. */
export function suggestion(document: HttpDocument, scope: ScopeInputs, failed: Unresolved): string | undefined {
  const { expression, reason } = failed;
  switch (reason) {
    case 'undefined':
      return nearest(expression, variableNames(document, scope), 2);
    case 'request-unknown':
      return withNearestRequest(document, expression);
    case 'field-absent':
      return withNearestField(scope, expression);
    case 'cycle':
    case 'too-deep':
    case 'request-not-sent':
    case 'path-absent':
    case 'not-asked':
    case 'validator-unknown':
    case 'expression-invalid':
      return undefined;
  }
}

function variableNames(document: HttpDocument, { options, environment, imports }: ScopeInputs): readonly string[] {
  const inFile = document.blocks.flatMap(({ block }) => block.variables.map(({ name }) => name.text));
  const imported = (imports?.files ?? []).flatMap(({ document: other }) => [...definedVariables(other).keys()]);
  return [...inFile, ...imported, ...Object.keys(environment.values), ...Object.keys(options)];
}

function withNearestRequest({ blocks }: HttpDocument, expression: string): string | undefined {
  const dot = expression.indexOf('.');
  if (dot <= 0) return undefined;
  const names = blocks.flatMap(({ block }) =>
    block.requests.flatMap(({ name }) => (name === undefined ? [] : [name.text])),
  );
  const found = nearest(expression.slice(0, dot), names, 2);
  return found === undefined ? undefined : found + expression.slice(dot);
}

function withNearestField(scope: ScopeInputs, expression: string): string | undefined {
  const parts = /^(.+?)(\.response\.headers\.)([^.[\]\s]+)$/.exec(expression);
  const [, request = '', middle = '', field = ''] = parts ?? [];
  const names = scope.answer(request)?.response?.headers.map(([name]) => name.toLowerCase()) ?? [];
  const found = nearest(field.toLowerCase(), names, 2);
  return parts === null || found === undefined ? undefined : `${request}${middle}${found}`;
}
