import { describeChange } from '../../exchange/history/describeChange.ts';
import { describeAttempts } from '../../exchange/retry/describeAttempts.ts';
import type { SentOutcome } from '../../exchange/sending/sendRequest.ts';
import { clockTime } from '../answers/clockTime.ts';

/** What became of the token and of each attempt, and what changed since the same request was sent before, where that is known. */
export function toldOf({ historic, attempts, tokenRefused }: SentOutcome): readonly string[] {
  const line = historic && describeChange(historic.change, clockTime);
  const refused =
    tokenRefused === undefined
      ? []
      : ['The server takes the token for invalid: send again, and another one is got first.'];
  return [...refused, ...describeAttempts(attempts), ...(line === undefined ? [] : [line])];
}
