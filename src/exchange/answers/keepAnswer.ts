import type { Exchange } from '../../core/http/exchange.ts';
import type { Answers } from '../ports.ts';

/**
 * Keeps a named request's answer for `{{name.response…}}`. A 304 has no content of its own and an error is not the
 * resource, so neither takes the place of a whole success; a first error is kept, because it too can be read.
 */
export function keepAnswer(answers: Answers, name: string, exchange: Exchange): void {
  const rank = rankOf(exchange);
  const held = answers.read(name);
  if (rank !== 'none' && (rank === 'success' || held === undefined || rankOf(held) !== 'success')) {
    answers.write(name, exchange);
  }
}

function rankOf({ response, error }: Exchange): 'success' | 'other' | 'none' {
  if (response === undefined || error !== undefined || response.status === 304) return 'none';
  return response.status >= 200 && response.status < 300 ? 'success' : 'other';
}
