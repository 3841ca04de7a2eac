import { formatBytes, formatMilliseconds } from '../core/http/quantity.ts';
import type { HttpDocument } from '../core/syntax/ast.ts';
import { documentRequests } from '../core/syntax/locate.ts';
import type { SentOutcome } from '../exchange/sendRequest.ts';

/** `204 · 38 ms`, or what kept the answer from coming. */
export function briefly({ exchange }: SentOutcome): string {
  const time = formatMilliseconds(exchange.timings.total);
  if (exchange.error?.code === 'cancelled') return `cancelled · ${time}`;
  if (exchange.error !== undefined) return `failed · ${time}`;
  return `${exchange.response?.status ?? '—'} · ${time}`;
}

/** A request while it is under way: its name, else its method and target as written. */
export function requestTitle(document: HttpDocument, index: number): string {
  const node = documentRequests(document)[index]?.node;
  if (node === undefined) return 'Sending';
  return node.name?.text ?? `${node.method?.text ?? 'GET'} ${node.target.text}`;
}

/** `1.2 MB of 8.4 MB`, or only what has come where the whole is not announced. Takes bytes. */
export function progress(received: number, expected: number | undefined): string {
  return expected === undefined ? formatBytes(received) : `${formatBytes(received)} of ${formatBytes(expected)}`;
}
