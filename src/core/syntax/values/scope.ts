import type { Exchange } from '../../http/exchange.ts';
import type { HeaderList } from '../../http/headerList.ts';
import type { HttpDocument } from '../ast.ts';
import { type Dialect, definedValue } from '../dialect.ts';
import { type DefinitionIndex, definitionIndex } from '../document/definitionIndex.ts';
import { type Imports, importedVariable, namesWithImports } from '../imports.ts';
import type { PlacedRequest } from '../locate.ts';
import { loopLine, type Passes, passesOf, passValue } from '../resolving/loop.ts';
import type { Lookup, Origin } from '../resolving/resolution.ts';
import { answerReference } from './answerValue.ts';
import { dynamicValue, own } from './dynamicValue.ts';
import { references, replaceReferences } from './expand.ts';
import { type PromptedVariable, promptExpression, promptedVariables, type Question } from './question.ts';
import { asked, defaultFields, fromAnswer, percentEncoded } from './scopeValues.ts';
import { type KnownValidators, type SoughtValidators, validatorExpression, validatorValue } from './validatorValue.ts';

/** Where values come from besides the file. Time and chance are arguments. */
export interface ScopeInputs {
  /** Given on the command line or by the caller; they win over everything. */
  readonly options: Readonly<Record<string, string>>;
  readonly environment: {
    readonly name: string;
    readonly values: Readonly<Record<string, string>>;
    /** What `{{$shared x}}` reads, if it is not all of `values`. */
    readonly shared?: Readonly<Record<string, string>>;
  };
  /** Fields that the environment gives to every request which does not have them; values may hold references. */
  readonly defaultHeaders?: HeaderList;
  /** Descriptions of OAuth clients by id, as the environment holds them. */
  readonly auth?: Readonly<Record<string, unknown>>;
  /** The last whole answer of the named request, if it was sent. */
  answer(request: string): Exchange | undefined;
  processVariable(name: string): string | undefined;
  /** A variable of the `.env` file beside the document; without it `$dotenv` is unresolved. */
  dotenvVariable?(name: string): string | undefined;
  /** The folder of the project, as `$projectRoot` of the JetBrains client; without it that is unresolved. */
  readonly projectRoot?: string;
  /** What the user answered; a question without an answer is asked when the request is sent. */
  prompted?(question: Question): string | undefined;
  /** The validators known of what such a request would meet; without it `$etag` is unresolved. */
  validators?(sought: SoughtValidators): KnownValidators | undefined;
  /** `standard` unless given. */
  readonly dialect?: Dialect;
  /** What the document takes in from other files; without it nothing. */
  readonly imports?: Imports | undefined;
  /** Which pass of the asking request's `# @loop` this is, from 0; the first unless given. */
  readonly pass?: number;
  /** Epoch milliseconds. */
  readonly now: number;
  /** In [0, 1). */
  random(): number;
}

/** Says what the expression inside `{{ }}` stands for. */
export interface Scope {
  lookUp(expression: string): Lookup;
  /** The same scope as that request sees it: with its prompts, and its own resource for `$etag`. */
  at(request: PlacedRequest): Scope;
  /** The fields that the environment adds to a request which has these. */
  defaults(headers: HeaderList): HeaderList;
}

/** How deep values may refer to values, and how long one may grow: a few doubling definitions would fill any memory. */
const deepest = 32;
const longest = 1 << 20;

/**
 * A scope over the document and the inputs. Precedence: option, prompt, file (the last definition, wherever it
 * stands), environment, the answer of a named request. A variable's value is fixed at its first use, so that an
 * `@id = {{$guid}}` is one id in the whole request.
 */
export function createScope(document: HttpDocument, inputs: ScopeInputs): Scope {
  const definitions = definitionIndex(document);
  const shared: Shared = { document, inputs, definitions, known: new Map(), open: new Set(), reach: 'document' };
  return scopeAt(shared, undefined);
}

/** What the scopes of one document's requests have in common. */
interface Shared {
  readonly document: HttpDocument;
  readonly inputs: ScopeInputs;
  readonly definitions: DefinitionIndex;
  readonly known: Map<string, Lookup>;
  /** The variables whose value is being made. */
  readonly open: Set<string>;
  /** Whether the value being made holds for the whole document, or for the request that asks. */
  reach: 'document' | 'request';
}

/** The scope as one request sees it, or as what stands outside of requests does. */
interface View {
  readonly shared: Shared;
  readonly asking: PlacedRequest | undefined;
  readonly prompts: readonly PromptedVariable[];
  /** What the request's loop goes over; undefined when it has none. */
  passes(): Passes | undefined;
  /** Values that hold for this request alone. */
  readonly known: Map<string, Lookup>;
  readonly scope: Scope;
}

function scopeAt(shared: Shared, asking: PlacedRequest | undefined): Scope {
  const scope: Scope = {
    lookUp: (expression) => lookUp(view, expression),
    at: (request) => (request === asking ? scope : scopeAt(shared, request)),
    defaults: (headers) => defaultFields(shared.inputs.defaultHeaders ?? [], headers, scope.lookUp, longest),
  };
  const prompts = asking === undefined ? [] : promptedVariables(asking.node.directives);
  const loop = asking === undefined ? undefined : loopLine(asking.node.directives);
  const known = prompts.length === 0 && loop === undefined ? shared.known : new Map<string, Lookup>();
  let read: Passes | undefined;
  const passes = () => {
    if (loop !== undefined) read ??= passesOf(loop, scope.lookUp);
    return read;
  };
  const view: View = { shared, asking, prompts, passes, known, scope };
  return scope;
}

