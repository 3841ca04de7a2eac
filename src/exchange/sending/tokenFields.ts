import { type HeaderList, sameName } from '../../core/http/headerList.ts';
import { shift } from '../../core/span.ts';
import type { PlacedRequest } from '../../core/syntax/locate.ts';
import type { ResolvedHeader, ResolvedRequest } from '../../core/syntax/resolving/resolution.ts';
import { resolveRequest } from '../../core/syntax/resolving/resolve.ts';
import { tokenField } from '../../core/syntax/values/question.ts';
import { createScope, type ScopeInputs } from '../../core/syntax/values/scope.ts';
import type { Refusal } from './sendFault.ts';
import type { Sending } from './sendRequest.ts';

/** The request with `Authorization: openid grant prefix` replaced by the token, where it has been granted. */
export function withTokenFields(resolved: ResolvedRequest, { prompted }: ScopeInputs): ResolvedRequest {
  if (prompted === undefined || !resolved.headers.some((header) => wishOf(header) !== undefined)) return resolved;
  const headers = resolved.headers.map((header): ResolvedHeader => {
    const wish = wishOf(header);
    const token = wish && prompted(wish);
    return token === undefined ? header : { ...header, field: [header.field[0], `Bearer ${token}`] };
  });
  return { ...resolved, headers };
}

/** What is still to be asked for: such a field never goes out as it is written. */
export function tokenRefusals(headers: readonly ResolvedHeader[], start: number): readonly Refusal[] {
  return headers.flatMap((header): Refusal[] => {
    const question = wishOf(header);
    if (question === undefined) return [];
    const { node } = header;
    const place = shift({ start: node.value.start, end: node.value.end }, start);
    const facts = { expression: question.text, reason: 'not-asked', field: header.field[0], question } as const;
    return [{ ...place, code: 'prompt-needed', ...facts }];
  });
}

const wishOf = ({ field: [name, value] }: ResolvedHeader) =>
  sameName(name, 'Authorization') ? tokenField(value) : undefined;

/**
 * The fields by which memory tells who asks. A token changes with each renewal, so the reference to it stands for it,
 * as everywhere before a send.
 */
export function asTheFileSays(
  placed: PlacedRequest,
  { document, scope, granted }: Sending,
  fields: HeaderList,
): HeaderList {
  if (granted === undefined || granted.size === 0) return fields;
  const prompted: ScopeInputs['prompted'] = (question) =>
    question.token === undefined ? scope.prompted?.(question) : undefined;
  const resolved = resolveRequest(placed, createScope(document, { ...scope, prompted }).at(placed));
  return [...resolved.headers.map(({ field }) => field), ...resolved.defaults];
}
