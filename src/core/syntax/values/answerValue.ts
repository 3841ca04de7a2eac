import { contentText } from '../../http/content/decodeBody.ts';
import type { Exchange } from '../../http/exchange.ts';
import { combinedValue, fieldValues, firstValue, type HeaderList, sameName } from '../../http/headerList.ts';
import type { UnresolvedReason } from '../resolving/resolution.ts';
import { parsePath, selectJson } from './jsonPath.ts';
import { parseXPath, selectXml } from './xPath.ts';

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

/** The content of the message that the reference is about, as text; empty where there is none. */
export function answerText({ side }: AnswerReference, exchange: Exchange): string {
  const message = side === 'request' ? exchange.request : exchange.response;
  return message === undefined ? '' : bodyText(message.headers, message.body);
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
  // REST Client takes `asJson.` and `asXml.` before a path, for contents whose type says otherwise.
  const path = rest.slice(1).replace(/^as(?:Json|Xml)\.(?=[$/])/, '');
  if (path.startsWith('/')) return xmlValue(headers, body, path);
  return path.startsWith('$') ? jsonValue(headers, body, path) : invalid;
}

function xmlValue(headers: HeaderList, body: Uint8Array | undefined, path: string): AnswerValue {
  const steps = parseXPath(path);
  if (steps === undefined) return invalid;
  const value = selectXml(bodyText(headers, body), steps);
  return value === undefined ? { reason: 'path-absent' } : { value };
}

function jsonValue(headers: HeaderList, body: Uint8Array | undefined, path: string): AnswerValue {
  const steps = parsePath(path);
  if (steps === undefined) return invalid;
  const value = selectJson(bodyText(headers, body), steps);
  return value === undefined ? { reason: 'path-absent' } : { value };
}

function bodyText(headers: HeaderList, body: Uint8Array | undefined): string {
  return body === undefined ? '' : contentText({ headers, body });
}

/** `.name`, `['name']`, and `.value` or an attribute such as `.path` after them (RFC 6265 §4.1.1). */
function cookieValue(headers: HeaderList, rest: string): AnswerValue {
  const match =
    /^(?:\.(.+?)|\['([^'\]]+)'\]|\["([^"\]]+)"\])(?:\.(value|path|domain|expires|max-age|samesite))?$/i.exec(rest);
  if (match === null) return invalid;
  const name = match[1] ?? match[2] ?? match[3] ?? '';
  const line = fieldValues(headers, 'set-cookie').find((value) => value.startsWith(`${name}=`));
  const [pair = '', ...attributes] = line?.split(';') ?? [];
  const wanted = match[4]?.toLowerCase() ?? 'value';
  if (line !== undefined && wanted === 'value') return { value: pair.slice(name.length + 1) };
  const found = attributes.map((each) => each.trim()).find((each) => each.toLowerCase().startsWith(`${wanted}=`));
  return found === undefined ? { reason: 'field-absent' } : { value: found.slice(wanted.length + 1) };
}