function lookUp(view: View, expression: string): Lookup {
  const text = expression.trim();
  if (text.startsWith('%')) return percentEncoded(lookUp(view, text.slice(1)));
  if (text.startsWith('$')) return special(view, text);
  return view.known.get(requestKey(view, text)) ?? view.known.get(text) ?? kept(view, text);
}

/** Where a value that holds for one request alone is kept among those that hold for all. */
const requestKey = ({ asking }: View, text: string) => `${text}\n${asking?.index}`;

/** The value is kept for all requests, unless something on its way depends on which request asks. */
function kept(view: View, text: string): Lookup {
  const { shared, known } = view;
  const around = shared.reach;
  shared.reach = 'document';
  const found = variable(view, text) ?? answered(view, text);
  if (found.kind === 'value') known.set(shared.reach === 'document' ? text : requestKey(view, text), found);
  if (around === 'request') shared.reach = around;
  return found;
}

function special(view: View, text: string): Lookup {
  const { shared, asking, scope } = view;
  if (text.startsWith('$global.')) return lookUp(view, text.slice('$global.'.length));
  const question = promptExpression(text);
  if (question !== undefined) return asked(question, shared.inputs);
  const passed = ofLoop(view, text);
  if (passed !== undefined) return passed;
  const validator = validatorExpression(text);
  const dynamic = () => dynamicValue(text, shared.inputs, scope.lookUp);
  if (text.startsWith('$shared')) return replaced(view, text, dynamic);
  if (validator === undefined) return dynamic();
  shared.reach = 'request';
  const { document, inputs } = shared;
  return guarded(shared, `${text}\n${asking?.index}`, () =>
    validatorValue(validator, { document, asking, scope }, inputs.validators?.bind(inputs)),
  );
}

/** A shared value may refer to others, as any value of an environment. */
function replaced({ shared, scope }: View, text: string, make: () => Lookup): Lookup {
  return guarded(shared, text, () => {
    const found = make();
    if (found.kind === 'unresolved') return found;
    const value = replaceReferences(found.value, scope.lookUp, longest);
    return typeof value === 'string' ? { ...found, value } : value;
  });
}

function variable(view: View, name: string): Lookup | undefined {
  const { inputs } = view.shared;
  const option = own(inputs.options, name);
  if (option !== undefined) return expanded(view, name, option, { kind: 'option' });
  const prompt = view.prompts.find((each) => each.name === name);
  if (prompt !== undefined) return asked(prompt.question, inputs);
  const passed = ofLoop(view, name);
  if (passed !== undefined) return passed;
  if (inputs.dialect === 'jetbrains') return ofEnvironment(view, name) ?? ofFile(view, name);
  return ofFile(view, name) ?? ofEnvironment(view, name);
}

/** What the loop's own names stand for in this pass. What it goes over is read as if there were no loop. */
function ofLoop({ shared, asking, passes }: View, expression: string): Lookup | undefined {
  const { open, inputs } = shared;
  if (asking === undefined || open.has(loopKey)) return undefined;
  open.add(loopKey);
  const over = passes();
  open.delete(loopKey);
  const value = over === undefined ? undefined : passValue(over, inputs.pass ?? 0, expression);
  if (value === undefined) return undefined;
  shared.reach = 'request';
  return { kind: 'value', value, origin: { kind: 'loop', pass: inputs.pass ?? 0 } };
}

const loopKey = '# @loop';

function ofFile(view: View, name: string): Lookup | undefined {
  const { inputs, definitions } = view.shared;
  const definition = definitions.variable(name);
  if (definition === undefined) return ofImport(view, name);
  return expanded(view, name, definedValue(definition.value, inputs.dialect), definition.origin);
}

function ofImport(view: View, name: string): Lookup | undefined {
  const { imports, dialect } = view.shared.inputs;
  const found = importedVariable(imports, name);
  if (found === undefined) return undefined;
  const { file, definition } = found;
  return expanded(view, name, definedValue(definition.value, dialect), { kind: 'import', path: file.path });
}

function ofEnvironment(view: View, name: string): Lookup | undefined {
  const { environment } = view.shared.inputs;
  const value = own(environment.values, name);
  if (value === undefined) return undefined;
  return expanded(view, name, value, { kind: 'environment', environment: environment.name });
}

/** A value that is one reference and nothing else stays the date that it is. */
function expanded({ shared, scope }: View, name: string, template: string, origin: Origin): Lookup {
  return guarded(shared, name, () => {
    const [only] = references(template);
    if (only !== undefined && only.start === 0 && only.end === template.length) {
      const found = scope.lookUp(only.expression);
      return found.kind === 'value' ? { ...found, origin } : { ...found, culprit: found.culprit ?? only.expression };
    }
    const value = replaceReferences(template, scope.lookUp, longest);
    return typeof value === 'string' ? { kind: 'value', value, origin } : value;
  });
}

function guarded({ open }: Shared, name: string, make: () => Lookup): Lookup {
  if (open.has(name)) return { kind: 'unresolved', reason: 'cycle' };
  if (open.size >= deepest) return { kind: 'unresolved', reason: 'too-deep' };
  open.add(name);
  const made = make();
  open.delete(name);
  return made;
}

function answered({ shared: { definitions, inputs } }: View, text: string): Lookup {
  const names = namesWithImports(definitions.requestNames(), inputs.imports);
  const reference = answerReference(text, names);
  if (reference === undefined) return { kind: 'unresolved', reason: 'undefined' };
  return fromAnswer(reference, names, inputs);
}
