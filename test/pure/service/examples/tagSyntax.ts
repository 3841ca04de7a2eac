import { type Example, example, request, withContent } from './example.ts';

/** §2.1 */
export const tagSyntaxExamples: readonly Example[] = [
  example('etag-unquoted', request('PUT', 'If-Match: «v1»'), request('PUT', 'If-Match: "v1"')),
  example('etag-unquoted', request('GET', 'If-None-Match: "a", «W/v1»'), request('GET', 'If-None-Match: "a", W/"v1"')),
  example('etag-unquoted', request('PUT', 'If-Match: «20261121»'), request('PUT', 'If-Match: *')),
  example(
    'etag-unquoted',
    `@v = v1\n${request('PUT', 'If-Match: «{{v}}»')}`,
    `@v = "v1"\n${request('PUT', 'If-Match: {{v}}')}`,
  ),
  example('etag-single-quoted', request('PUT', "If-Match: «'v1'»"), request('PUT', 'If-Match: "\'v1\'"')),
  example('etag-smart-quotes', request('PUT', 'If-Match: «“v1”»'), request('PUT', 'If-Match: "v1"')),
  example('etag-smart-quotes', request('GET', 'If-None-Match: «„v1“»'), request('GET', 'If-None-Match: "v1"')),
  example('etag-missing-quote', request('PUT', 'If-Match: «"v1»'), request('PUT', 'If-Match: ""')),
  example('etag-missing-quote', request('PUT', 'If-Match: "a", «v1"»'), request('PUT', 'If-Match: "a", "v1"')),
  example('etag-lowercase-weak', request('GET', 'If-None-Match: «w/"v1"»'), request('GET', 'If-None-Match: W/"v1"')),
  example('etag-bad-weak-prefix', request('GET', 'If-None-Match: «W"v1"»'), request('GET', 'If-None-Match: W/"v1"')),
  example('etag-bad-weak-prefix', request('GET', 'If-None-Match: «"W/v1"»'), request('GET', 'If-None-Match: "w/v1"')),
  example('etag-escaped-quotes', request('PUT', 'If-Match: «\\"v1\\"»'), request('PUT', 'If-Match: "v1"')),
  example('etag-escaped-quotes', request('PUT', 'If-Match: «&quot;v1&quot;»'), request('PUT', 'If-Match: "&quot;"')),
  example('etag-illegal-char', request('PUT', 'If-Match: «"v 1"»'), request('PUT', 'If-Match: "v,1"')),
  example('etag-non-ascii', request('PUT', 'If-Match: «"vé"»'), request('PUT', 'If-Match: "v#1"')),
  example('etag-backslash', request('PUT', 'If-Match: «"a\\b"»'), request('PUT', 'If-Match: "a/b"')),
  example('etag-list-missing-comma', request('PUT', 'If-Match: «"a" "b"»'), request('PUT', 'If-Match: "a", "b"')),
  example('etag-list-empty-member', request('PUT', 'If-Match: "a"«,»'), request('PUT', 'If-Match: "a,"')),
  example('etag-list-empty-member', request('PUT', 'If-Match: «,» "a"'), request('PUT', 'If-Match: "a"')),
  example('etag-list-duplicate', request('PUT', 'If-Match: "a", «"a"»'), request('PUT', 'If-Match: "a", "A"')),
  example('etag-star-in-list', request('PUT', 'If-Match: "a", «*»'), request('PUT', 'If-Match: "*a"')),
  example(
    'etag-star-in-list',
    request('PUT', 'If-Match: "a"', 'If-Match: «*»'),
    request('PUT', 'If-Match: "a"', 'If-None-Match: *'),
  ),
  example('etag-star-in-list', request('PUT', 'If-None-Match: «*», *'), request('PUT', 'If-None-Match: *')),
  example('etag-quoted-star', request('PUT', 'If-None-Match: «"*"»'), request('PUT', 'If-None-Match: *')),
  example('conditional-empty-value', request('PUT', '«If-Match»:'), request('PUT', 'If-Match: "a"')),
  example('conditional-empty-value', request('PUT', 'If-Match: «,»'), request('PUT', 'If-Match: "",')),
  example(
    'conditional-empty-value',
    `@empty =\n${request('PUT', 'If-Match: «{{empty}}»')}`,
    `@empty = "a"\n${request('PUT', 'If-Match: {{empty}}')}`,
  ),
  example('etag-header-pasted', request('PUT', 'If-Match: «ETag: "v1"»'), request('PUT', 'If-Match: "ETag:"')),
  example(
    'date-in-tag-header',
    request('PUT', 'If-Match: «Sun, 06 Nov 1994 08:49:37 GMT»'),
    request('PUT', 'If-Match: "1994-11-06T08:49:37Z"'),
  ),
  example(
    'date-in-tag-header',
    request('GET', 'If-None-Match: «1994-11-06T08:49:37Z»'),
    request('GET', 'If-None-Match: "1994"'),
  ),
  example(
    'tag-in-date-header',
    request('PUT', 'If-Unmodified-Since: «"v1"»'),
    request('PUT', 'If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT'),
  ),
  example(
    'tag-in-date-header',
    request('GET', 'If-Modified-Since: «"a", W/"b"»'),
    request('GET', 'If-Modified-Since: Sunday'),
  ),
  example('conditional-misspelled', request('PUT', '«If_Match»: "a"'), request('PUT', 'If-Schedule-Tag-Match: "a"')),
  ...(
    [
      ['If-NoneMatch', '"a"'],
      ['If-Not-Match', '"a"'],
      ['IfNoneMatch', '"a"'],
      ['fi-Match', '"a"'],
      ['lf-Match', '"a"'],
      ['If-Modified', 'Sun, 06 Nov 1994 08:49:37 GMT'],
      ['If-UnModifiedSince', 'Sun, 06 Nov 1994 08:49:37 GMT'],
      ['If-Unmodifed-Since', 'Sun, 06 Nov 1994 08:49:37 GMT'],
      ['If-Modified-Sinse', 'Sun, 06 Nov 1994 08:49:37 GMT'],
    ] as const
  ).map(([name, value]) =>
    example('conditional-misspelled', request('GET', `«${name}»: ${value}`), request('GET', `X-Match: ${value}`)),
  ),
  example('etag-as-request-header', request('PUT', '«ETag»: "v1"'), request('PUT', 'ETag: "v1"', 'If-Match: "v1"')),
  example(
    'etag-as-request-header',
    request('GET', '«Last-Modified»: Sun, 06 Nov 1994 08:49:37 GMT'),
    request('GET', 'If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT'),
  ),
  example(
    'conditional-after-blank-line',
    request('PUT', 'Content-Type: text/plain', '', '«If-Match: "v1"»', 'text'),
    withContent('PUT', 'If-Match: "v1"'),
  ),
];
