import type { Exchange } from '../http/exchange.ts';
import { combinedValue, fieldValues, firstValue, type HeaderList, sameName } from '../http/headerList.ts';
import { decodeText } from './decodeText.ts';
import { parsePath, selectJson } from './jsonPath.ts';
import type { UnresolvedReason } from './resolution.ts';

/** `{{name.response.headers.ETag}}` and its like, taken apart; `path` is what stands after the request or response. */
export interface AnswerReference {
  readonly request: string;
  readonly side: 'request' | 'response';
  readonly path: string;
}

export type AnswerValue = { readonly value: string } | { readonly reason: UnresolvedReason };

const invalid: AnswerValue = { reason: 'expression-invalid' };

/**
 * Takes the expression apart when it refers to another request's answer: `name.response.…`, `name.request.…`,
 * `nameResponse.…`, and `name.field` for a member of the JSON answer of a request the file has.
 */
export function answerReference(expression: string, names: ReadonlySet<string>): AnswerReference | undefined {
  const dotted = /^(.+?)\.(response|request)(?:\.|(?=\[)|$)(.*)$/.exec(expression);
  if (dotted !== null) return reference(dotted);
  const joined = /^(.+?)(Response|Request)\.(.+)$/.exec(expression);
  if (joined !== null) return reference(joined);
  const dot = expression.indexOf('.');
  const name = expression.slice(0, Math.max(dot, 0));
  if (!names.has(name)) return undefined;
  return { request: name, side: 'response', path: `parsedBody${expression.slice(dot)}` };
}

function reference([, request = '', side = '', path = '']: RegExpExecArray): AnswerReference {
  return { request, side: side.toLowerCase() === 'request' ? 'request' : 'response', path };
}

/** What the reference stands for in the exchange, or why it stands for nothing. */
export function answerValue({ side, path }: AnswerReference, exchange: Exchange): AnswerValue {
  const message = side === 'request' ? exchange.request : exchange.response;
  if (message === undefined) return { reason: 'request-not-sent' };
  const [, part = '', rest = ''] = /^(\w+)(.*)$/.exec(path) ?? [];
  switch (part) {
    case 'headers':
      return headerValue(message.headers, rest);
    case 'body':
      return bodyValue(message.headers, message.body, rest);
    case 'parsedBody':
      return jsonValue(message.headers, message.body, `$${rest}`);
    case 'cookies':
      return cookieValue(message.headers, rest);
    case 'status':
    case 'statusCode':
      return rest === '' && exchange.response !== undefined ? { value: String(exchange.response.status) } : invalid;
    default:
      return invalid;
  }
}

/** `.ETag`, `['ETag']`, and `[2]` after them for one line of several; without it, the combined value. */
function headerValue(headers: HeaderList, rest: string): AnswerValue {
  const match = /^(?:\.([^[\]\s]+)|\[(?:'([^'\]]+)'|"([^"\]]+)")\])(?:\[(\d{1,4})\])?$/.exec(rest);
  if (match === null) return invalid;
  const name = match[1] ?? match[2] ?? match[3] ?? '';
  const value = match[4] === undefined ? wholeField(headers, name) : fieldValues(headers, name)[Number(match[4])];
  return value === undefined ? { reason: 'field-absent' } : { value };
}

/** `Set-Cookie` alone cannot be combined (RFC 9110 §5.3). */
function wholeField(headers: HeaderList, name: string): string | undefined {
  return sameName(name, 'set-cookie') ? firstValue(headers, name) : combinedValue(headers, name);
}

function bodyValue(headers: HeaderList, body: Uint8Array | undefined, rest: string): AnswerValue {
  if (rest === '' || rest === '.*') return { value: bodyText(headers, body) };
  return rest.startsWith('.$') ? jsonValue(headers, body, rest.slice(1)) : invalid;
}

function jsonValue(headers: HeaderList, body: Uint8Array | undefined, path: string): AnswerValue {
  const steps = parsePath(path);
  if (steps === undefined) return invalid;
  const value = selectJson(bodyText(headers, body), steps);
  return value === undefined ? { reason: 'path-absent' } : { value };
}

function bodyText(headers: HeaderList, body: Uint8Array | undefined): string {
  return body === undefined ? '' : decodeText(body, firstValue(headers, 'content-type') ?? '');
}

/** `.name` and `.name.value`. */
function cookieValue(headers: HeaderList, rest: string): AnswerValue {
  const name = /^\.(.+?)(?:\.value)?$/.exec(rest)?.[1];
  if (name === undefined) return invalid;
  const line = fieldValues(headers, 'set-cookie').find((value) => value.startsWith(`${name}=`));
  return line === undefined
    ? { reason: 'field-absent' }
    : { value: line.slice(name.length + 1).split(';', 1)[0] ?? '' };
}
