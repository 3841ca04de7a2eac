import { remember, type Wanted } from '../core/conditional/memory.ts';
import type { Exchange } from '../core/http/exchange.ts';
import type { Ports } from './ports.ts';

/** What the exchange was for. `request` is its name in the file, if it has one. */
export interface Remembering {
  readonly wanted: Pick<Wanted, 'environment' | 'identity'>;
  readonly request: string | undefined;
}

/**
 * Adds what an answer taught to the memory. It is read here and not before the send: other requests may have
 * finished meanwhile.
 */
export function rememberExchange(ports: Ports, exchange: Exchange, { wanted, request }: Remembering): void {
  const memory = ports.memory.read();
  const { environment, identity } = wanted;
  const next = remember(memory, exchange, { environment, identity, request, now: ports.clock() });
  if (next !== memory) ports.memory.write(next);
}
