import { remember, type Wanted } from '../../core/conditional/memory/memory.ts';
import type { Exchange } from '../../core/http/exchange.ts';
import { firstValue } from '../../core/http/headerList.ts';
import type { Ports } from '../ports.ts';

/** What the exchange was for. `request` is its name in the file, if it has one. */
export interface Remembering {
  readonly wanted: Pick<Wanted, 'environment' | 'identity'>;
  readonly request: string | undefined;
}

/**
 * Adds what an answer taught to the memory, and keeps the content of the version it names where contents are kept.
 * Memory is read here and not before the send: other requests may have finished meanwhile.
 */
export function rememberExchange(ports: Ports, exchange: Exchange, { wanted, request }: Remembering): void {
  const memory = ports.memory.read();
  const { environment, identity } = wanted;
  const content = versionIn(exchange);
  const bodyHash = content === undefined ? undefined : ports.bodies?.keep(content);
  const kept = bodyHash === undefined ? {} : { bodyHash };
  const next = remember(memory, exchange, { environment, identity, request, now: ports.clock(), ...kept });
  if (next !== memory) ports.memory.write(next);
}

/**
 * The whole content of the version whose validator the answer carries: what GET showed, or what our PUT sent, for its
 * answer may name a tag only when it was stored as it is (RFC 9110 §9.3.4).
 */
function versionIn({ request, response, error }: Exchange): Uint8Array | undefined {
  if (response === undefined || error !== undefined || !response.complete) return undefined;
  const { status, headers } = response;
  const etag = firstValue(headers, 'ETag');
  if (request.method === 'GET' && status === 200) {
    const named = etag ?? firstValue(headers, 'Last-Modified');
    return named === undefined || response.bodyFile !== undefined ? undefined : response.body;
  }
  return request.method === 'PUT' && status >= 200 && status < 300 && etag !== undefined ? request.body : undefined;
}
