import type { Hop, HttpRequest } from '../../core/http/exchange.ts';
import type { Attempt } from '../attempt.ts';
import type { ProxyServer } from '../connection/proxy.ts';
import { fieldFor } from '../connection/proxyCredentials.ts';

/** How often one request is repeated because the proxy asks for it: without a nonce, with an outdated one. */
const MOST_REPEATS = 2;

/**
 * Sends a request that the proxy passes on, with the proxy's own credentials; what the proxy asks for in a 407 it
 * gets, and the challenge is among those of the result (RFC 9110 §15.5.8). `target` is that of the request line.
 */
export async function askedByProxy(
  proxy: ProxyServer,
  request: HttpRequest,
  target: string,
  send: (field: string | undefined) => Promise<Attempt>,
): Promise<Attempt> {
  const challenges: Hop[] = [];
  for (;;) {
    const field = fieldFor(proxy, request.method, target);
    const result = await send(field);
    const { response, wire } = result;
    const isAsked = response?.status === 407 && challenges.length < MOST_REPEATS;
    const next = isAsked ? await proxy.credentials?.learn(response.headers, field) : 'done';
    if (next !== 'repeat' || response === undefined)
      return challenges.length === 0 ? result : { ...result, challenges };
    const { status, reason, headers } = response;
    const told = { method: request.method, sent: request.headers, reason, headers };
    challenges.push({ kind: 'challenge', status, url: proxy.name, droppedFields: [], ...told, ...(wire && { wire }) });
  }
}
