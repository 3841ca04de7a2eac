import type { Explanation } from '../core/conditional/explanation/explanation.ts';
import type { ProbeMade } from '../core/conditional/explanation/probe.ts';
import type { Recollection, Wanted } from '../core/conditional/memory/memory.ts';
import type { Exchange } from '../core/http/exchange.ts';

/** What the page is made of: the outcome of a send as `exchange` returns it. */
export interface ExplanationSource {
  /** The request's name in its file. */
  readonly name: string | undefined;
  readonly exchange: Exchange;
  readonly wanted: Pick<Wanted, 'environment' | 'identity'>;
  readonly before: Recollection;
  readonly after: Recollection;
  readonly explanation: Explanation | undefined;
  /** The safe request sent afterwards to see the current state. */
  readonly fresh: Exchange | undefined;
  readonly lookUp: 'sent' | 'offered' | 'none';
  /** What was asked besides, to tell causes apart. */
  readonly probes?: readonly ProbeMade[];
}
