import type { Hop, HttpRequest, HttpResponse, RedirectConditions, StoppedRedirect } from '../../core/http/exchange.ts';
import { fieldValues, type HeaderField } from '../../core/http/headerList.ts';
import { isSafeMethod } from '../../core/http/method.ts';
import { isSecretField } from '../../core/http/secret.ts';
import { isSameResource } from './sameResource.ts';

/** What a response says about going elsewhere. */
export type Redirect =
  | { readonly kind: 'none' }
  | { readonly kind: 'follow'; readonly request: HttpRequest; readonly hop: Hop }
  | { readonly kind: 'stop'; readonly stopped: StoppedRedirect }
  | { readonly kind: 'invalid'; readonly cause: string };

/** 304 is no redirect, whatever `Location` it carries; 300 leaves the choice to the user (RFC 9110 §15.4). */
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

const NONE: Redirect = { kind: 'none' };

/** The request to send next, if any. */
export function redirectOf(request: HttpRequest, response: HttpResponse, conditions: RedirectConditions): Redirect {
  if (!REDIRECTS.has(response.status)) return NONE;
  const locations = new Set(fieldValues(response.headers, 'Location'));
  const [location] = locations;
  if (location === undefined) return NONE;
  if (locations.size > 1) return { kind: 'invalid', cause: 'two different Location fields' };
  if (!URL.canParse(location, request.url)) return { kind: 'invalid', cause: 'the Location cannot be read' };
  const target = new URL(location, request.url);
  if (target.protocol !== 'http:' && target.protocol !== 'https:') {
    return { kind: 'invalid', cause: `the Location is ${target.protocol} and not http: or https:` };
  }
  target.hash = '';
  target.username = '';
  target.password = '';
  return follow(request, response, target, conditions);
}

function follow(request: HttpRequest, response: HttpResponse, target: URL, conditions: RedirectConditions): Redirect {
  const method = methodAfter(response.status, request.method);
  const drops: Drops = {
    conditions: conditions !== 'keep' || !isSameResource(new URL(request.url), target),
    content: method !== request.method && (request.body !== undefined || request.stream !== undefined),
    origin: target.origin !== new URL(request.url).origin,
  };
  const lost = drops.conditions ? guardsOf(request) : [];
  if (conditions !== 'drop' && lost.length > 0 && !isSafeMethod(method)) {
    return { kind: 'stop', stopped: { target: target.href, conditions: lost } };
  }
  const kept = request.headers.filter((field) => !isDropped(field, drops));
  const dropped = request.headers.filter((field) => isDropped(field, drops)).map(([name]) => name);
  const content = drops.content ? { body: undefined } : contentOf(request);
  return {
    kind: 'follow',
    request: { method, url: target.href, headers: kept, ...content },
    hop: {
      status: response.status,
      url: request.url,
      droppedFields: [...new Set(dropped)],
      method: request.method,
      sent: request.headers,
      reason: response.reason,
      headers: response.headers,
    },
  };
}

function contentOf({ body, stream }: HttpRequest): Pick<HttpRequest, 'body' | 'stream'> {
  return stream === undefined ? { body } : { body, stream };
}

/** 303 turns everything but HEAD into GET; 301 and 302 turn POST into GET, as all clients do (§15.4.2, §15.4.3). */
function methodAfter(status: number, method: string): string {
  if (status === 303) return method === 'HEAD' ? 'HEAD' : 'GET';
  return (status === 301 || status === 302) && method === 'POST' ? 'GET' : method;
}

/** The conditions under which alone a write was to be carried out. `If` is WebDAV's (RFC 4918 §10.4). */
function guardsOf({ method, headers }: HttpRequest): readonly string[] {
  if (isSafeMethod(method)) return [];
  const guards = headers.map(([name]) => name).filter((name) => GUARDS.has(name.toLowerCase()));
  return [...new Set(guards)];
}

const GUARDS = new Set(['if-match', 'if-none-match', 'if-unmodified-since', 'if', 'if-schedule-tag-match']);

interface Drops {
  readonly conditions: boolean;
  readonly content: boolean;
  readonly origin: boolean;
}

/**
 * Preconditions speak of the resource that was asked, so they do not go on to another one. Credentials, keys
 * of APIs too, and what names the old origin stay behind when the origin changes; what describes the content leaves with it (§15.4).
 */
function isDropped([name]: HeaderField, drops: Drops): boolean {
  const field = name.toLowerCase();
  if (field === 'if' || field.startsWith('if-')) return drops.conditions;
  if (drops.content && (field.startsWith('content-') || field === 'digest' || field === 'expect')) return true;
  return drops.origin && (OF_THE_ORIGIN.has(field) || isSecretField(name));
}

const OF_THE_ORIGIN = new Set(['host', 'origin', 'referer']);
