import { type HeaderList, sameName } from '../../http/headerList.ts';
import type { Lookup } from '../resolving/resolution.ts';
import { type AnswerReference, answerValue } from './answerValue.ts';
import { replaceReferences } from './expand.ts';
import type { Question } from './question.ts';
import type { Scope, ScopeInputs } from './scope.ts';

/** What the user answered, or the question that is to be asked. */
export function asked(question: Question, inputs: ScopeInputs): Lookup {
  const value = inputs.prompted?.(question);
  return value === undefined
    ? { kind: 'unresolved', reason: 'not-asked', question }
    : { kind: 'value', value, origin: { kind: 'prompt' } };
}

/** What the reference stands for in the answer of the request it names, one of `names`. */
export function fromAnswer(reference: AnswerReference, names: ReadonlySet<string>, inputs: ScopeInputs): Lookup {
  const { request } = reference;
  const exchange = inputs.answer(request);
  if (exchange === undefined)
    return { kind: 'unresolved', reason: names.has(request) ? 'request-not-sent' : 'request-unknown' };
  const found = answerValue(reference, exchange);
  if ('reason' in found) return { kind: 'unresolved', reason: found.reason };
  return { kind: 'value', value: found.value, origin: { kind: 'response', request, receivedAt: exchange.endedAt } };
}

/** The value percent-encoded. A lone surrogate has no UTF-8 form; it becomes the replacement character instead of an exception. */
export function percentEncoded(lookup: Lookup): Lookup {
  if (lookup.kind === 'unresolved') return lookup;
  const { moment: _, ...rest } = lookup;
  return { ...rest, value: encodeURIComponent(lookup.value.replaceAll(/\p{Surrogate}/gu, '\uFFFD')) };
}

/**
 * The given fields which `headers` lack, their references replaced by values of up to `longest` code units. One that
 * has no value is left out: the file did not ask for it.
 */
export function defaultFields(
  given: HeaderList,
  headers: HeaderList,
  look: Scope['lookUp'],
  longest: number,
): HeaderList {
  return given.flatMap(([name, template]) => {
    if (headers.some(([other]) => sameName(other, name))) return [];
    const value = replaceReferences(template, look, longest);
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
}
