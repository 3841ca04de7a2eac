import type { HttpVersion, SendOptions } from '../../core/http/exchange.ts';
import type { Token } from '../../core/span.ts';
import type { RequestNode } from '../../core/syntax/ast.ts';
import { directiveNamed } from '../../core/syntax/block/directives.ts';
import { milliseconds } from '../../core/syntax/values/duration.ts';

/**
 * The bounds of a send, narrowed by what the request itself says: `# @no-redirect`, `# @timeout 5 s`. `expanded`
 * replaces the variables of a directive's value.
 */
export function directedOptions(
  options: SendOptions,
  node: Pick<RequestNode, 'directives' | 'httpVersion'>,
  expanded: (value: Token) => string = ({ text }) => text,
): SendOptions {
  const { directives } = node;
  const version = namedVersion(node);
  const patience = milliseconds(directiveNamed(directives, 'timeout')?.value.text ?? '');
  const connecting = milliseconds(directiveNamed(directives, 'connection-timeout')?.value.text ?? '') ?? patience;
  const { cookies, ...others } = options;
  const jar = cookies === undefined || directiveNamed(directives, 'no-cookie-jar') !== undefined ? {} : { cookies };
  return {
    ...others,
    ...jar,
    ...(version && { httpVersion: version }),
    ...(directiveNamed(directives, 'no-redirect') === undefined ? {} : { redirects: 'stop' }),
    ...(directiveNamed(directives, 'no-reject-unauthorized') === undefined ? {} : { tls: 'accept-any' }),
    ...proxyOf(directives, expanded),
    ...(directiveNamed(directives, 'no-proxy') === undefined ? {} : { proxy: 'never' }),
    ...(patience === undefined ? {} : { headersTimeout: patience, bodyTimeout: patience }),
    ...(connecting === undefined ? {} : { connectTimeout: connecting }),
  };
}

/** The version in the request line, or of `# @use-http2`: what is spoken where the server speaks it too. */
export function namedVersion({
  directives,
  httpVersion,
}: Pick<RequestNode, 'directives' | 'httpVersion'>): HttpVersion | undefined {
  if (directiveNamed(directives, 'use-http2') !== undefined) return '2';
  const [, major] = /^HTTP\/([12])(?:\.\d)?$/i.exec(httpVersion?.text.trim() ?? '') ?? [];
  if (major === undefined) return undefined;
  return major === '2' ? '2' : '1.1';
}

/** `# @proxy http://proxy:3128` asks that proxy for this request, whatever hosts the settings except. */
function proxyOf(directives: RequestNode['directives'], expanded: (value: Token) => string) {
  const value = directiveNamed(directives, 'proxy')?.value;
  const address = value === undefined ? '' : expanded(value).trim();
  if (address === '') return {};
  return { proxy: { http: address, https: address, bypass: [], tls: 'verify' } } as const;
}
