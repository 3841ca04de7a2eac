import { type Span, touches } from '../../span.ts';
import type { Block, HttpDocument } from '../../syntax/ast.ts';
import type { Lookup, Origin } from '../../syntax/resolving/resolution.ts';
import { references } from '../../syntax/values/expand.ts';
import type { Scope } from '../../syntax/values/scope.ts';
import { lineSpan } from '../edits/lineEdits.ts';
import { definitionAt } from '../edits/valueEdits.ts';
import { age } from '../request/moment.ts';
import { masked } from '../secret.ts';
import type { ServiceContext } from '../serviceContext.ts';
import { dynamicDocs } from '../words/dynamicDocs.ts';
import { unresolved } from '../words/memoryWords.ts';
import { clientTold } from '../words/oauthClientWords.ts';
import type { HoverText } from './hoverAt.ts';
import { code, plainText } from './markdown.ts';

/** On a `{{reference}}`: its value and where that comes from. `local` counts from the block's start. */
export function referenceHover(
  document: HttpDocument,
  { text }: Block,
  local: number,
  scope: Scope,
  { now, scope: inputs }: ServiceContext,
): HoverText | undefined {
  const line = lineSpan(text, local);
  const found = references(text.slice(line.start, line.end)).find((each) => touches(each, local - line.start));
  if (found === undefined) return undefined;
  const { expression } = found;
  const lookup = scope.lookUp(expression);
  const span: Span = { start: found.start + line.start, end: found.end + line.start };
  const client = clientTold(expression, inputs)?.map(plainText) ?? [];
  const read = reading(document, expression, lookup, now);
  return { span, markdown: [heading(expression), ...meaning(expression), ...client, ...read].join('\n\n') };
}

/** What a dynamic variable is for. */
function meaning(expression: string): readonly string[] {
  const [name = ''] = expression.split(/[\s(]/, 1);
  const doc = name.startsWith('$') ? dynamicDocs.find((each) => each.name === name) : undefined;
  return doc === undefined ? [] : [doc.summary];
}

const heading = (expression: string) => `**${plainText(expression)}**`;

function reading(document: HttpDocument, expression: string, lookup: Lookup, now: number): readonly string[] {
  if (lookup.kind === 'unresolved') return [plainText(unresolved(lookup.culprit ?? expression, lookup.reason))];
  return [code(masked(expression, lookup.value)), whence(document, lookup.origin, now)];
}

function whence(document: HttpDocument, origin: Origin, now: number): string {
  switch (origin.kind) {
    case 'option':
      return 'Given on the command line.';
    case 'file':
      return fromFile(document, origin);
    case 'import':
      return `Defined in ${code(origin.path)}.`;
    case 'environment':
      return origin.environment === ''
        ? 'From the shared environment.'
        : `From the environment ${code(origin.environment)}.`;
    case 'process-environment':
      return "From the process' environment.";
    case 'dynamic':
      return 'Made anew for each send.';
    case 'loop':
      return `Pass ${origin.pass + 1} of this request's loop.`;
    case 'prompt':
      return 'As you answered.';
    case 'validator':
      return `Known of ${code(origin.url)}, seen ${age(origin.seenAt, now)}.`;
    case 'response':
      return `From the answer to ${code(`#${origin.request}`)}, received ${age(origin.receivedAt, now)}.`;
  }
}

/** The value as written is told where it is made of other variables. */
function fromFile(document: HttpDocument, origin: Extract<Origin, { kind: 'file' }>): string {
  const variable = definitionAt(document, origin)?.variable;
  const composed = variable?.value.text.includes('{{') === true ? `, as ${code(variable.value.text)}` : '';
  return `Defined in this file${composed}.`;
}

/** On the name of an `@name = value` line: what the value comes to. */
export function definitionHover({ variables }: Block, local: number, scope: Scope): HoverText | undefined {
  const variable = variables.find(({ name }) => touches(name, local));
  if (variable === undefined) return undefined;
  const { name } = variable;
  const lookup = scope.lookUp(name.text);
  const value =
    lookup.kind === 'value'
      ? code(masked(name.text, lookup.value))
      : plainText(unresolved(lookup.culprit ?? name.text, lookup.reason));
  const other =
    lookup.kind === 'value' && !isDefinedBy(lookup.origin, variable) ? ['Another definition has precedence.'] : [];
  return { span: { start: name.start, end: name.end }, markdown: [heading(name.text), value, ...other].join('\n\n') };
}

const isDefinedBy = (origin: Origin, { start }: Span) => origin.kind === 'file' && origin.span.start === start;
