import type { Span } from '../../span.ts';
import { answerReference } from '../../syntax/values/answerValue.ts';
import type { NameIndex } from './nameIndex.ts';

/** Whose name it is. */
export type NameKind = 'variable' | 'request';

/** A name that an expression holds; the span counts inside the expression and covers the name alone. */
export interface NameInExpression extends Span {
  readonly kind: NameKind;
  readonly text: string;
}

const globalPrefix = 'global.';

/**
 * The name in the expression of a reference: a variable (also behind `%`), a request in any of the spellings of its
 * answer, or the operand of a dynamic variable. Undefined where the expression names nothing.
 */
export function nameIn(expression: string, index: NameIndex): NameInExpression | undefined {
  if (expression.startsWith('%')) return behind(expression, /^%\s*/, index);
  if (expression.startsWith('$global.')) return behind(expression, /^\$global\./, index);
  if (expression.startsWith('$')) return operand(expression, index);
  const variable = plainName(expression, index);
  if (index.variables.has(expression) || index.variables.has(globalPrefix + expression)) return variable;
  const answer = answerReference(expression, index.requests);
  if (answer === undefined) return variable;
  return { kind: 'request', text: answer.request, start: 0, end: answer.request.length };
}

/** The variable of that spelling: `@global.x` is `x`, unless the file has an `x` of its own. */
export function plainName(text: string, { variables }: NameIndex): NameInExpression {
  const rest = text.startsWith(globalPrefix) ? text.slice(globalPrefix.length) : '';
  if (rest === '' || !variables.has(text) || variables.has(rest))
    return { kind: 'variable', text, start: 0, end: text.length };
  return { kind: 'variable', text: rest, start: globalPrefix.length, end: text.length };
}

/** `$processEnv %x`, `$dotenv %x`, `$etag name`, `$lastModified %x`. */
function operand(expression: string, index: NameIndex): NameInExpression | undefined {
  const [head = ''] = /^\$(?:etag|lastModified|processEnv|dotenv)\s+/i.exec(expression) ?? [];
  const rest = expression.slice(head.length);
  if (head === '' || rest === '') return undefined;
  if (rest.startsWith('%')) return behind(expression, /^\$\w+\s+%/, index);
  const quoted = /^(["'])(.*)\1$/.exec(rest)?.[2];
  const text = quoted ?? rest;
  const start = quoted === undefined ? head.length : head.length + 1;
  if (!/^\$(?:etag|lastModified)/i.test(head) || !index.requests.has(text)) return undefined;
  return { kind: 'request', text, start, end: start + text.length };
}

function behind(expression: string, mark: RegExp, index: NameIndex): NameInExpression | undefined {
  const [head = ''] = mark.exec(expression) ?? [];
  const found = nameIn(expression.slice(head.length), index);
  return found === undefined ? undefined : { ...found, start: found.start + head.length, end: found.end + head.length };
}
