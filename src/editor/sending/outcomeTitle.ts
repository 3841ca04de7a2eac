import type { Progress } from '../../core/http/progress.ts';
import { formatBytes, formatMilliseconds } from '../../core/http/quantity.ts';
import type { HttpDocument } from '../../core/syntax/ast.ts';
import { requestNumbered } from '../../core/syntax/locate.ts';
import type { SentOutcome } from '../../exchange/sending/sendRequest.ts';

/** `204 · 38 ms`, or what kept the answer from coming. */
export function briefly({ exchange }: SentOutcome): string {
  const time = formatMilliseconds(exchange.timings.total);
  if (exchange.error?.code === 'cancelled') return `cancelled · ${time}`;
  if (exchange.error !== undefined) return `failed · ${time}`;
  return `${exchange.response?.status ?? '—'} · ${time}`;
}

/** A request while it is under way: its name, else its method and target as written. */
export function requestTitle(document: HttpDocument, index: number): string {
  const node = requestNumbered(document, index)?.node;
  if (node === undefined) return 'Sending';
  return node.name?.text ?? `${node.method?.text ?? 'GET'} ${node.target.text}`;
}

/** `1.2 MB of 8.4 MB · 3.1 MB/s · 2 s left`, as far as it is known; `sent` before it on the way out. */
export function progress({ direction, bytes, total, speed, remaining }: Progress): string {
  const amount = total === undefined ? formatBytes(bytes) : `${formatBytes(bytes)} of ${formatBytes(total)}`;
  const way = direction === 'sending' ? `sent ${amount}` : amount;
  const left = remaining === undefined || remaining < 1000 ? [] : [`${formatMilliseconds(remaining)} left`];
  return [way, ...(speed === 0 ? [] : [`${formatBytes(Math.round(speed))}/s`]), ...left].join(' · ');
}
