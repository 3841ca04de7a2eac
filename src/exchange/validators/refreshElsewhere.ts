import { credentialsOf } from '../../core/conditional/memory/memory.ts';
import { shift } from '../../core/span.ts';
import type { HttpDocument } from '../../core/syntax/ast.ts';
import type { Scope } from '../../core/syntax/values/scope.ts';
import {
  type SoughtValidators,
  soughtValidators,
  validatorExpression,
} from '../../core/syntax/values/validatorValue.ts';
import type { Ports } from '../ports.ts';
import type { Prepared } from '../sending/prepareRequest.ts';
import type { Sending } from '../sending/sendRequest.ts';
import { comparesDates, type WrittenCondition } from './conditionFields.ts';
import { freshValidator } from './freshValidator.ts';
import { lookUp } from './lookUp.ts';
import type { Refreshed } from './refreshEtag.ts';
import { memoryBehind } from './validatorEdit.ts';

/**
 * The resource whose remembered validator the condition takes by `{{$etag name-or-url}}`, when it is another than the
 * request's own.
 */
export function rememberedElsewhere(
  place: { readonly document: HttpDocument; readonly scope: Scope },
  { placed, request }: Prepared,
  { lines: [first] }: WrittenCondition,
): SoughtValidators | undefined {
  const behind = memoryBehind(place, shift(first.value, placed.start));
  const expression = behind === undefined ? undefined : validatorExpression(behind);
  if (expression === undefined) return undefined;
  const sought = soughtValidators(expression, { ...place, asking: placed });
  return 'url' in sought && sought.url !== request.url ? sought : undefined;
}

/** Looks that resource up. The memory learns, and with it what the file says. */
export async function refreshElsewhere(
  ports: Ports,
  { sending, prepared }: { readonly sending: Sending; readonly prepared: Prepared },
  condition: WrittenCondition,
  { url, headers }: SoughtValidators,
  signal: AbortSignal,
): Promise<Refreshed> {
  const credentials = credentialsOf(headers);
  const identity = credentials === '' ? '' : ports.hashIdentity(credentials);
  const wanted = { environment: prepared.wanted.environment, identity };
  const exchange = await lookUp(ports, { request: { url, headers }, wanted, options: sending.options }, signal);
  const fresh = freshValidator(exchange, condition.field, comparesDates(condition) ? 'date' : 'tag');
  return fresh.kind === 'none' ? { ...fresh, exchange } : { kind: 'current', etag: fresh.value, exchange };
}
