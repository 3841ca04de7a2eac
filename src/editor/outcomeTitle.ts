import type { SentOutcome } from '../exchange/sendRequest.ts';

/** `204 · 38 ms`, or what kept the answer from coming. */
export function briefly({ exchange }: SentOutcome): string {
  const time = duration(exchange.timings.total);
  if (exchange.error?.code === 'cancelled') return `cancelled · ${time}`;
  if (exchange.error !== undefined) return `failed · ${time}`;
  return `${exchange.response?.status ?? '—'} · ${time}`;
}

/** `38 ms` below a second, else `2.1 s`. Takes milliseconds. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
