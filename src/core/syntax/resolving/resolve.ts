import { firstValue, sameName } from '../../http/headerList.ts';
import { formatHttpDate } from '../../http/httpDate.ts';
import type { HeaderNode, RequestNode } from '../ast.ts';
import { isGraphql } from '../block/bodyManner.ts';
import { isKnownMethod } from '../block/knownMethod.ts';
import type { PlacedRequest } from '../locate.ts';
import { expandedText, expandLines } from '../values/expand.ts';
import type { Scope } from '../values/scope.ts';
import { encodedValue, impliedFields } from './impliedFields.ts';
import type { Expansion, ResolutionFault, ResolvedHeader, ResolvedRequest } from './resolution.ts';
import { fieldFaults, referenceFaults } from './resolutionFaults.ts';
import { resolveBody } from './resolveBody.ts';
import { absoluteUrl, withoutUserinfo } from './resolveUrl.ts';

/**
 * What the request would put on the wire with the scope's values, and why it could not. A known method written in
 * small letters is meant in capitals; `GRAPHQL` is a POST of the operation as JSON.
 */
export function resolveRequest(placed: PlacedRequest, around: Scope): ResolvedRequest {
  const { node } = placed;
  const scope = around.at(placed);
  const target = expandLines(node.target.pieces, '', scope);
  const headers = sentHeaders(node).map((header) => resolveHeader(header, scope));
  const fields = headers.map(({ field }) => field);
  const given = scope.defaults(fields);
  const defaults = [...given, ...impliedFields(node, [...fields, ...given])];
  const all = [...fields, ...defaults];
  const { parts, faults: bodyFaults } = resolveBody(node, all, scope);
  const host = writtenHost(headers) ?? firstValue(all, 'host') ?? hostVariable(target.text, scope);
  const method = methodOf(node);
  const url = target.text === '*' && method !== 'OPTIONS' ? undefined : absoluteUrl(target.text, host);
  const faults = [
    ...referenceFaults(target),
    ...(url === undefined ? urlFaults(node, target, host) : []),
    ...headerFaults(headers, scope),
    ...bodyFaults,
  ];
  return { method, url, target: target.text, headers, defaults, body: parts, faults };
}

/** With the scheme, where the file has it. */
const writtenHost = (headers: readonly ResolvedHeader[]) =>
  headers.find(({ field: [name] }) => sameName(name, 'host'))?.value.text;

/** httpYac takes the server of a path without `Host` from the variable `host`. */
function hostVariable(target: string, scope: Scope): string | undefined {
  const found = /^(?:\/|\*$)/.test(target) ? scope.lookUp('host') : undefined;
  return found?.kind === 'value' ? found.value : undefined;
}

function methodOf(node: RequestNode): string {
  const method = node.method?.text ?? 'GET';
  const capitals = method.toUpperCase();
  if (capitals === 'GRAPHQL') return 'POST';
  return isKnownMethod(capitals) ? capitals : method;
}

/** REST Client's marker of a GraphQL operation is for the client alone. */
function sentHeaders(node: RequestNode): readonly HeaderNode[] {
  return isGraphql(node) ? node.headers.filter(({ name }) => !sameName(name.text, 'x-request-type')) : node.headers;
}

function resolveHeader(node: HeaderNode, scope: Scope): ResolvedHeader {
  const dated = takesDate(node.name.text) ? withHttpDates(scope) : scope;
  const value = encodedValue(node, expandLines(node.lines ?? [node.value], ' ', dated));
  const name = expandedText(node.name, scope);
  return { node, field: [name, sameName(name, 'host') ? withoutScheme(value.text) : value.text], value };
}

function headerFaults(headers: readonly ResolvedHeader[], scope: Scope): readonly ResolutionFault[] {
  const faults: ResolutionFault[] = [];
  for (const header of headers) {
    for (const fault of referenceFaults(header.value)) faults.push(fault);
    for (const fault of fieldFaults(header, scope)) faults.push(fault);
  }
  return faults;
}

/** Kulala's files have the scheme in `Host`, which the field cannot carry; the URL keeps it. */
const withoutScheme = (host: string) => host.replace(/^\s*https?:\/\/([^/?#\s]+)\/?\s*$/i, '$1');

/** The preconditions that compare dates; If-Range may hold one (RFC 9110 §13.1.5). */
const takesDate = (name: string) => /^if-(?:modified-since|unmodified-since|range)$/i.test(name);

/** Whatever form a date variable asks for, these fields have one only: the IMF-fixdate (RFC 9110 §5.6.7). */
function withHttpDates(scope: Scope): Scope {
  return {
    ...scope,
    lookUp: (expression) => {
      const found = scope.lookUp(expression);
      if (found.kind === 'unresolved' || found.moment === undefined) return found;
      return { ...found, value: formatHttpDate(found.moment) };
    },
  };
}

/** An unresolved reference in the target or in `Host` has a fault of its own, so the URL is not blamed besides. */
function urlFaults(node: RequestNode, target: Expansion, host: string | undefined): readonly ResolutionFault[] {
  const unresolved =
    referenceFaults(target).length > 0 || (target.text.startsWith('/') && host?.includes('{{') === true);
  if (unresolved) return [];
  const { start, end } = node.target;
  return [{ code: 'url-invalid', start, end, subject: withoutUserinfo(target.text), reason: undefined }];
}
