import type { Exchange } from '../../../src/core/http/exchange.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import type { Block, RequestNode } from '../../../src/core/syntax/ast.ts';
import { documentRequests } from '../../../src/core/syntax/locate.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import type { Lookup, ResolvedRequest } from '../../../src/core/syntax/resolving/resolution.ts';
import { resolveRequest } from '../../../src/core/syntax/resolving/resolve.ts';
import { createScope, type ScopeInputs } from '../../../src/core/syntax/values/scope.ts';

/** The text's requests, in order. */
export function requestsOf(text: string): readonly RequestNode[] {
  return documentRequests(parse(text)).map(({ node }) => node);
}

/** The text's only request. */
export function requestOf(text: string): RequestNode {
  const [request, ...more] = requestsOf(text);
  if (request === undefined || more.length > 0)
    throw new Error(`${more.length} more requests, first ${request?.target.text}`);
  return request;
}

/** Each fault of the text as `code: characters`. */
export function faultsOf(text: string): readonly string[] {
  return parse(text).blocks.flatMap(({ block }) =>
    block.faults.map(({ code, start, end }) => `${code}: ${block.text.slice(start, end)}`),
  );
}

/** The body's text as the file has it, files as `<path>`. */
export function bodyOf(text: string): string {
  return requestOf(text)
    .body.parts.map((part) => (part.kind === 'text' ? part.text : `<${part.path.text}>`))
    .join('');
}

export const noon = Date.UTC(2026, 10, 21, 12, 30, 15, 250);

/** Inputs that know nothing but what is given. */
export function inputs(given: Partial<ScopeInputs> = {}): ScopeInputs {
  return {
    options: {},
    environment: { name: 'dev', values: {} },
    answer: () => undefined,
    processVariable: () => undefined,
    now: noon,
    random: () => 0.5,
    ...given,
  };
}

/** What the expression stands for in the text. */
export function lookUp(text: string, expression: string, given: Partial<ScopeInputs> = {}): Lookup {
  return createScope(parse(text), inputs(given)).lookUp(expression);
}

/** The value of the expression, or the reason that it has none. */
export function valueIn(text: string, expression: string, given: Partial<ScopeInputs> = {}): string {
  const found = lookUp(text, expression, given);
  return found.kind === 'value' ? found.value : `!${found.reason}`;
}

/** The text's last request, resolved. */
export function resolved(text: string, given: Partial<ScopeInputs> = {}): ResolvedRequest {
  const document = parse(text);
  const placed = documentRequests(document).at(-1);
  if (placed === undefined) throw new Error('no request');
  return resolveRequest(placed, createScope(document, inputs(given)));
}

/** The text parts of the resolved body, joined; files as `<path>`. */
export function sentBody(text: string, given: Partial<ScopeInputs> = {}): string {
  return resolved(text, given)
    .body.map((part) => (part.kind === 'text' ? part.text : `<${part.path}>`))
    .join('');
}

/** An exchange that happened. */
export function exchange(headers: HeaderList, body: string, requestHeaders: HeaderList = []): Exchange {
  const timings = { dns: undefined, connect: undefined, tls: undefined, firstByte: 1, total: 2 };
  const bytes = new TextEncoder().encode(body);
  return {
    request: { method: 'GET', url: 'http://h/a', headers: requestHeaders, body: undefined },
    response: {
      status: 200,
      reason: 'OK',
      httpVersion: '1.1',
      headers,
      body: bytes,
      bodyBytes: bytes.length,
      bodyFile: undefined,
      complete: true,
    },
    error: undefined,
    hops: [],
    timings,
    startedAt: noon - 5000,
    endedAt: noon - 4000,
  };
}

/** The block as plain data, for comparison: its tree is read through getters. */
export function plain({ text, openBoundary, separator, requests, variables, comments, responses, faults }: Block) {
  return { text, openBoundary, separator, requests, variables, comments, responses, faults };
}
