import { type AwsCredentials, type Credentials, readCredentials } from '../http/authorization.ts';
import type { HttpRequest } from '../http/exchange.ts';
import { firstValue, type HeaderList, sameName } from '../http/headerList.ts';

/** Credentials of which only the client that sends makes a header field: after a challenge, or over the whole request. */
export type ComputedCredentials = Exclude<Credentials, { readonly kind: 'as-written' | 'basic' }>;

/** What the request's `Authorization` asks the client to compute; undefined where it goes out as it stands. */
export function computedCredentials({ headers }: Pick<HttpRequest, 'headers'>): ComputedCredentials | undefined {
  const found = readCredentials(firstValue(headers, 'Authorization') ?? '');
  return found.kind === 'as-written' || found.kind === 'basic' ? undefined : found;
}

/** The fields without `Authorization`. */
export function withoutAuthorization(headers: HeaderList): HeaderList {
  return headers.filter(([name]) => !sameName(name, 'Authorization'));
}

/** The region and the service to sign for: the file's, else the host's, else S3 in us-east-1, as when it is sent. */
export function signingScope(
  host: string,
  { region, service }: AwsCredentials,
): { readonly region: string; readonly service: string } {
  const [, first = '', second = ''] = /([^.]{1,63})\.(?:([^.]{0,63})\.)?amazonaws\.com(?:\.cn)?$/.exec(host) ?? [];
  const found = scopeOf(/^(?:es|aoss)$/.test(second) ? [second, first] : [first, second]);
  return { region: region ?? (found.region || 'us-east-1'), service: service ?? (found.service || 's3') };
}

function scopeOf([service, region]: readonly [string, string]): { readonly region: string; readonly service: string } {
  if (region === 's3') return { service: 's3', region: 'us-east-1' };
  const dashed = [service, region].find((part) => part.startsWith('s3-'));
  return dashed === undefined ? { service, region } : { service: 's3', region: dashed.slice('s3-'.length) };
}
