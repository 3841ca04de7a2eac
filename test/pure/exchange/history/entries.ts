import type { Exchange } from '../../../../src/core/http/exchange.ts';
import { withoutSecretsIn } from '../../../../src/exchange/history/hideSecrets.ts';
import type { HistoryEntry } from '../../../../src/exchange/history/historyEntry.ts';
import { keptOfRequest, keptOfResponse } from '../../../../src/exchange/history/keptContent.ts';
import { answered, type Parts } from '../answers.ts';

let count = 0;

/** An entry of an exchange in which nothing is secret, later than those made before it. */
export function entryOf(exchange: Exchange, more: Partial<HistoryEntry> = {}): HistoryEntry {
  const plain = (text: string) => text;
  count += 1;
  return {
    id: `${String(count).padStart(9, '0')}-00000000`,
    name: undefined,
    source: undefined,
    request: undefined,
    environment: '',
    identity: '',
    exchange: withoutSecretsIn(exchange, plain),
    sent: keptOfRequest(exchange.request, plain),
    received: keptOfResponse(exchange.response, plain),
    ...more,
  };
}

/** The same of a GET that was answered. */
export const readOf = (parts: Parts = {}, more: Partial<HistoryEntry> = {}, rest: Partial<Exchange> = {}) =>
  entryOf(answered(parts, rest), more);
