import {
  type ProbeKind,
  type ProbeMade,
  type ProbeRequest,
  probeRequests,
} from '../../core/conditional/explanation/probe.ts';
import type { Exchange, SendOptions } from '../../core/http/exchange.ts';
import type { Ports } from '../ports.ts';
import { explainExchange } from '../repairing/explainExchange.ts';
import type { SentOutcome } from '../sending/sendRequest.ts';
import { lookUpHeaders } from './lookUp.ts';
import { rememberExchange } from './rememberExchange.ts';

/** Called before each request of a probe: which one of how many, and what it asks by. */
export type ProbeProgress = (at: number, of: number, method: string) => void;

/**
 * Asks the question that tells the likeliest causes apart, and explains anew with the answer. Safe by construction,
 * as a look-up is. A cancelled probe leaves the outcome as it was.
 */
export async function probeOutcome(
  ports: Ports,
  outcome: SentOutcome,
  options: SendOptions,
  signal: AbortSignal,
  onRequest: ProbeProgress = () => {},
): Promise<SentOutcome> {
  const kind = outcome.explanation?.probe;
  if (kind === undefined) return outcome;
  const exchanges: Exchange[] = [];
  const requests = requestsOf(kind, ports, outcome);
  for (const [index, request] of requests.entries()) {
    if (signal.aborted) return outcome;
    onRequest(index + 1, requests.length, request.method);
    exchanges.push(await ask(ports, kind, request, { outcome, options }, signal));
  }
  if (signal.aborted) return outcome;
  const probes: readonly ProbeMade[] = [...outcome.probes, { kind, exchanges }];
  const explained = await explainExchange(ports, { ...outcome, probes }, { policy: 'never', options }, signal);
  return { ...outcome, probes, explanation: explained.explanation };
}

function requestsOf(kind: ProbeKind, ports: Ports, { exchange, before, fresh }: SentOutcome): readonly ProbeRequest[] {
  const { url, headers } = exchange.request;
  const sent = headers.filter(([name]) => /^if-match$/i.test(name)).map(([, value]) => value);
  const sighting = before.resource?.sightings.findLast(({ etag }) => sent.some((value) => value.includes(etag)));
  const method = fresh?.request.method === 'GET' ? 'GET' : 'HEAD';
  return probeRequests(kind, { url, headers: lookUpHeaders(headers), method, sighting, nonce: ports.clock() });
}

interface Circumstance {
  readonly outcome: SentOutcome;
  readonly options: SendOptions;
}

async function ask(
  ports: Ports,
  kind: ProbeKind,
  { method, url, headers, body }: ProbeRequest,
  { outcome, options }: Circumstance,
  signal: AbortSignal,
): Promise<Exchange> {
  const { onProgress: _, cookies, ...others } = options;
  // Who is nobody has no cookies either.
  const quiet = cookies === undefined || kind === 'anonymous' ? others : { ...others, cookies };
  const bytes = body === undefined ? undefined : new TextEncoder().encode(body);
  const exchange = await ports.send({ method, url, headers, body: bytes }, { ...quiet, redirects: 'stop' }, signal);
  // Asked without credentials it is somebody else who asked; a URL past the cache is nobody's resource.
  const { environment, identity } = outcome.wanted;
  const who = kind === 'anonymous' ? '' : identity;
  if (kind !== 'past-cache')
    rememberExchange(ports, exchange, { wanted: { environment, identity: who }, request: undefined });
  return exchange;
}
