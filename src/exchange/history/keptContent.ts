import { decodeBody } from '../../core/http/content/decodeBody.ts';
import type { HttpRequest, HttpResponse } from '../../core/http/exchange.ts';
import { fingerprint } from '../../core/http/fingerprint.ts';
import { contentWithout, type Hide } from './hideSecrets.ts';
import type { KeptContent, LeftOut } from './historyEntry.ts';

/** More of one content is not kept, in bytes. */
export const LARGEST_CONTENT = 1_048_576;

/** What is kept of a request's content. */
export function keptOfRequest({ headers, body, stream }: HttpRequest, hide: Hide): KeptContent {
  if (stream !== undefined) return { kind: 'left-out', why: 'too-large', bytes: stream.length, mark: undefined };
  return body === undefined ? { kind: 'none' } : keptOf({ headers, body }, hide);
}

/** What is kept of a response's content. */
export function keptOfResponse(response: HttpResponse | undefined, hide: Hide): KeptContent {
  if (response === undefined) return { kind: 'none' };
  const { bodyFile, bodyBytes, complete, body } = response;
  if (bodyFile !== undefined) return { kind: 'left-out', why: 'too-large', bytes: bodyBytes, mark: undefined };
  return complete ? keptOf(response, hide) : leftOut('incomplete', body);
}

function keptOf(message: Pick<HttpResponse, 'headers' | 'body'>, hide: Hide): KeptContent {
  if (message.body.length > LARGEST_CONTENT) return leftOut('too-large', message.body);
  const decoded = decodeBody(message);
  switch (decoded.kind) {
    case 'none':
      return { kind: 'none' };
    case 'binary':
      return leftOut('binary', message.body);
    case 'text':
      return { kind: 'text', text: contentWithout(decoded.text, hide), language: decoded.language };
  }
}

const leftOut = (why: LeftOut, body: Uint8Array): KeptContent => ({
  kind: 'left-out',
  why,
  bytes: body.length,
  mark: fingerprint(body),
});
