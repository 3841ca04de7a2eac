import type { SendOptions } from '../core/http/exchange.ts';
import type { RequestNode } from '../core/syntax/ast.ts';
import { directiveNamed } from '../core/syntax/directives.ts';

/** Bytes of content kept in memory; more is received, counted and left out. */
export const BODY_LIMIT = 64 * 1024 * 1024;

const PATIENCE = 30_000;

/** The bounds of a send, with what the request's own `# @timeout` and `# @no-redirect` say. */
export function sendOptionsFor({ directives }: RequestNode): SendOptions {
  const patience = milliseconds(directiveNamed(directives, 'timeout')?.value.text ?? '') ?? PATIENCE;
  return {
    connectTimeout: patience,
    headersTimeout: patience,
    bodyTimeout: patience,
    redirects: directiveNamed(directives, 'no-redirect') === undefined ? 'follow' : 'stop',
    maxRedirects: 10,
    bodyLimit: BODY_LIMIT,
    tls: 'verify',
  };
}

/** `5 s`, `500 ms`, `1 m`; a bare number counts milliseconds, as httpYac has it. */
function milliseconds(text: string): number | undefined {
  const [, amount = '', unit = 'ms'] = /^(\d{1,9})\s*(ms|s|m)?$/i.exec(text.trim()) ?? [];
  if (amount === '') return undefined;
  const factor = unit.toLowerCase() === 's' ? 1000 : unit.toLowerCase() === 'm' ? 60_000 : 1;
  return Number(amount) * factor;
}
