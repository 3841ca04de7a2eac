import type { Token } from '../../span.ts';
import type { DirectiveNode } from '../ast.ts';
import { directiveNamed } from '../block/directives.ts';
import { references } from '../values/expand.ts';
import { parsePath, selectJson } from '../values/jsonPath.ts';
import { children, decodeString, valueSpan } from '../values/jsonText.ts';
import type { Lookup } from './resolution.ts';

/** How often a request may be sent at one word of the user. */
export const mostPasses = 1000;

/** What `# @loop` says, before any variable is read. Spans are those of the directive's. */
export type LoopLine =
  | { readonly kind: 'count'; readonly count: Token }
  | { readonly kind: 'items'; readonly variable: Token; readonly list: Token }
  /** `while`, or something that only a script could work out. */
  | { readonly kind: 'script' };

/** The passes that a loop asks for. */
export type Passes =
  | { readonly kind: 'count'; readonly count: number }
  /** JSON values as they are written, or plain text. */
  | { readonly kind: 'items'; readonly variable: string; readonly items: readonly string[] }
  /** `what` is the expression that names no number or list. */
  | { readonly kind: 'none'; readonly why: 'script' | 'no-list' | 'too-many'; readonly what: string };

/** The request's `# @loop`, taken apart; undefined when it has none. */
export function loopLine(directives: readonly DirectiveNode[]): LoopLine | undefined {
  const value = directiveNamed(directives, 'loop')?.value;
  if (value === undefined) return undefined;
  const each = /^(for[ \t]+)([\w$-]+)([ \t]+of[ \t]+)(\S.*)$/.exec(value.text);
  const part = (from: number, text: string): Token => {
    const start = value.start + from;
    return { start, end: start + text.length, text };
  };
  if (each !== null) {
    const [, mark = '', variable = '', of = '', list = ''] = each;
    const at = mark.length + variable.length + of.length;
    return { kind: 'items', variable: part(mark.length, variable), list: part(at, list) };
  }
  const [, mark = '', count = ''] = /^(for[ \t]+)(\d+|\{\{[^{}]+\}\}|[\w-]+)$/.exec(value.text) ?? [];
  return count === '' ? { kind: 'script' } : { kind: 'count', count: part(mark.length, count) };
}

/** The variable that an operand of the loop is, if it is one and no literal. */
export function loopOperand({ text }: Token): string | undefined {
  const [only] = references(text);
  if (only !== undefined && only.start === 0 && only.end === text.length) return only.expression;
  return /^[A-Za-z_][\w.-]*$/.test(text) ? text : undefined;
}

/** How often the loop goes round, and over what; a list is JSON, or words with commas between them. */
export function passesOf(line: LoopLine, lookUp: (expression: string) => Lookup): Passes {
  if (line.kind === 'script') return { kind: 'none', why: 'script', what: '' };
  const operand = line.kind === 'count' ? line.count : line.list;
  const name = loopOperand(operand);
  const found = name === undefined ? undefined : lookUp(name);
  const text = found === undefined ? operand.text : found.kind === 'value' ? found.value : undefined;
  const none = (why: 'no-list' | 'too-many'): Passes => ({ kind: 'none', why, what: operand.text });
  if (text === undefined) return none('no-list');
  if (line.kind === 'count') {
    if (!/^\d+$/.test(text.trim())) return none('no-list');
    return Number(text) > mostPasses ? none('too-many') : { kind: 'count', count: Number(text) };
  }
  const items = itemsIn(text);
  if (items === undefined) return none('no-list');
  return items.length > mostPasses ? none('too-many') : { kind: 'items', variable: line.variable.text, items };
}

function itemsIn(text: string): readonly string[] | undefined {
  const span = valueSpan(text, 0);
  const array = span !== undefined && text.charAt(span.start) === '[';
  if (!array) return /[{}[\]()]/.test(text) ? undefined : text.split(',').map((item) => item.trim());
  return children(text, span.start).flatMap(({ start }) => {
    const item = valueSpan(text, start);
    return item === undefined ? [] : [text.slice(item.start, item.end)];
  });
}

/** What the expression stands for in that pass: `$index`, the loop's variable, or a member of it. */
export function passValue(passes: Passes, index: number, expression: string): string | undefined {
  if (expression === '$index') return passes.kind === 'none' ? undefined : String(index);
  if (passes.kind !== 'items' || !expression.startsWith(passes.variable)) return undefined;
  const item = passes.items[index];
  const rest = expression.slice(passes.variable.length);
  if (item === undefined || (rest !== '' && !/^[.[]/.test(rest))) return undefined;
  if (rest === '') return item.startsWith('"') ? decodeString(item) : item;
  const steps = parsePath(`$${rest}`);
  return steps === undefined ? undefined : selectJson(item, steps);
}
