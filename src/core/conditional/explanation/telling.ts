import type { Explanation } from './explanation.ts';

/** The statuses by which a server answers a precondition (RFC 9110 §13.1, RFC 6585 §3). */
const DECIDED: ReadonlySet<number> = new Set([304, 412, 428]);

/** Whether the explanation has something to say: a condition decided, or the answer went against one. */
export function isTelling({ status, deviation, causes }: Explanation): boolean {
  return DECIDED.has(status) || deviation !== undefined || causes.length > 0;
}
