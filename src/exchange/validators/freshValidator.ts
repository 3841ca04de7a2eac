import { describeTransportError } from '../../core/http/describeTransportError.ts';
import { parseEntityTag } from '../../core/http/entityTag.ts';
import type { Exchange, HttpResponse } from '../../core/http/exchange.ts';
import { firstValue } from '../../core/http/headerList.ts';
import { withoutUserinfo } from '../../core/syntax/resolving/resolveUrl.ts';
import type { ConditionName } from './conditionFields.ts';

/** What a look-up gave for one precondition field, or in one sentence why nothing. */
export type FreshValidator =
  | { readonly kind: 'validator'; readonly value: string }
  | { readonly kind: 'none'; readonly why: string };

/** The value that the field should now hold. `compares` says whether it wants the date or the tag. */
export function freshValidator(exchange: Exchange, field: ConditionName, compares: 'tag' | 'date'): FreshValidator {
  const { response, error, request } = exchange;
  if (error !== undefined) return none(describeTransportError(error));
  if (response === undefined) return none('No answer came.');
  const unsuited = unsuitedStatus(response, request.method);
  if (unsuited !== undefined) return none(unsuited);
  return compares === 'date' ? freshDate(response) : freshTag(response, field);
}

function unsuitedStatus({ status, headers }: HttpResponse, method: string): string | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status === 404 || status === 410) {
    return `There is no such resource now (${status}), so it has no tag. To create it, send If-None-Match: *.`;
  }
  if (status >= 300 && status < 400) {
    const target = withoutUserinfo(firstValue(headers, 'Location') ?? 'another URL');
    return `The server redirects (${status}) to ${target}. Tags belong to one URL: write that one in the request.`;
  }
  return `The server answered the ${method} with ${status}, so its current tag is not known.`;
}

function freshDate({ headers }: HttpResponse): FreshValidator {
  const date = firstValue(headers, 'Last-Modified');
  return date === undefined ? none('The server sends no Last-Modified for this.') : { kind: 'validator', value: date };
}

function freshTag({ headers }: HttpResponse, field: ConditionName): FreshValidator {
  const tag = firstValue(headers, 'ETag');
  if (tag === undefined) {
    const dated = firstValue(headers, 'Last-Modified') !== undefined;
    return none(`The server sends no ETag for this${dated ? '; it has a date, for If-Unmodified-Since' : ''}.`);
  }
  if (tag.includes('{{')) return none(`The server's tag ${tag} holds braces, which the file would read as a variable.`);
  const weak = parseEntityTag(tag)?.weak === true;
  if (weak && field !== 'If-None-Match' && !acceptsWeak(headers)) {
    return none(`The server's tag ${tag} is weak, and ${field} compares strongly: it could never match.`);
  }
  return { kind: 'validator', value: tag };
}

/** OData services hand out weak tags and take them in If-Match, against RFC 9110 §13.1.1. */
const acceptsWeak = (headers: HttpResponse['headers']) =>
  ['OData-Version', 'DataServiceVersion'].some((name) => firstValue(headers, name) !== undefined);

const none = (why: string): FreshValidator => ({ kind: 'none', why });
