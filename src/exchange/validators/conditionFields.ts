import type { HeaderNode } from '../../core/syntax/ast.ts';
import type { PlacedRequest } from '../../core/syntax/locate.ts';

/** The precondition fields of RFC 9110 §13.1, as they are written. */
export type ConditionName = 'If-Match' | 'If-None-Match' | 'If-Modified-Since' | 'If-Unmodified-Since' | 'If-Range';

const names: readonly ConditionName[] = [
  'If-Match',
  'If-None-Match',
  'If-Range',
  'If-Unmodified-Since',
  'If-Modified-Since',
];

/** One precondition of a request in the file, with all its lines. */
export interface WrittenCondition {
  readonly field: ConditionName;
  readonly lines: readonly [HeaderNode, ...HeaderNode[]];
}

/** The request's preconditions, those on tags first. */
export function writtenConditions({ node }: Pick<PlacedRequest, 'node'>): readonly WrittenCondition[] {
  return names.flatMap((field) => {
    const [first, ...others] = node.headers.filter(({ name }) => name.text.toLowerCase() === field.toLowerCase());
    return first === undefined ? [] : [{ field, lines: [first, ...others] }];
  });
}

/** Whether the field compares dates; If-Range may hold either and is taken by what stands in it. */
export function comparesDates({ field, lines: [first] }: WrittenCondition): boolean {
  if (field === 'If-Range') return !first.value.text.includes('"') && / GMT$/.test(first.value.text);
  return field === 'If-Modified-Since' || field === 'If-Unmodified-Since';
}
