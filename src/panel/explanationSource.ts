import type { Explanation } from '../core/conditional/explanation.ts';
import type { ResourceMemory, ValidatorRecord } from '../core/conditional/record.ts';
import type { Exchange } from '../core/http/exchange.ts';

/** What memory held of the resource at one time. */
export interface KnownState {
  readonly best: ValidatorRecord | undefined;
  readonly resource: ResourceMemory | undefined;
}

/** What the page is made of: the outcome of a send as `exchange` returns it. */
export interface ExplanationSource {
  /** The request's name in its file. */
  readonly name: string | undefined;
  readonly exchange: Exchange;
  readonly before: KnownState;
  readonly after: KnownState;
  readonly explanation: Explanation | undefined;
  /** The safe request sent afterwards to see the current state. */
  readonly fresh: Exchange | undefined;
  readonly lookUp: 'sent' | 'offered' | 'none';
}
