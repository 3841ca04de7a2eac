import { createHash } from 'node:crypto';
import aws4 from 'aws4';
import type { AwsCredentials } from '../../core/http/authorization.ts';
import type { HttpRequest } from '../../core/http/exchange.ts';
import { firstValue, type HeaderList, sameName } from '../../core/http/headerList.ts';

/** What connections and proxies may change on the way, and so must not be signed. */
const UNSIGNED: ReadonlySet<string> = new Set(
  'connection content-length expect keep-alive proxy-authorization te trailer upgrade via'.split(' '),
);

/**
 * The request signed by AWS Signature Version 4: every field of the file is under the signature, preconditions too.
 * Where neither the file nor the host names the service it is S3, which is what other hosts stand in for. `now` is
 * epoch milliseconds. Throws a URIError where the path cannot be read.
 */
export function signAws(request: HttpRequest, credentials: AwsCredentials, now: number): HttpRequest {
  const { host, hostname, pathname, search } = new URL(request.url);
  const keys = { accessKeyId: credentials.accessKey, secretAccessKey: credentials.secretKey };
  const named = new aws4.RequestSigner({ hostname, headers: {} }, keys);
  const service = credentials.service ?? (named.service || 's3');
  const region = credentials.region ?? named.region;
  const written = request.headers.filter(([name]) => !sameName(name, 'Authorization'));
  const fields = [...written, ...addedFields(request, written, credentials.token, { service, now })];
  const toSign: HeaderList = firstValue(fields, 'Host') === undefined ? [['Host', host], ...fields] : fields;
  const signer = new aws4.RequestSigner(
    {
      method: request.method,
      host,
      path: request.target === '*' ? '/' : `${pathname}${search}`,
      headers: joined(toSign.filter(([name]) => !UNSIGNED.has(name.toLowerCase()))),
      ...(request.body === undefined ? {} : { body: Buffer.from(request.body) }),
      service,
      region,
      doNotModifyHeaders: true,
    },
    keys,
  );
  signer.datetime = firstValue(fields, 'X-Amz-Date') ?? '';
  const field = String(signer.sign().headers?.['Authorization'] ?? '');
  return { ...request, headers: [...fields, ['Authorization', field]] };
}

function addedFields(
  { body, stream }: HttpRequest,
  written: HeaderList,
  token: string | undefined,
  { service, now }: { readonly service: string; readonly now: number },
): HeaderList {
  const wanted: HeaderList = [
    ['X-Amz-Date', new Date(now).toISOString().replaceAll(/[:-]|\.\d{3}/g, '')],
    ...(token === undefined ? [] : [['X-Amz-Security-Token', token] as const]),
    ...(stream === undefined && service !== 's3' ? [] : [['X-Amz-Content-Sha256', contentHash()] as const]),
  ];
  return wanted.filter(([name]) => firstValue(written, name) === undefined);

  /** What is read while it is sent cannot be hashed before. */
  function contentHash(): string {
    if (stream !== undefined) return 'UNSIGNED-PAYLOAD';
    return createHash('sha256')
      .update(body ?? '')
      .digest('hex');
  }
}

/** Field lines of one name are signed as one, in their order. */
function joined(fields: HeaderList): Record<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of fields) {
    const key = name.toLowerCase();
    const before = values.get(key);
    values.set(key, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(values);
}
