import { formatMilliseconds } from '../../core/http/quantity.ts';
import type { Pause } from '../ports.ts';

/** `503 · attempt 2 of 4 in 3 s`: what failed, and what is waited for. `now` is epoch milliseconds. */
export function describePause({ attempt, of, until, next, failed }: Pause, now: number): string {
  const came = failed.error?.code.replaceAll('-', ' ') ?? String(failed.response?.status ?? '');
  const what = next === 'verify' ? 'looking whether it was carried out' : `attempt ${attempt} of ${of}`;
  return `${came} · ${what} in ${formatMilliseconds(Math.max(0, until - now))}`;
}
