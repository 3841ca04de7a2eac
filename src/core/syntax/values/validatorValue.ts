import type { HeaderList } from '../../http/headerList.ts';
import type { HttpDocument } from '../ast.ts';
import { type PlacedRequest, requestNamed } from '../locate.ts';
import type { Lookup, UnresolvedReason } from '../resolving/resolution.ts';
import { absoluteUrl, withoutUserinfo } from '../resolving/resolveUrl.ts';
import { expand, expandLines } from './expand.ts';
import type { Scope } from './scope.ts';

/** Of which resource validators are sought, and by whom: the fields choose the variant and tell the identity. */
export interface SoughtValidators {
  readonly url: string;
  /** Without preconditions. */
  readonly headers: HeaderList;
}

/** The validators last received, byte for byte. */
export interface KnownValidators {
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
  /** Epoch milliseconds. */
  readonly seenAt: number;
}

/** Which validator an expression means, and of what: nothing for the request that it stands in. */
export interface ValidatorExpression {
  readonly validator: 'etag' | 'lastModified';
  /** A request's name, an absolute URL, a path on the same server, or `%variable` that holds one of them. */
  readonly of: string | undefined;
}

/** Takes `$etag`, `$etag name-or-url`, `$lastModified` and `$lastModified name-or-url` apart. */
export function validatorExpression(expression: string): ValidatorExpression | undefined {
  const match = /^\$(etag|lastModified)(?:\s+(.+))?$/is.exec(expression);
  if (match === null) return undefined;
  const validator = match[1]?.toLowerCase() === 'etag' ? 'etag' : 'lastModified';
  return { validator, of: match[2]?.trim().replace(/^(["'])(.*)\1$/s, '$2') };
}

/** Where a validator expression stands; `asking` is absent outside of requests. */
export interface ValidatorPlace {
  readonly document: HttpDocument;
  readonly asking: PlacedRequest | undefined;
  readonly scope: Scope;
}

type Address = SoughtValidators | { readonly reason: UnresolvedReason; readonly culprit?: string };

/** The resource that the expression means, or why there is none. */
export function soughtValidators({ of }: ValidatorExpression, place: ValidatorPlace): Address {
  const { asking, scope } = place;
  if (of === undefined) return asking === undefined ? { reason: 'validator-unknown' } : addressOf(asking, scope);
  const named = of.startsWith('%') ? scope.lookUp(of.slice(1)) : undefined;
  if (named?.kind === 'unresolved') return { reason: named.reason, culprit: named.culprit ?? of.slice(1) };
  return elsewhere(named?.value ?? of, place);
}

function elsewhere(nameOrUrl: string, { document, asking, scope }: ValidatorPlace): Address {
  const request = requestNamed(document, nameOrUrl);
  if (request !== undefined) return addressOf(request, scope.at(request));
  const own = asking === undefined ? undefined : addressOf(asking, scope);
  const headers = own !== undefined && 'url' in own ? own.headers : [];
  if (/^https?:\/\//i.test(nameOrUrl)) return addressed(absoluteUrl(nameOrUrl, undefined), headers);
  if (!nameOrUrl.startsWith('/')) return { reason: 'request-unknown' };
  if (own === undefined || !('url' in own)) return own ?? { reason: 'validator-unknown' };
  return addressed(absoluteUrl(new URL(nameOrUrl, own.url).href, undefined), headers);
}

const addressed = (url: string | undefined, headers: HeaderList): Address =>
  url === undefined ? { reason: 'expression-invalid' } : { url, headers };

function addressOf({ node }: PlacedRequest, scope: Scope): Address {
  const target = expandLines(node.target.pieces, '', scope);
  const failed = target.pieces.find(({ reference }) => reference?.lookup.kind === 'unresolved')?.reference;
  if (failed?.lookup.kind === 'unresolved') {
    return { reason: failed.lookup.reason, culprit: failed.lookup.culprit ?? failed.expression };
  }
  const others = node.headers.filter(({ name }) => !/^if(?:-|$)/i.test(name.text));
  const headers: HeaderList = others.map(({ name, value, lines }) => [
    expand(name, scope).text,
    expandLines(lines ?? [value], ' ', scope).text,
  ]);
  const all = [...headers, ...scope.defaults(headers)];
  return addressed(absoluteUrl(target.text, all.find(([name]) => /^host$/i.test(name))?.[1]), all);
}

/** The validator as it was received; a tag keeps its quotes and its `W/`. */
export function validatorValue(
  expression: ValidatorExpression,
  place: ValidatorPlace,
  known: ((sought: SoughtValidators) => KnownValidators | undefined) | undefined,
): Lookup {
  const sought = soughtValidators(expression, place);
  if ('reason' in sought) return { kind: 'unresolved', ...sought };
  const found = known?.(sought);
  const value = found?.[expression.validator];
  if (found === undefined || value === undefined) return { kind: 'unresolved', reason: 'validator-unknown' };
  return {
    kind: 'value',
    value,
    origin: { kind: 'validator', url: withoutUserinfo(sought.url), seenAt: found.seenAt },
  };
}
