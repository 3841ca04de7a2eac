/** A value and a few words on it. */
export type UsualValue = readonly [value: string, description: string];

/** The values a field usually has, and whether its value is a list. */
export interface UsualValues {
  readonly list: 'yes' | 'no';
  readonly values: readonly UsualValue[];
}

const mediaTypes: readonly UsualValue[] = [
  ['application/json', ''],
  ['application/problem+json', 'RFC 9457, an error explained'],
  ['application/merge-patch+json', 'RFC 7396, for PATCH'],
  ['application/json-patch+json', 'RFC 6902, for PATCH'],
  ['application/ld+json', ''],
  ['application/hal+json', ''],
  ['application/vnd.api+json', ''],
  ['application/fhir+json', ''],
  ['application/x-ndjson', 'one JSON text a line'],
  ['application/xml', ''],
  ['text/html', ''],
  ['text/plain', ''],
  ['text/plain; charset=utf-8', ''],
  ['text/csv', ''],
  ['text/markdown', ''],
  ['application/x-www-form-urlencoded', 'a form'],
  ['multipart/form-data; boundary=boundary', 'a form with files'],
  ['application/graphql', ''],
  ['application/octet-stream', 'any bytes'],
];

const list = (...values: readonly UsualValue[]): UsualValues => ({ list: 'yes', values });
const one = (...values: readonly UsualValue[]): UsualValues => ({ list: 'no', values });

const byName: Readonly<Record<string, UsualValues>> = {
  accept: list(['*/*', 'anything'], ...mediaTypes.filter(([type]) => !/;|form/.test(type)), ['text/event-stream', '']),
  'content-type': one(...mediaTypes),
  'accept-encoding': list(
    ['identity', 'the plain form, whose tag writes compare with'],
    ['gzip', 'may have a tag of its own'],
    ['br', 'may have a tag of its own'],
    ['zstd', 'may have a tag of its own'],
    ['deflate', ''],
    ['*', 'any coding'],
  ),
  'content-encoding': list(['gzip', ''], ['br', ''], ['zstd', ''], ['deflate', '']),
  'accept-language': list(['en', ''], ['en-GB', ''], ['de', ''], ['fr', ''], ['es', ''], ['*', 'any language']),
  'content-language': list(['en', ''], ['de', ''], ['fr', '']),
  'accept-charset': list(['utf-8', '']),
  'cache-control': list(
    ['no-cache', 'caches must ask the origin; may defeat a 304'],
    ['no-store', 'caches keep nothing'],
    ['max-age=0', 'only what is revalidated'],
    ['only-if-cached', 'from a cache, or 504'],
    ['no-transform', 'proxies leave the content as it is, and so its tag'],
    ['max-stale=60', 'seconds out of date are fine'],
    ['min-fresh=60', 'fresh for so many seconds more'],
    ['stale-if-error=60', 'an old answer rather than an error'],
  ),
  pragma: one(['no-cache', 'obsolete']),
  connection: list(['close', ''], ['keep-alive', '']),
  prefer: list(
    ['return=representation', 'answer a write with the new state, and so its tag'],
    ['return=minimal', 'answer a write without content'],
    ['respond-async', ''],
    ['wait=10', 'seconds'],
    ['handling=strict', ''],
    ['handling=lenient', ''],
  ),
  range: one(
    ['bytes=0-', 'everything'],
    ['bytes=0-1023', 'the first 1024 bytes'],
    ['bytes=-1024', 'the last 1024 bytes'],
  ),
  expect: one(['100-continue', 'ask before the content is sent']),
  te: list(['trailers', '']),
  depth: one(['0', 'this resource alone'], ['1', 'and its members'], ['infinity', 'and everything below']),
  overwrite: one(['F', 'never replace: 412 instead'], ['T', '']),
  timeout: one(['Second-600', ''], ['Infinite', '']),
  'x-http-method-override': one(['PUT', ''], ['PATCH', ''], ['DELETE', '']),
  'x-requested-with': one(['XMLHttpRequest', '']),
  'x-request-type': one(['GraphQL', 'the content is a GraphQL operation']),
  'idempotency-key': one(['"{{$uuid}}"', 'a new one for each send']),
  'content-disposition': one(['attachment; filename="file"', ''], ['form-data; name="field"', '']),
  'user-agent': one(['precondition', '']),
  upgrade: list(['websocket', ''], ['h2c', '']),
};

const none: UsualValues = { list: 'no', values: [] };

/** The usual values of the field, whatever the case of its name. */
export function usualValues(name: string): UsualValues {
  const key = name.toLowerCase();
  return (Object.hasOwn(byName, key) ? byName[key] : undefined) ?? none;
}
