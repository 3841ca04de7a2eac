import { describeTransportError } from '../../core/http/describeTransportError.ts';
import type { Exchange } from '../../core/http/exchange.ts';
import { formatMilliseconds } from '../../core/http/quantity.ts';
import type { Attempts, FailedAttempt } from './sendAttempts.ts';

/** What became of each attempt, and what was found on the way, one sentence each. */
export function describeAttempts(attempts: Attempts | undefined): readonly string[] {
  if (attempts === undefined) return [];
  const { failed, stopped, verified } = attempts;
  const lines = failed.map((each, index) => `Attempt ${index + 1}: ${outcome(each.exchange)} ${afterwards(each)}`);
  const checked = verified === undefined || verified.found === 'not-applied' ? [] : [findings[verified.found]];
  const last = stopped === undefined ? [] : [reasons[stopped]];
  return [...lines, ...checked, ...(failed.length > 0 || stopped !== 'no-more' ? last : [])];
}

function outcome({ response, error }: Exchange): string {
  if (error !== undefined) return describeTransportError(error);
  return `${response?.status ?? ''} ${response?.reason ?? ''}`.trim().concat('.');
}

function afterwards({ step }: FailedAttempt): string {
  const pause = formatMilliseconds(step.after);
  if (step.kind === 'verify') {
    return `Looked ${pause} later: the version to be replaced is still there, so it was not carried out, and was sent again.`;
  }
  return step.by === 'retry-after' ? `Sent again after ${pause}, as Retry-After asks.` : `Sent again after ${pause}.`;
}

const findings = {
  applied:
    'The answer was lost, and the resource was read to see: it is as this request would leave it. The write was carried out; nothing was repeated.',
  changed:
    'The answer was lost, and the resource was read to see: it is neither as it was nor as this request would leave it. Nothing was repeated; compare before you send it again.',
  unknown:
    'The answer was lost, and the resource could not be read: whether the write was carried out is unknown. Nothing was repeated; read it before you send it again.',
} as const;

const reasons = {
  'not-idempotent': 'Not repeated in spite of “# @retry”: this method may do its work twice.',
  'no-more': 'Not repeated further: “# @retry” allows no more.',
  'told-to-wait-longer': 'Not repeated: Retry-After asks for more than a minute.',
  'not-temporary': 'Not repeated: this would fail again.',
  cancelled: 'Cancelled; nothing more was sent.',
} as const;
