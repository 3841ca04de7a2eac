import type { HttpRequest } from '../core/http/exchange.ts';
import type { HeaderField, HeaderList } from '../core/http/headerList.ts';
import { fieldValues } from '../core/http/headerList.ts';

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const CONTROL = /[\0-\x08\x0a-\x1f\x7f]/;
const BEYOND_LATIN_1 = /[^\0-\xff]/;

/** Fields about the connection and its framing, which only the client that writes the bytes can get right. */
const FRAMING = new Set(['transfer-encoding', 'keep-alive', 'upgrade', 'expect']);

/**
 * Why this request cannot be put on the wire as written, in one clause that names the field and never its value;
 * undefined when it can. Checked before a connection is opened, so that a refusal never leaves half a request.
 */
export function refuse(request: HttpRequest): string | undefined {
  return refuseTarget(request) ?? firstOf(request.headers, refuseField) ?? refuseFraming(request);
}

function refuseTarget({ method, url }: HttpRequest): string | undefined {
  if (!URL.canParse(url)) return 'the URL cannot be read';
  if (!/^https?:/i.test(url)) return `the URL is ${new URL(url).protocol} and not http: or https:`;
  if (method === 'CONNECT') return 'CONNECT opens a tunnel and has no resource to ask about';
  return TOKEN.test(method) ? undefined : 'the method is not a token';
}

function firstOf(headers: HeaderList, check: (field: HeaderField) => string | undefined): string | undefined {
  for (const field of headers) {
    const reason = check(field);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function refuseField([name, value]: HeaderField): string | undefined {
  if (!TOKEN.test(name)) return 'a field name holds a character that is not allowed there';
  if (BEYOND_LATIN_1.test(value)) return `${name} holds a character beyond Latin-1, which HTTP/1.1 cannot carry`;
  if (CONTROL.test(value)) return `${name} holds a control character`;
  if (FRAMING.has(name.toLowerCase())) return `${name} belongs to the connection and is written by the client`;
  if (name.toLowerCase() === 'connection') return refuseConnection(value);
  return undefined;
}

function refuseConnection(value: string): string | undefined {
  const plain = /^(?:close|keep-alive)$/i.test(value.trim());
  return plain ? undefined : 'Connection can be close or keep-alive, nothing else';
}

function refuseFraming({ headers, body, stream }: HttpRequest): string | undefined {
  if (fieldValues(headers, 'Host').length > 1) return 'Host stands there twice';
  const [length, ...more] = fieldValues(headers, 'Content-Length');
  if (length === undefined) return undefined;
  if (more.length > 0) return 'Content-Length stands there twice';
  const size = stream?.length ?? body?.length ?? 0;
  return length === String(size) ? undefined : `Content-Length is not the content's ${size} bytes`;
}
