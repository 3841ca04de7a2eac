import { setTimeout as wait } from 'node:timers/promises';

/**
 * Asks again until the answer is there. An error counts as "not yet", so that what is looked at may
 * be redrawn meanwhile; the last one is the cause when time runs out.
 */
export async function until<T>(what: string, ask: () => Promise<T | undefined | false>, timeout = 30_000): Promise<T> {
  const deadline = Date.now() + timeout;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await wait(100);
  }
  throw new Error(`Waited ${timeout / 1000} s for ${what}.`, { cause: last });
}
