import { type EntityTag, parseEntityTag } from '../../http/entityTag.ts';
import { readHttpDate } from '../../http/httpDate.ts';
import type { ValidatorRecord } from '../memory/record.ts';

/** A fact of the server's state as a client can hold it: known, known to be absent, or not known. */
export type Known<T> =
  | { readonly kind: 'known'; readonly value: T }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' };

/** What is known of the selected representation. Dates are epoch milliseconds. */
export interface Current {
  readonly exists: true | false | 'unknown';
  readonly etag: Known<EntityTag>;
  readonly lastModified: Known<number>;
  /** The `Date` of the response that carried the validators; it decides how strong a date is (RFC 9110 §8.8.2.2). */
  readonly date: number | undefined;
}

/** Not known. */
export const UNKNOWN: { readonly kind: 'unknown' } = { kind: 'unknown' };
/** Known to be absent. */
export const NONE: { readonly kind: 'none' } = { kind: 'none' };

/** A resource of which nothing is known. */
export const unknownCurrent: Current = { exists: 'unknown', etag: UNKNOWN, lastModified: UNKNOWN, date: undefined };

/** The state a record speaks of, as it was when it was seen. */
export function currentOf(record: ValidatorRecord): Current {
  if (!record.exists) return { exists: false, etag: NONE, lastModified: NONE, date: undefined };
  const absent = absenceShownBy(record);
  const { etag, lastModified, seenAt } = record;
  return {
    exists: true,
    // A tag that breaks the grammar is one whose comparison nobody can foretell: it stays unknown.
    etag: etag === undefined ? absent : known(parseEntityTag(etag)),
    lastModified: lastModified === undefined ? absent : known(readDate(lastModified, seenAt)),
    date: readDate(record.date, seenAt),
  };
}

function known<T>(value: T | undefined): Known<T> {
  return value === undefined ? UNKNOWN : { kind: 'known', value };
}

/**
 * What a validator's absence says. Only a whole answer to GET shows that the resource has none; HEAD may leave
 * out what costs something to compute (RFC 9110 §9.3.2), and the answer to a write need not name the new tag.
 */
export function absenceShownBy(record: Pick<ValidatorRecord, 'source'>): typeof NONE | typeof UNKNOWN {
  const { method, status } = record.source;
  return method === 'GET' && (status === 200 || status === 203) ? NONE : UNKNOWN;
}

function readDate(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  const reading = readHttpDate(text, now);
  return reading.kind === 'date' ? reading.epoch : undefined;
}
