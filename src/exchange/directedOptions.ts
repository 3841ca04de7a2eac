import type { SendOptions } from '../core/http/exchange.ts';
import type { RequestNode } from '../core/syntax/ast.ts';
import { directiveNamed } from '../core/syntax/directives.ts';
import { milliseconds } from '../core/syntax/duration.ts';

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
