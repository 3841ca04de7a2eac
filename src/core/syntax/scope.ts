import type { Exchange } from '../http/exchange.ts';
import { type AnswerReference, answerReference, answerValue } from './answerValue.ts';
import type { HttpDocument } from './ast.ts';
import { definitionIndex } from './definitionIndex.ts';
import { dynamicValue, own } from './dynamicValue.ts';
import { replaceReferences } from './expand.ts';
import type { Lookup, Origin } from './resolution.ts';

/** Where values come from besides the file. Time and chance are arguments. */
export interface ScopeInputs {
  /** Given on the command line or by the caller; they win over everything. */
  readonly options: Readonly<Record<string, string>>;
  readonly environment: { readonly name: string; readonly values: Readonly<Record<string, string>> };
  /** The last whole answer of the named request, if it was sent. */
  answer(request: string): Exchange | undefined;
  processVariable(name: string): string | undefined;
  /** A variable of the `.env` file beside the document; without it `$dotenv` is unresolved. */
  dotenvVariable?(name: string): string | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
  /** In [0, 1). */
  random(): number;
}

/** Says what the expression inside `{{ }}` stands for. */
export interface Scope {
  lookUp(expression: string): Lookup;
}

/** How deep values may refer to values, and how long one may grow: a few doubling definitions would fill any memory. */
const deepest = 32;
const longest = 1 << 20;

/**
 * A scope over the document and the inputs. Precedence: option, file (the last definition, wherever it stands),
 * environment, the answer of a named request. A variable's value is fixed at its first use, so that an
 * `@id = {{$guid}}` is one id in the whole request.
 */
export function createScope(document: HttpDocument, inputs: ScopeInputs): Scope {
  const definitions = definitionIndex(document);
  const known = new Map<string, Lookup>();
  const open = new Set<string>();

  const lookUp = (expression: string): Lookup => {
    const text = expression.trim();
    if (text.startsWith('%')) return percentEncoded(lookUp(text.slice(1)));
    if (text.startsWith('$')) return dynamicValue(text, inputs, lookUp);
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = variable(text) ?? answered(text);
    if (found.kind === 'value') known.set(text, found);
    return found;
  };

  const variable = (name: string): Lookup | undefined => {
    const option = own(inputs.options, name);
    if (option !== undefined) return expanded(name, option, { kind: 'option' });
    const definition = definitions.variable(name);
    if (definition !== undefined) return expanded(name, definition.value, definition.origin);
    const value = own(inputs.environment.values, name);
    if (value === undefined) return undefined;
    return expanded(name, value, { kind: 'environment', environment: inputs.environment.name });
  };

  const expanded = (name: string, template: string, origin: Origin): Lookup => {
    if (open.has(name)) return { kind: 'unresolved', reason: 'cycle' };
    if (open.size >= deepest) return { kind: 'unresolved', reason: 'too-deep' };
    open.add(name);
    const value = replaceReferences(template, lookUp, longest);
    open.delete(name);
    return typeof value === 'string' ? { kind: 'value', value, origin } : value;
  };

  const answered = (text: string): Lookup => {
    const reference = answerReference(text, definitions.requestNames());
    if (reference === undefined) return { kind: 'unresolved', reason: 'undefined' };
    return fromAnswer(reference, definitions.requestNames(), inputs);
  };

  return { lookUp };
}

function fromAnswer(reference: AnswerReference, names: ReadonlySet<string>, inputs: ScopeInputs): Lookup {
  const { request } = reference;
  const exchange = inputs.answer(request);
  if (exchange === undefined)
    return { kind: 'unresolved', reason: names.has(request) ? 'request-not-sent' : 'request-unknown' };
  const found = answerValue(reference, exchange);
  if ('reason' in found) return { kind: 'unresolved', reason: found.reason };
  return { kind: 'value', value: found.value, origin: { kind: 'response', request, receivedAt: exchange.endedAt } };
}

/** A lone surrogate has no UTF-8 form; it becomes the replacement character instead of an exception. */
function percentEncoded(lookup: Lookup): Lookup {
  if (lookup.kind === 'unresolved') return lookup;
  return { ...lookup, value: encodeURIComponent(lookup.value.replaceAll(/\p{Surrogate}/gu, '\uFFFD')) };
}
