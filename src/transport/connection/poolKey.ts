import type { SendOptions } from '../../core/http/exchange.ts';
import type { Network } from '../../core/http/network.ts';
import type { Route } from './route.ts';

const keys = new WeakMap<Network, number>();
let lastKey = 0;

/** What a kept connection is good for: this origin, by this way, in this version, under these settings. */
export function poolKey(network: Network, { origin, socketPath = '', proxy }: Route, options: SendOptions): string {
  const way = [socketPath, proxy?.name ?? '', proxy?.authorization ?? '', proxy?.username ?? ''];
  return [keyOf(network), options.tls, options.httpVersion ?? '1.1', ...way, origin].join(' ');
}

/** A connection made under other settings is another connection. */
function keyOf(network: Network): number {
  const known = keys.get(network);
  if (known !== undefined) return known;
  lastKey += 1;
  keys.set(network, lastKey);
  return lastKey;
}
