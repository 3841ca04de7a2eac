import { describeChange } from '../../exchange/history/describeChange.ts';
import { describeAttempts } from '../../exchange/retry/describeAttempts.ts';
import type { SentOutcome } from '../../exchange/sending/sendRequest.ts';
import { clockTime } from '../answers/clockTime.ts';

/**
 * What the finding is, what became of the token and of each attempt, and what changed since the same request was sent
 * before, where that is known.
 */
export function toldOf({ historic, attempts, explanation, tokenRefused }: SentOutcome): readonly string[] {
  const line = historic && describeChange(historic.change, clockTime);
  const finding = explanation === undefined ? [] : [explanation.summary];
  const refused =
    tokenRefused === undefined
      ? []
      : ['The server takes the token for invalid: send again, and another one is got first.'];
  return [...finding, ...refused, ...describeAttempts(attempts), ...(line === undefined ? [] : [line])];
}
