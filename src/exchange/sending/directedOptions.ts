import type { SendOptions } from '../../core/http/exchange.ts';
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
  { directives, httpVersion }: Pick<RequestNode, 'directives' | 'httpVersion'>,
  expanded: (value: Token) => string = ({ text }) => text,
): SendOptions {
  const patience = milliseconds(directiveNamed(directives, 'timeout')?.value.text ?? '');
  const connecting = milliseconds(directiveNamed(directives, 'connection-timeout')?.value.text ?? '') ?? patience;
  const { cookies, ...others } = options;
  const jar = cookies === undefined || directiveNamed(directives, 'no-cookie-jar') !== undefined ? {} : { cookies };
  return {
    ...others,
    ...jar,
    ...versionOf(httpVersion?.text ?? ''),
    ...(directiveNamed(directives, 'no-redirect') === undefined ? {} : { redirects: 'stop' }),
    ...(directiveNamed(directives, 'use-http2') === undefined ? {} : { httpVersion: '2' }),
    ...(directiveNamed(directives, 'no-reject-unauthorized') === undefined ? {} : { tls: 'accept-any' }),
    ...proxyOf(directives, expanded),
    ...(directiveNamed(directives, 'no-proxy') === undefined ? {} : { proxy: 'never' }),
    ...(patience === undefined ? {} : { headersTimeout: patience, bodyTimeout: patience }),
    ...(connecting === undefined ? {} : { connectTimeout: connecting }),
  };
}

/** The version in the request line is what is spoken, where the server speaks it too. */
function versionOf(text: string): Pick<SendOptions, 'httpVersion'> {
  const [, major] = /^HTTP\/([12])(?:\.\d)?$/i.exec(text.trim()) ?? [];
  if (major === undefined) return {};
  return { httpVersion: major === '2' ? '2' : '1.1' };
}

/** `# @proxy http://proxy:3128` asks that proxy for this request, whatever hosts the settings except. */
function proxyOf(directives: RequestNode['directives'], expanded: (value: Token) => string) {
  const value = directiveNamed(directives, 'proxy')?.value;
  const address = value === undefined ? '' : expanded(value).trim();
  if (address === '') return {};
  return { proxy: { http: address, https: address, bypass: [], tls: 'verify' } } as const;
}
