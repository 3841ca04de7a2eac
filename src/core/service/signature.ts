import type { HttpDocument } from '../syntax/ast.ts';
import { directiveKey } from '../syntax/block/directives.ts';
import { placeAt } from './completion/place.ts';
import { directiveDocs } from './words/directiveDocs.ts';
import { dynamicDocs } from './words/dynamicDocs.ts';
import type { ParameterDoc } from './words/parameterDoc.ts';

/** How what stands at the caret is written, and which of its arguments the caret is in. */
export interface Signature {
  readonly label: string;
  readonly summary: string;
  /** Each label is a part of the signature's. */
  readonly parameters: readonly ParameterDoc[];
  /** Index into `parameters`. */
  readonly active: number;
}

/** The signature of the directive or the dynamic variable whose arguments the caret is in. */
export function signatureAt(document: HttpDocument, offset: number): Signature | undefined {
  const place = placeAt(document, offset);
  if (place?.kind === 'directive-value') return ofDirective(place.name, place.typed);
  return place?.kind === 'expression' ? ofDynamic(place.typed) : undefined;
}

function ofDirective(name: string, typed: string): Signature | undefined {
  const doc = directiveDocs.find((each) => directiveKey(each.name) === directiveKey(name));
  return doc === undefined ? undefined : signature(`# @${doc.name}`, doc.summary, doc.parameters, typed);
}

function ofDynamic(typed: string): Signature | undefined {
  const match = /^(\$[\w.]+)[ \t]+(.*)$/.exec(typed);
  const doc = dynamicDocs.find(({ name }) => name === match?.[1]);
  return doc === undefined ? undefined : signature(doc.name, doc.summary, doc.parameters, match?.[2] ?? '');
}

function signature(
  head: string,
  summary: string,
  parameters: readonly ParameterDoc[],
  typed: string,
): Signature | undefined {
  if (parameters.length === 0) return undefined;
  const words = typed.match(/"[^"]*"?|'[^']*'?|[^\s"']+/g)?.length ?? 0;
  const current = /\s$/.test(typed) || words === 0 ? words : words - 1;
  const label = [head, ...parameters.map((each) => each.label)].join(' ');
  return { label, summary, parameters, active: Math.min(current, parameters.length - 1) };
}
