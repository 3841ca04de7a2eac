import type { SendOptions } from '../core/http/exchange.ts';
import type { RequestNode } from '../core/syntax/ast.ts';
import { directiveNamed } from '../core/syntax/directives.ts';

/** The bounds of a send, narrowed by what the request itself says: `# @no-redirect`, `# @timeout 5 s`. */
export function directedOptions(options: SendOptions, { directives }: Pick<RequestNode, 'directives'>): SendOptions {
  const patience = milliseconds(directiveNamed(directives, 'timeout')?.value.text ?? '');
  const connecting = milliseconds(directiveNamed(directives, 'connection-timeout')?.value.text ?? '') ?? patience;
  return {
    ...options,
    ...(directiveNamed(directives, 'no-redirect') === undefined ? {} : { redirects: 'stop' }),
    ...(patience === undefined ? {} : { headersTimeout: patience, bodyTimeout: patience }),
    ...(connecting === undefined ? {} : { connectTimeout: connecting }),
  };
}

/** `5 s`, `500 ms`, `1 m`; a bare number counts milliseconds, as httpYac has it. Anything else says nothing. */
function milliseconds(text: string): number | undefined {
  const [, amount = '', unit = 'ms'] = /^(\d{1,9})\s*(ms|s|m)?$/i.exec(text.trim()) ?? [];
  const factors: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };
  return Number(amount) === 0 ? undefined : Number(amount) * (factors[unit.toLowerCase()] ?? 1);
}
