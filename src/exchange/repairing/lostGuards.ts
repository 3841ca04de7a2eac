import type { Exchange } from '../../core/http/exchange.ts';
import { isSafeMethod } from '../../core/http/method.ts';

/**
 * The conditions that a write lost at a redirect before it was sent to the new URL (RFC 9110 §13.2.1 has them speak
 * of the resource that was asked); none where it became a read on the way, or stayed.
 */
export function lostGuards({ hops, request }: Pick<Exchange, 'hops' | 'request'>): readonly string[] {
  if (isSafeMethod(request.method)) return [];
  const lost = hops.flatMap(({ droppedFields }) => droppedFields).filter((name) => CONDITION.test(name));
  return [...new Set(lost)];
}

const CONDITION = /^if(?:-|$)/i;

/** One sentence on it, for a person; undefined where nothing was lost. */
export function lostGuardsNote(exchange: Pick<Exchange, 'hops' | 'request'>): string | undefined {
  const lost = lostGuards(exchange);
  if (lost.length === 0) return undefined;
  const { method } = exchange.request;
  return `The ${method} was redirected and went on without ${lost.join(' and ')}: nothing guarded it at the new URL.`;
}
