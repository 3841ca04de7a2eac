import type { HttpRequest } from '../../http/exchange.ts';
import type { ConditionField, Step, Trace } from '../evaluation/trace.ts';

/**
 * Which condition an answer can come from: the one judged false, else the only one left open, else the only one
 * there is. Undefined when several could be it, or none.
 */
export function culpritOf(
  trace: Trace,
  request: Pick<HttpRequest, 'method'>,
  status: number,
): ConditionField | undefined {
  const able = trace.steps.filter((step) => canAnswer(step, request.method, status));
  const decided = able.find((step) => step.result === 'false');
  if (decided !== undefined) return decided.field;
  const unsure = able.filter((step) => step.result === 'unknown');
  if (unsure.length > 0) return onlyField(unsure);
  return onlyField(able.filter((step) => step.result === 'true')) ?? onlyField(able);
}

function onlyField(steps: readonly Step[]): ConditionField | undefined {
  return steps.length === 1 ? steps[0]?.field : undefined;
}

/** Whether a false condition of this field is answered with this status (RFC 9110 §13.2.2). */
function canAnswer({ field, result }: Step, method: string, status: number): boolean {
  const isRead = method === 'GET' || method === 'HEAD';
  switch (field) {
    case 'If-Match':
    case 'If':
      return status !== 304;
    case 'If-Unmodified-Since':
      // Beside If-Match it counts for nothing by the book, and yet some servers look at it.
      return status !== 304 && result !== 'ignored';
    case 'If-None-Match':
      return isRead ? status !== 412 : status !== 304;
    case 'If-Modified-Since':
      return status !== 412 && isRead && result !== 'ignored';
    case 'If-Range':
      return status === 200 || status === 206;
  }
}
