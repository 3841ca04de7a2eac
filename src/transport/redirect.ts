import type { Hop, HttpRequest, HttpResponse } from '../core/http/exchange.ts';
import type { HeaderField } from '../core/http/headerList.ts';
import { fieldValues } from '../core/http/headerList.ts';

/** What a response says about going elsewhere. */
export type Redirect =
  | { readonly kind: 'none' }
  | { readonly kind: 'follow'; readonly request: HttpRequest; readonly hop: Hop }
  | { readonly kind: 'invalid'; readonly cause: string };

/** 304 is no redirect, whatever `Location` it carries; 300 leaves the choice to the user (RFC 9110 §15.4). */
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** The request to send next. */
export function redirectOf(request: HttpRequest, response: HttpResponse): Redirect {
  const locations = new Set(fieldValues(response.headers, 'Location'));
  const [location] = locations;
  if (!REDIRECTS.has(response.status) || location === undefined) return { kind: 'none' };
  if (locations.size > 1) return { kind: 'invalid', cause: 'two different Location fields' };
  if (!URL.canParse(location, request.url)) return { kind: 'invalid', cause: 'the Location cannot be read' };
  const target = new URL(location, request.url);
  if (target.protocol !== 'http:' && target.protocol !== 'https:') {
    return { kind: 'invalid', cause: `the Location is ${target.protocol} and not http: or https:` };
  }
  target.hash = '';
  target.username = '';
  target.password = '';
  return follow(request, response.status, target);
}

function follow(request: HttpRequest, status: number, target: URL): Redirect {
  const method = methodAfter(status, request.method);
  const body = method === request.method ? request.body : undefined;
  const drops = {
    content: body === undefined && request.body !== undefined,
    origin: target.origin !== new URL(request.url).origin,
  };
  const kept = request.headers.filter((field) => !isDropped(field, drops));
  const dropped = request.headers.filter((field) => isDropped(field, drops)).map(([name]) => name);
  return {
    kind: 'follow',
    request: { method, url: target.href, headers: kept, body },
    hop: { status, url: request.url, droppedFields: [...new Set(dropped)] },
  };
}

/** 303 turns everything but HEAD into GET; 301 and 302 turn POST into GET, as all clients do (§15.4.2, §15.4.3). */
function methodAfter(status: number, method: string): string {
  if (status === 303) return method === 'HEAD' ? 'HEAD' : 'GET';
  return (status === 301 || status === 302) && method === 'POST' ? 'GET' : method;
}

/**
 * Preconditions speak of the resource that was asked, so they never go on to another one. Credentials and what
 * names the old origin stay behind when the origin changes; what describes the content leaves with it (§15.4).
 */
function isDropped([name]: HeaderField, drops: { readonly content: boolean; readonly origin: boolean }): boolean {
  const field = name.toLowerCase();
  if (field === 'if' || field.startsWith('if-')) return true;
  if (drops.content && (field.startsWith('content-') || field === 'digest' || field === 'expect')) return true;
  return (
    drops.origin && ['authorization', 'cookie', 'proxy-authorization', 'host', 'origin', 'referer'].includes(field)
  );
}
