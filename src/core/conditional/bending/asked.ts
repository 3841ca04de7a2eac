import type { EntityTag } from '../../http/entityTag.ts';
import { combinedValue, fieldValues, type HeaderList, sameName } from '../../http/headerList.ts';
import { readHttpDate } from '../../http/httpDate.ts';
import type { Current } from '../evaluation/current.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import type { Verdict } from '../evaluation/trace.ts';
import type { TraitId } from '../traits/traitId.ts';

/** A conditional request beside the state that it meets. */
export interface Asked {
  readonly method: string;
  readonly headers: HeaderList;
  readonly url?: string;
  readonly current: Current;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What comes of a request: as RFC 9110 §13.2.2 can end, or refused outright. */
export type Expected = Verdict | `status-${number}`;

/** What a server with the trait makes of a request: another one, its answer outright, or nothing of its own. */
export type Bent = Asked | Expected | undefined;

/** A departure from RFC 9110, as a change to the request that a conformant server would have met. */
export interface Bending {
  readonly id: TraitId;
  readonly bend: (asked: Asked) => Bent;
}

export const isRead = ({ method }: Asked): boolean => method === 'GET' || method === 'HEAD';

/** Whether the request has the field. */
export const has = ({ headers }: Asked, name: string): boolean => headers.some(([other]) => sameName(other, name));

/** The field's value, its lines joined; empty without one. */
export const textOf = ({ headers }: Asked, name: string): string => combinedValue(headers, name) ?? '';

/** The values of the field's lines. */
export const linesOf = ({ headers }: Asked, name: string): readonly string[] => fieldValues(headers, name);

/** The request without these fields. */
export const without = (asked: Asked, ...names: readonly string[]): Asked => ({
  ...asked,
  headers: asked.headers.filter(([other]) => !names.some((name) => sameName(other, name))),
});

/** The request with this value of the field alone. */
export const withValue = (asked: Asked, name: string, value: string): Asked => ({
  ...asked,
  headers: [...without(asked, name).headers, [name, value]],
});

/** The date in the field, epoch milliseconds; undefined for none that is an HTTP-date. */
export function dateIn(asked: Asked, name: string): number | undefined {
  const text = textOf(asked, name).trim();
  if (text === '') return undefined;
  const reading = readHttpDate(text, asked.now);
  return reading.kind === 'date' ? reading.epoch : undefined;
}

/** The current tag, where it is known. */
export const currentTag = ({ current }: Asked): EntityTag | undefined =>
  current.etag.kind === 'known' ? current.etag.value : undefined;

/** The request met by another tag. */
export const withCurrentTag = (asked: Asked, value: EntityTag): Asked => ({
  ...asked,
  current: { ...asked.current, etag: { kind: 'known', value } },
});

/** What RFC 9110 §13.2.2 makes of it. */
export const verdictOf = (asked: Asked): Verdict => evaluate(asked, asked.current, asked.now).verdict;

/** The request when its If-None-Match is taken to hold: the date beside it stays ignored. */
export const heldIfNoneMatch = (asked: Asked): Asked =>
  has(asked, 'If-None-Match') ? without(asked, 'If-None-Match', 'If-Modified-Since') : asked;

/** The request when its If-Match is taken to hold. */
export const heldIfMatch = (asked: Asked): Asked =>
  has(asked, 'If-Match') ? without(asked, 'If-Match', 'If-Unmodified-Since') : asked;
