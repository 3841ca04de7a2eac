import type { Exchange, HttpRequest } from '../../core/http/exchange.ts';
import { withoutSecrets, withoutUrlSecrets } from '../../core/http/secret.ts';
import type { PlacedRequest } from '../../core/syntax/locate.ts';
import type { History, Ports } from '../ports.ts';
import type { Prepared } from '../sending/prepareRequest.ts';
import type { SentOutcome } from '../sending/sendRequest.ts';
import { type Hide, hidingSecrets, withoutSecretsIn } from './hideSecrets.ts';
import type { AskedRequest, HistoryEntry } from './historyEntry.ts';
import { keptOfRequest, keptOfResponse } from './keptContent.ts';
import { hiddenUrl, mannerOf } from './mannerOf.ts';
import { type Change, previousOf } from './whatChanged.ts';

/** A send among those before it. */
export interface Historic {
  readonly entry: HistoryEntry;
  /** The one to compare it with. */
  readonly previous: HistoryEntry | undefined;
  readonly change: Change;
}

type Made = Pick<SentOutcome, 'exchange' | 'name' | 'wanted' | 'attempts'>;

/**
 * Keeps what was exchanged in the history, without its secrets, each attempt by itself, and says what changed since
 * the send before.
 */
export async function keepExchange(
  { history }: Pick<Ports, 'history'>,
  prepared: Prepared,
  outcome: Made,
): Promise<Historic | undefined> {
  if (history === undefined) return undefined;
  const { exchange, attempts } = outcome;
  const failed = attempts?.failed ?? [];
  const of = failed.length + 1;
  const entryOf = (each: Exchange, number: number) => ({
    ...keptEntry(history, prepared, outcome, each),
    ...(of > 1 && { attempt: { number, of } }),
  });
  const earlier = failed.map((each, index) => entryOf(each.exchange, index + 1));
  const entry = entryOf(exchange, of);
  const found = previousOf(await history.alike(entry), entry);
  for (const each of [...earlier, entry]) history.keep(each);
  const verified = attempts?.verified?.exchange;
  if (verified !== undefined) history.keep(lookUpEntry(history, prepared, outcome, verified));
  return { entry, ...found };
}

function keptEntry(history: History, prepared: Prepared, { name, wanted }: Made, exchange: Exchange): HistoryEntry {
  const { placed, scope, request } = prepared;
  // Credentials may have been added on the way: cookies of a jar, the answer to a challenge.
  const sent = { url: request.url, body: request.body, headers: [...request.headers, ...exchange.request.headers] };
  const hide = hidingSecrets(placed, scope, sent, exchange.response?.headers);
  const kept = withoutSecretsIn(exchange, hide);
  const asked = askedOf(request, kept.request, hide);
  return {
    name,
    request: requestLabel(placed, hide),
    ...history.begin(exchange.startedAt),
    environment: wanted.environment,
    identity: wanted.identity,
    exchange: kept,
    ...(asked && { asked }),
    ...mannerOf(prepared, hide),
    sent: keptOfRequest(request, hide),
    received: keptOfResponse(exchange.response, hide),
  };
}

/** The read by which a lost write was looked for: it is no send of the request, and has nothing of its own to repeat. */
function lookUpEntry(history: History, prepared: Prepared, outcome: Made, exchange: Exchange): HistoryEntry {
  const { directives: _, asked: __, ...entry } = keptEntry(history, prepared, outcome, exchange);
  return { ...entry, name: undefined, request: undefined, sent: { kind: 'none' }, lookUp: true };
}

/** Undefined where that very request went out. */
function askedOf(request: HttpRequest, sent: HttpRequest, hide: Hide): AskedRequest | undefined {
  const { method, target } = request;
  const headers = withoutSecrets(request.headers).map(([name, value]) => [name, hide(value)] as const);
  const asked = { method, url: hiddenUrl(request.url, hide), headers };
  const { method: last, url, headers: fields } = sent;
  if (JSON.stringify(asked) === JSON.stringify({ method: last, url, headers: fields })) return undefined;
  return { ...asked, ...(target && { target }) };
}

/** What tells the request apart in its file: its name, else its method and target as written. */
export function requestLabel({ node }: PlacedRequest, hide: Hide): string {
  return node.name?.text ?? hide(withoutUrlSecrets(`${node.method?.text ?? 'GET'} ${node.target.text}`));
}
