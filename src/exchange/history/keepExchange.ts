import { withoutUrlSecrets } from '../../core/http/secret.ts';
import type { PlacedRequest } from '../../core/syntax/locate.ts';
import type { Ports } from '../ports.ts';
import type { Prepared } from '../sending/prepareRequest.ts';
import type { SentOutcome } from '../sending/sendRequest.ts';
import { type Hide, hidingSecrets, withoutSecretsIn } from './hideSecrets.ts';
import type { HistoryEntry } from './historyEntry.ts';
import { keptOfRequest, keptOfResponse } from './keptContent.ts';
import { type Change, previousOf } from './whatChanged.ts';

/** A send among those before it. */
export interface Historic {
  readonly entry: HistoryEntry;
  /** The one to compare it with. */
  readonly previous: HistoryEntry | undefined;
  readonly change: Change;
}

/** Keeps what was exchanged in the history, without its secrets, and says what changed since last time. */
export async function keepExchange(
  { history }: Pick<Ports, 'history'>,
  { placed, scope, request }: Pick<Prepared, 'placed' | 'scope' | 'request'>,
  outcome: Pick<SentOutcome, 'exchange' | 'name' | 'wanted'>,
): Promise<Historic | undefined> {
  if (history === undefined) return undefined;
  const { exchange, name, wanted } = outcome;
  // Credentials may have been added on the way: cookies of a jar, the answer to a challenge.
  const sent = { url: request.url, headers: [...request.headers, ...exchange.request.headers] };
  const hide = hidingSecrets(placed, scope, sent, exchange.response?.headers);
  const entry: HistoryEntry = {
    ...history.begin(exchange.startedAt),
    name,
    request: requestLabel(placed, hide),
    environment: wanted.environment,
    identity: wanted.identity,
    exchange: withoutSecretsIn(exchange, hide),
    sent: keptOfRequest(exchange.request, hide),
    received: keptOfResponse(exchange.response, hide),
  };
  const found = previousOf(await history.entries(), entry);
  history.keep(entry);
  return { entry, ...found };
}

/** What tells the request apart in its file: its name, else its method and target as written. */
export function requestLabel({ node }: PlacedRequest, hide: Hide): string {
  return node.name?.text ?? hide(withoutUrlSecrets(`${node.method?.text ?? 'GET'} ${node.target.text}`));
}
