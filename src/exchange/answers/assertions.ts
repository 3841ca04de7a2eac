import { decodeBody } from '../../core/http/content/decodeBody.ts';
import type { Exchange } from '../../core/http/exchange.ts';
import { combinedValue } from '../../core/http/headerList.ts';
import { formatMilliseconds } from '../../core/http/quantity.ts';
import { isSecretField } from '../../core/http/secret.ts';
import type { EpilogueNode } from '../../core/syntax/ast.ts';
import { compilePattern, matchesPattern } from './linearPattern.ts';

/** One `?? …` line and whether it holds; `message` says what was found when it does not. */
export interface AssertionResult {
  readonly text: string;
  readonly passed: boolean;
  readonly message: string | undefined;
}

/** Puts values in the place of `{{…}}` in an assertion's text. */
export type ExpandText = (text: string) => string;

/**
 * Judges the `??` lines after a request. Without a response none holds. Values are compared as they stand, quotes
 * included: an entity tag's quotes are part of it.
 */
export function checkAssertions(
  epilogue: readonly EpilogueNode[],
  exchange: Exchange,
  expandText: ExpandText = (text) => text,
): readonly AssertionResult[] {
  return epilogue.flatMap(({ kind, text }) => {
    if (kind !== 'assertion') return [];
    const written = text.replace(/^\s*\?\?/, '').trim();
    const message = failureOf(expandText(written), exchange);
    return [{ text: written, passed: message === undefined, message }];
  });
}

const operators = [
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'exists',
  'contains',
  'includes',
  'startsWith',
  'endsWith',
  'matches',
] as const;

type Operator = (typeof operators)[number];

type Subject = {
  readonly value: string | undefined;
  readonly shown: string;
  readonly rest: string;
  /** Messages end up in reports, so the value of a secret is never told. */
  readonly secret?: 'yes';
};

/** What is wrong, in one sentence; undefined when the assertion holds. */
function failureOf(text: string, exchange: Exchange): string | undefined {
  const subject = subjectOf(text, exchange);
  if (subject === undefined) return 'This assertion cannot be read. Write status, header NAME, body or duration first.';
  if (exchange.response === undefined) return 'There was no response.';
  const [, word = '', operand = ''] = /^(\S+)\s*([\s\S]*)$/.exec(subject.rest) ?? [];
  const operator = operators.find((each) => each === word);
  if (operator === undefined) return `“${word}” is no comparison. Known are ${operators.join(' ')}.`;
  return judge(subject, operator, operand);
}

function subjectOf(text: string, exchange: Exchange): Subject | undefined {
  const [, word = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  const { response, timings } = exchange;
  switch (word) {
    case 'status':
      return { value: response && String(response.status), shown: 'the status', rest };
    case 'duration':
      return { value: String(timings.total), shown: `the duration (${formatMilliseconds(timings.total)})`, rest };
    case 'body':
      return { value: response && bodyText(response), shown: 'the content', rest };
    case 'header': {
      const [, name = '', after = ''] = /^(\S+)\s*([\s\S]*)$/.exec(rest) ?? [];
      const subject = { value: response && combinedValue(response.headers, name), shown: name, rest: after };
      return isSecretField(name) ? { ...subject, secret: 'yes' } : subject;
    }
    default:
      return undefined;
  }
}

function bodyText(response: NonNullable<Exchange['response']>): string {
  const decoded = decodeBody(response);
  return decoded.kind === 'text' ? decoded.text : '';
}

function judge(subject: Subject, operator: Operator, operand: string): string | undefined {
  const { value, shown } = subject;
  if (value === undefined) return operator === '!=' ? undefined : `There is no ${shown}.`;
  const held = holds(value, operator, operand);
  if (held === 'yes') return undefined;
  const found = subject.secret === undefined ? cut(value) : 'something else, which is not shown';
  if (held === 'no-number') return `“${operator}” compares numbers, and ${shown} is ${found}.`;
  if (held === 'no-pattern') return `“${operand}” is no pattern that can be used here.`;
  return `Expected ${shown} ${operator} ${operand}; it is ${found}.`;
}

function holds(value: string, operator: Operator, operand: string): 'yes' | 'no' | 'no-number' | 'no-pattern' {
  switch (operator) {
    case '==':
      return answer(value === operand);
    case '!=':
      return answer(value !== operand);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compareNumbers(value, operator, operand);
    case 'exists':
      return 'yes';
    case 'contains':
    case 'includes':
      return answer(value.includes(operand));
    case 'startsWith':
      return answer(value.startsWith(operand));
    case 'endsWith':
      return answer(value.endsWith(operand));
    case 'matches': {
      const pattern = compilePattern(operand);
      return pattern === undefined ? 'no-pattern' : answer(matchesPattern(pattern, value));
    }
  }
}

function compareNumbers(value: string, operator: '<' | '<=' | '>' | '>=', operand: string) {
  const [left, right] = [numberIn(value), numberIn(operand)];
  if (Number.isNaN(left) || Number.isNaN(right)) return 'no-number';
  switch (operator) {
    case '<':
      return answer(left < right);
    case '<=':
      return answer(left <= right);
    case '>':
      return answer(left > right);
    case '>=':
      return answer(left >= right);
  }
}

const answer = (held: boolean) => (held ? 'yes' : 'no');
const numberIn = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));
const cut = (value: string) => (value.length > 80 ? `${value.slice(0, 79)}…` : value === '' ? 'empty' : value);
