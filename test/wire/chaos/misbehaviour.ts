import type { Exchange, SendOptions } from '../../../src/core/http/exchange.ts';
import type { Transport } from '../../../src/transport/send.ts';
import { type Asking, options } from '../transport/asking.ts';

/** A peer that is not as it should be, while it listens. */
export interface Peer {
  readonly url: string;
  close(): Promise<void>;
}

/** How the peer is asked; the peer's own URL with GET unless something else is said. */
export interface Question extends Omit<Asking, 'settings' | 'signal'> {
  readonly url?: string;
  /** Bytes of content after which the user has had enough. */
  readonly cancelAt?: number;
}

export interface Misbehaviour {
  /** What the peer does, as a clause without its subject. */
  readonly does: string;
  readonly start: () => Promise<Peer>;
  readonly ask?: (peer: Peer) => Question;
  /** How often it is asked in a row, so that a kept connection is met; the last answer counts. */
  readonly times?: number;
  /** As `outcomeOf` words it. */
  readonly outcome: string;
}

export interface Group {
  readonly title: string;
  readonly cases: readonly Misbehaviour[];
}

/** Plenty, so that a busy machine changes no outcome; what has to run out is given by the case. */
const patience = { ...options, connectTimeout: 15_000, headersTimeout: 15_000, bodyTimeout: 15_000 };

/** Asks the peer as the case says, and gives the last answer. */
export async function meet(transport: Transport, each: Misbehaviour, peer: Peer): Promise<Exchange> {
  let exchange = await once(transport, each, peer);
  for (let time = 1; time < (each.times ?? 1); time += 1) exchange = await once(transport, each, peer);
  return exchange;
}

function once(transport: Transport, { ask }: Misbehaviour, peer: Peer): Promise<Exchange> {
  const { method = 'GET', url = peer.url, headers = [], body, stream, cancelAt, options: own } = ask?.(peer) ?? {};
  const content = typeof body === 'string' ? Buffer.from(body) : body;
  const request = { method, url, headers, body: content, ...(stream && { stream }) };
  const control = new AbortController();
  let received = 0;
  const onPart: SendOptions['onPart'] = ({ bytes }) => {
    received += bytes.length;
    if (received >= (cancelAt ?? 0)) control.abort();
  };
  const watching = cancelAt === undefined ? {} : { onPart };
  return transport.send(request, { ...patience, ...own, ...watching }, control.signal);
}

/** Content up to this long is told word for word. */
const TOLD = 40;

/** The error's code, if there is one, and what was kept of the answer. */
export function outcomeOf({ error, response, hops }: Exchange): string {
  const way = hops.length === 0 ? '' : ` after ${hops.length} redirect${hops.length === 1 ? '' : 's'}`;
  if (response === undefined) return `${error?.code ?? 'nothing'}${way}`;
  const { status, body, complete, trailers } = response;
  const text = Buffer.from(body).toString('latin1');
  const told = text.length <= TOLD ? `“${text}”` : 'much content';
  const fields = trailers === undefined ? '' : ', trailers';
  const kept = `${status}${text === '' ? '' : ` ${told}`}${fields}${way}`;
  if (error === undefined) return `${complete ? 'complete' : 'INCOMPLETE WITHOUT ERROR'}: ${kept}`;
  return `${error.code}: ${complete ? 'whole' : 'kept'} ${kept}`;
}
