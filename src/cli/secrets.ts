import type { HeaderField, HeaderList } from '../core/http/headerList.ts';
import { HIDDEN, isSecretField, withoutUrlSecrets } from '../core/http/secret.ts';
import type { SentOutcome } from '../exchange/sendRequest.ts';
import type { Sent } from './sent.ts';

const HOLDS_URL: ReadonlySet<string> = new Set(['location', 'content-location', 'destination', 'referer', 'link']);

/**
 * The fields with the values of credentials hidden: what `send` prints ends up in logs of builds. `resolve` shows
 * them, since its whole purpose is the bytes of the wire.
 */
export function withoutSecrets(headers: HeaderList): HeaderList {
  return headers.map(([name, value]): HeaderField => [name, shownValue(name, value)]);
}

function shownValue(name: string, value: string): string {
  if (isSecretField(name)) return HIDDEN;
  return HOLDS_URL.has(name.toLowerCase()) ? withoutUrlSecrets(value) : value;
}

/** What became of a request, fit to be printed: no URL in it holds a credential. */
export function withoutSecretsIn(sent: Sent): Sent {
  switch (sent.kind) {
    case 'sent':
      return { ...sent, outcome: outcomeWithout(sent.outcome) };
    case 'refused':
      return {
        ...sent,
        url: withoutUrlSecrets(sent.url),
        faults: sent.faults.map((fault) => ({ ...fault, message: withoutUrlSecrets(fault.message) })),
        dependencies: sent.dependencies.map(outcomeWithout),
      };
  }
}

function outcomeWithout(outcome: SentOutcome): SentOutcome {
  const { exchange } = outcome;
  const request = { ...exchange.request, url: withoutUrlSecrets(exchange.request.url) };
  const hops = exchange.hops.map((hop) => ({ ...hop, url: withoutUrlSecrets(hop.url) }));
  return {
    ...outcome,
    exchange: { ...exchange, request, hops },
    dependencies: outcome.dependencies.map(outcomeWithout),
  };
}
