import type { HttpDocument } from '../../syntax/ast.ts';
import { definedVariables } from '../../syntax/document/definitionIndex.ts';
import { type Imports, namesWithImports } from '../../syntax/imports.ts';
import { createScope, type Scope } from '../../syntax/values/scope.ts';
import { nameIndex } from '../names/nameIndex.ts';
import { masked } from '../secret.ts';
import type { ServiceContext } from '../serviceContext.ts';
import { type DynamicDoc, dynamicDocs } from '../words/dynamicDocs.ts';
import { shown } from '../words/shown.ts';
import { answerPaths } from './answerPaths.ts';
import { closing } from './closing.ts';
import { type Completion, completion } from './completion.ts';
import type { ExpressionPlace } from './place.ts';

/** What can stand between braces: variables with their values, answers of named requests, dynamic variables. */
export function expressions(
  document: HttpDocument,
  place: ExpressionPlace,
  context: ServiceContext,
): readonly Completion[] {
  const { variables, requests: here } = nameIndex(document);
  const { imports } = context.scope;
  const requests = namesWithImports(here, imports);
  const scope = createScope(document, context.scope);
  const paths = answerPaths(place, requests, (name) => context.scope.answer(name));
  if (paths !== undefined) return paths;
  if (place.typed.startsWith('$')) return dynamic(place, context);
  const names = [...variables].map((name) => name.replace(/^global\./, ''));
  const own = new Set(names);
  const others = importedNames(imports).filter(({ name }) => !own.has(name));
  const taken = new Set([...own, ...others.map(({ name }) => name)]);
  const shared = Object.keys(context.scope.environment.values).filter((name) => !taken.has(name));
  return [
    ...[...own].map((name) => variable(place, name, scope, 'this file')),
    ...others.map(({ name, path }) => variable(place, name, scope, path)),
    ...shared.map((name) => variable(place, name, scope, 'environment')),
    ...someOf(requests, place.typed).flatMap((name) => answers(place, name)),
    ...dynamic(place, context),
  ];
}

/** The variables of imported files, each with the file whose definition counts. */
function importedNames(imports: Imports | undefined): readonly { readonly name: string; readonly path: string }[] {
  const found = new Map<string, string>();
  for (const { path, document } of imports?.files ?? [])
    for (const name of definedVariables(document).keys()) found.set(name.replace(/^global\./, ''), path);
  return [...found].map(([name, path]) => ({ name, path }));
}

/** More names would bury the rest. */
const most = 400;

/** All names, or of very many those that begin as it is typed. */
function someOf(names: ReadonlySet<string>, typed: string): readonly string[] {
  const all = [...names];
  return all.length <= most ? all : all.filter((name) => name.startsWith(typed)).slice(0, most);
}

function variable(place: ExpressionPlace, name: string, scope: Scope, from: string): Completion {
  const lookup = scope.lookUp(name);
  const value = lookup.kind === 'value' ? shown(masked(name, lookup.value)) : 'no value yet';
  return completion('variable', place, closing(place, name), { label: name, description: `${value} · ${from}` });
}

/** The tag is what one wants of an answer; the rest is a choice more. */
function answers(place: ExpressionPlace, name: string): readonly Completion[] {
  const tag = `${name}.response.headers.ETag`;
  return [
    completion('request', place, closing(place, tag), { label: tag, description: `the tag in the answer to #${name}` }),
    completion('request', place, `${name}.response.`, {
      label: `${name}.response`,
      description: `the answer to #${name}`,
      continues: 'yes',
    }),
  ];
}

function dynamic(place: ExpressionPlace, { scope }: ServiceContext): readonly Completion[] {
  const ids = Object.keys(scope.auth ?? {});
  return dynamicDocs.flatMap((doc) => {
    const ofClient = /^\$auth\./.test(doc.name);
    if (!ofClient) return [dynamicOf(place, doc, doc.name)];
    return (ids.length > 0 ? ids : ['id']).map((id) => dynamicOf(place, doc, `${doc.name}("${id}")`));
  });
}

function dynamicOf(place: ExpressionPlace, { parameters, summary, example }: DynamicDoc, label: string): Completion {
  const newText = parameters.some(({ need }) => need === 'required') ? `${label} ` : closing(place, label);
  const description = parameters.map((each) => each.label).join(' ');
  const documentation = `${summary}${example === undefined ? '' : `\n\n\`{{${example}}}\``}`;
  return completion('dynamic', place, newText, { label, description, documentation });
}
