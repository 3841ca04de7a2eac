import { stands, stretchBytes, wordsOf } from './stretch.ts';

const bytes = stretchBytes();

/**
 * What the scanner says of a block, as one number.
 *
 * - `PLAIN`: one request in its plainest form and nothing else: no variables, directives but `@name`, scripts,
 *   continued lines, folds, files, answers or faults. Everything about it is known without its tree.
 * - `SIMPLE`: besides, every reference is to a plain name, and the target is an origin with a path.
 * - `NAMED`: it has a name given by `# @name`.
 * - the other bits, the form: the method, the field of the precondition, and what stands in it.
 */
export const PLAIN = 1;
export const SIMPLE = 2;
export const NAMED = 4;

const formBit = 3;
/** Forms are less than this. */
export const formCount = 1 << 8;

/** Methods of plain requests, by number from 1. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
/** Fields of preconditions in plain requests, by number from 1. */
const fields = ['if-match', 'if-none-match', 'if-modified-since'] as const;
/** What may stand in the one precondition: a plain strong tag, `*`, one reference, or whatever else. */
const values = ['tag', '*', 'reference', 'other'] as const;

export type PlainMethod = (typeof methods)[number];
export type PlainCondition = (typeof fields)[number];
export type PlainValue = (typeof values)[number];

/** The method of a plain request, and its precondition if it has one. */
export interface RequestForm {
  readonly method: PlainMethod;
  readonly condition: { readonly field: PlainCondition; readonly value: PlainValue } | undefined;
}

/** The number of a value of a precondition. */
export function valueNumber(value: PlainValue): number {
  return values.indexOf(value);
}

/** Puts the bits and the numbers of a form together; `field` is 0 where there is no precondition. */
export function traitsOf(bits: number, method: number, field: number, value: number): number {
  return bits | (formOf(method, field, value) << formBit);
}

const formOf = (method: number, field: number, value: number) => method | (field << 3) | (value << 5);

/** The number of the block's form. */
export function formIn(traits: number): number {
  return traits >> formBit;
}

/** The form of that number; undefined where there is none. */
export function formNumber(form: number): RequestForm | undefined {
  const method = methods[(form & 7) - 1];
  if (method === undefined) return undefined;
  const field = fields[((form >> 3) & 3) - 1];
  const value = values[form >> 5];
  return { method, condition: field === undefined || value === undefined ? undefined : { field, value } };
}

/** The methods with the space behind them, by their first letter. */
const spelled = Array.from({ length: 256 }, (_, letter) =>
  methods.flatMap((method, index) =>
    method.charCodeAt(0) === letter ? [{ number: index + 1, words: wordsOf(`${method} `) }] : [],
  ),
);

/** The number of the method that stands there with a space behind it; 0 when it is none of a plain request. */
export function methodAt(start: number): number {
  const possible = spelled[bytes[start] ?? 0] ?? [];
  for (const method of possible) if (stands(method.words, start)) return method.number;
  return 0;
}
