import { credentialsOf, remember } from '../../conditional/memory/memory.ts';
import type { Memory } from '../../conditional/memory/record.ts';
import type { Exchange } from '../../http/exchange.ts';

/** In whose name the recorded exchanges are remembered. `hashIdentity` never sees an empty text. */
export interface Seeding {
  readonly environment: string;
  readonly hashIdentity: (credentials: string) => string;
}

/** The memory with what the exchanges teach, the oldest first, and how many of them taught anything. */
export function seedMemory(
  memory: Memory,
  exchanges: readonly Exchange[],
  { environment, hashIdentity }: Seeding,
): { readonly memory: Memory; readonly learned: number } {
  let after = memory;
  let learned = 0;
  for (const exchange of [...exchanges].sort((one, other) => one.endedAt - other.endedAt)) {
    const credentials = credentialsOf(exchange.request.headers);
    const identity = credentials === '' ? '' : hashIdentity(credentials);
    const next = remember(after, exchange, { environment, identity, request: undefined, now: exchange.endedAt });
    if (next !== after) learned += 1;
    after = next;
  }
  return { memory: after, learned };
}
