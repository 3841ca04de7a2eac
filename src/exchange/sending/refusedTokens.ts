import type { Exchange } from '../../core/http/exchange.ts';
import { fieldValues } from '../../core/http/headerList.ts';

/** Tells whoever granted a token that it was refused. */
export type TellRefused = () => Promise<void>;

/**
 * Has the tokens that went out with the request outdated where the server took one for invalid (RFC 6750 §3.1), so that
 * the next send gets others: a server that revokes tokens, or never says how long they are good for, is told by that.
 */
export async function outdateRefused(
  { response }: Exchange,
  granted: readonly TellRefused[],
): Promise<{ readonly tokenRefused?: 'yes' }> {
  if (granted.length === 0 || response?.status !== 401) return {};
  const challenges = fieldValues(response.headers, 'WWW-Authenticate');
  if (!challenges.some((each) => /\berror="?invalid_token\b/i.test(each))) return {};
  for (const tell of granted) await tell();
  return { tokenRefused: 'yes' };
}
