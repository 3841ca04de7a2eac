import { describeTransportError } from '../../core/http/describeTransportError.ts';
import type { Exchange, Send, SendOptions } from '../../core/http/exchange.ts';
import { NoToken } from './oauthFailures.ts';

/** A request to the authorization server, as the library words it. */
export interface Fetched {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/** Sends it by our own transport, follows no redirect, and reads the answer as leniently as servers are written. */
export async function fetched(
  url: string,
  { method, headers, body }: Fetched,
  send: Send,
  options: SendOptions,
  signal: AbortSignal,
): Promise<Response> {
  const content = body === undefined || body === null ? undefined : Buffer.from(String(body));
  const { onPart: _part, onProgress: _progress, cookies: _cookies, ...quiet } = options;
  const request = { method, url, headers: Object.entries(headers), body: content };
  return responseOf(await send(request, { ...quiet, redirects: 'stop' }, signal));
}

function responseOf({ response, error }: Exchange): Response {
  if (error?.code === 'cancelled') throw new NoToken('given-up', 'the authorization was given up.');
  if (error !== undefined) throw new NoToken('unreachable', describeTransportError(error));
  if (response === undefined) throw new NoToken('unreachable', 'the authorization server did not answer.');
  const { status } = response;
  const headers = response.headers.filter(
    ([name]) => !/^(?:content-encoding|content-length|transfer-encoding)$/i.test(name),
  );
  const bodiless = status === 204 || status === 304;
  const answer = bodiless ? { status, text: undefined } : asSpecified(status, Buffer.from(response.body).toString());
  return new Response(answer.text, {
    status: answer.status,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
  });
}

/**
 * What servers write that the specifications do not say, and everybody reads: GitHub answers an error with 200, Google
 * calls the page of a device `verification_url`, others leave `token_type` out. An id token is handed on and identifies
 * nobody here, so it goes by another name, unexamined.
 */
function asSpecified(status: number, text: string): { readonly status: number; readonly text: string } {
  const data = jsonObject(text);
  if (data === undefined) return { status, text };
  const { id_token, verification_url, ...rest } = data;
  const whole = {
    ...rest,
    ...(id_token === undefined ? {} : { [ID_TOKEN]: id_token }),
    ...(verification_url === undefined || 'verification_uri' in rest ? {} : { verification_uri: verification_url }),
    ...('access_token' in rest && !('token_type' in rest) ? { token_type: 'bearer' } : {}),
  };
  const isError = status === 200 && typeof rest['error'] === 'string' && !('access_token' in rest);
  return { status: isError ? 400 : status, text: JSON.stringify(whole) };
}

/** Where `asSpecified` puts an id token. */
export const ID_TOKEN = 'precondition_id_token';

function jsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === 'object' && data !== null && !Array.isArray(data) ? { ...data } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
