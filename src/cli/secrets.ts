import { withoutUrlSecrets } from '../core/http/secret.ts';
import type { SentOutcome } from '../exchange/sending/sendRequest.ts';
import type { Sent } from './sent.ts';

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
