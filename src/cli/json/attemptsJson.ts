import type { Attempts } from '../../exchange/retry/sendAttempts.ts';
import { orNull } from './print.ts';

/** What `# @retry` made of a request: each attempt that was followed by another, and what was found of a lost answer. */
export function attemptsJson({ failed, stopped, verified }: Attempts) {
  return {
    failed: failed.map(({ exchange: { response, error }, step }) => ({
      status: orNull(response?.status),
      error: orNull(error?.code),
      next: step.kind,
      after: step.after,
      by: step.by,
    })),
    stopped: orNull(stopped),
    verified: orNull(
      verified && {
        cause: verified.cause,
        repair: verified.repair,
        found: verified.found,
        status: orNull(verified.exchange.response?.status),
      },
    ),
  };
}
