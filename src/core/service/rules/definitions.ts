import type { Span, Token } from '../../span.ts';
import type { Block, RequestNode, VariableNode } from '../../syntax/ast.ts';
import { definedValue } from '../../syntax/dialect.ts';
import { blockImports } from '../../syntax/imports.ts';
import { answerReference, answerText } from '../../syntax/values/answerValue.ts';
import { own } from '../../syntax/values/dynamicValue.ts';
import { expand, references } from '../../syntax/values/expand.ts';
import { parsePath, severalMatches } from '../../syntax/values/jsonPath.ts';
import type { Scope } from '../../syntax/values/scope.ts';
import { masked } from '../secret.ts';
import type { ServiceContext } from '../serviceContext.ts';
import { shown } from '../words/shown.ts';
import { type Finding, finding, NO_FINDINGS } from './finding.ts';

/** What there is to say of a block's definitions and references besides that they have no value. */
export function checkDefinitions(block: Block, scope: Scope, context: ServiceContext): readonly Finding[] {
  return [
    ...imports(block, context),
    ...block.variables.flatMap((variable) => shadowed(variable, scope, context)),
    ...(mayMatchSeveral.test(block.text) ? severalIn(block, scope, context) : NO_FINDINGS),
  ];
}

/** Imports that bring nothing. Until the files are looked for nothing is said. */
function imports(block: Block, { scope }: ServiceContext): readonly Finding[] {
  const flaws = scope.imports?.flaws;
  if (flaws === undefined || flaws.size === 0) return NO_FINDINGS;
  return blockImports(block).flatMap((path) => {
    const flaw = flaws.get(path.text);
    if (flaw === undefined) return NO_FINDINGS;
    return [finding(flaw === 'missing' ? 'import-missing' : 'import-circle', path, { path: path.text })];
  });
}

/** A variable that the environment gives another value than the file. */
function shadowed({ name, value }: VariableNode, scope: Scope, { scope: inputs }: ServiceContext): readonly Finding[] {
  const { environment, dialect, options } = inputs;
  const theirs = own(environment.values, name.text);
  if (theirs === undefined || own(options, name.text) !== undefined) return NO_FINDINGS;
  const ours = definedValue(value.text, dialect);
  const read = (text: string) => expand({ text, start: 0, end: text.length }, scope).text;
  if (theirs === ours || read(theirs) === read(ours)) return NO_FINDINGS;
  const facts = {
    name: name.text,
    environment: environment.name,
    other: shown(masked(name.text, read(theirs))),
    wins: dialect === 'jetbrains' ? 'environment' : 'file',
  } as const;
  return [finding('variable-shadowed', name, facts)];
}

/** A path with descent, a wildcard, a filter or a slice, in an answer's content. */
const mayMatchSeveral = /\{\{[^{}\r\n]*\$[^{}\r\n]*(?:\.\.|\*|\?|\[-?\d*:)/;

function severalIn(block: Block, scope: Scope, context: ServiceContext): readonly Finding[] {
  const templates = [...block.variables.map(({ value }) => value), ...block.requests.flatMap(templatesOf)];
  return templates.flatMap((template) =>
    references(template.text).flatMap(({ start, end, expression }) => {
      if (!matchesSeveral(expression, context)) return NO_FINDINGS;
      const place: Span = { start: template.start + start, end: template.start + end };
      const found = scope.lookUp(expression);
      const first = found.kind === 'value' ? shown(masked(expression, found.value)) : '';
      return [finding('reference-several-matches', place, { expression, first })];
    }),
  );
}

function templatesOf({ target, headers, body, curl }: RequestNode): readonly Token[] {
  if (curl !== undefined) return [];
  return [
    ...target.pieces,
    ...headers.flatMap(({ value, lines }) => lines ?? [value]),
    ...body.parts.map((part) => (part.kind === 'text' ? part : part.path)),
  ];
}

const noNames: ReadonlySet<string> = new Set();

function matchesSeveral(expression: string, { scope }: ServiceContext): boolean {
  const reference = answerReference(expression.replace(/^%\s*/, ''), noNames);
  const path = /^body\.(?:asJson\.)?(\$.*)$/s.exec(reference?.path ?? '')?.[1];
  const exchange = reference === undefined || path === undefined ? undefined : scope.answer(reference.request);
  const steps = path === undefined ? undefined : parsePath(path);
  if (reference === undefined || exchange === undefined || steps === undefined) return false;
  return severalMatches(answerText(reference, exchange), steps);
}
