import { scanEntityTags, type TagMember } from '../../http/entityTagList.ts';
import type { HeaderList } from '../../http/headerList.ts';
import type { ConditionField, Step } from './trace.ts';

/** The precondition fields of one request, each with the values of its lines, in order. */
export interface Conditions {
  readonly present: readonly Condition[];
  /** The Range field's value, when there is one: If-Range means nothing without. */
  readonly range: string | undefined;
}

export interface Condition {
  readonly field: ConditionField;
  readonly rule: Step['rule'];
  readonly values: readonly string[];
  /** The lines joined, as RFC 9110 §5.2 does. */
  readonly combined: string;
  /** The members of If-Match and If-None-Match; none for the other fields. */
  readonly members: readonly TagMember[];
}

/** In the order of RFC 9110 §13.2.2, WebDAV's `If` after them. */
const ORDER: readonly (readonly [lower: string, field: ConditionField, rule: Step['rule']])[] = [
  ['if-match', 'If-Match', '13.2.2-1'],
  ['if-unmodified-since', 'If-Unmodified-Since', '13.2.2-2'],
  ['if-none-match', 'If-None-Match', '13.2.2-3'],
  ['if-modified-since', 'If-Modified-Since', '13.2.2-4'],
  ['if-range', 'If-Range', '13.2.2-5'],
  ['if', 'If', '4918-10.4'],
];

/** Collects the preconditions of a header section. Names are matched whatever their case. */
export function readConditions(headers: HeaderList): Conditions {
  const found = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const first = name.charCodeAt(0) | 0x20;
    // Only names in "i" and "r" matter here; most fields are passed by without a lower-case copy.
    if (first !== 0x69 && first !== 0x72) continue;
    const lower = name.toLowerCase();
    const values = found.get(lower);
    if (values === undefined) found.set(lower, [value.trim()]);
    else values.push(value.trim());
  }
  const present: Condition[] = [];
  if (found.size === 0) return { present, range: undefined };
  for (const [lower, field, rule] of ORDER) {
    const values = found.get(lower);
    if (values !== undefined) present.push(conditionOf(field, rule, values));
  }
  return { present, range: found.get('range')?.[0] };
}

function conditionOf(field: ConditionField, rule: Step['rule'], values: readonly string[]): Condition {
  const combined = values.length === 1 ? (values[0] ?? '') : values.join(', ');
  const listsTags = field === 'If-Match' || field === 'If-None-Match';
  return { field, rule, values, combined, members: listsTags ? scanEntityTags(combined) : [] };
}
