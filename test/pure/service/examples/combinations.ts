import { got } from '../world.ts';
import { type Example, example, request, withContent } from './example.ts';

const date = 'Sat, 21 Nov 2026 08:00:00 GMT';
const strong = { story: [got('/1', [['ETag', '"v4"']])] };
const weak = { story: [got('/1', [['ETag', 'W/"v4"']])] };
const range = 'Range: bytes=100-';

/** §2.3, the rules on the five fields of RFC 9110. */
export const combinationExamples: readonly Example[] = [
  example(
    'ims-on-unsafe',
    request('PUT', `«If-Modified-Since: ${date}»`),
    request('HEAD', `If-Modified-Since: ${date}`),
  ),
  example(
    'ims-with-inm',
    request('GET', 'If-None-Match: "a"', `«If-Modified-Since: ${date}»`),
    request('GET', 'If-None-Match: "a"'),
  ),
  example(
    'ius-with-im',
    request('PUT', 'If-Match: "a"', `«If-Unmodified-Since: ${date}»`),
    request('PUT', 'If-None-Match: *', `If-Unmodified-Since: ${date}`),
  ),
  example('if-range-without-range', request('GET', '«If-Range: "a"»'), request('GET', range, 'If-Range: "a"')),
  example('if-range-weak', request('GET', range, 'If-Range: «W/"a"»'), request('GET', range, 'If-Range: "a"')),
  example('if-range-list', request('GET', range, 'If-Range: «"a", "b"»'), request('GET', range, 'If-Range: "a,b"')),
  example('if-range-list', request('GET', range, 'If-Range: «*»'), request('GET', range, 'If-Range: "*a"')),
  example(
    'if-range-date-with-etag',
    request('GET', range, `If-Range: «${date}»`),
    request('GET', range, `If-Range: ${date}`),
    strong,
    weak,
  ),
  example(
    'if-range-date-weak',
    request('GET', range, `If-Range: «${date}»`),
    request('GET', range, `If-Range: ${date}`),
    {
      story: [
        got('/1', [
          ['Last-Modified', date],
          ['Date', date],
        ]),
      ],
    },
    { story: [got('/1', [['Last-Modified', date]])] },
  ),
  example('range-without-validator', request('GET', 'Range: «bytes=100-»'), request('GET', 'Range: bytes=0-99')),
  example('range-without-validator', request('GET', 'Range: «bytes=0-9,100-»'), request('GET', 'Range: bytes=-100')),
  example('range-not-get', request('PUT', '«Range: bytes=0-9»'), request('GET', 'Range: bytes=0-9')),
  example('range-not-get', request('PUT', '«If-Range: "a"»'), request('GET', range, 'If-Range: "a"')),
  example('weak-in-if-match', request('PUT', 'If-Match: «W/"a"»'), request('GET', 'If-None-Match: W/"a"')),
  example('weak-in-if-match', request('PUT', 'If-Match: «W/"a", W/"b"»'), request('PUT', 'If-Match: "W", "b"')),
  example(
    'weak-member-in-if-match',
    request('PUT', 'If-Match: «W/"a"»', 'If-Match: "b"'),
    request('PUT', 'If-Match: W/"a"', 'If-Match: W/"b"'),
  ),
  example(
    'weak-in-if-match',
    request('PUT', 'If-Match: «W/"a"»', 'If-Match: W/"b"'),
    request('PUT', 'If-Match: W/"a"', 'If-Match: "b"'),
  ),
  example('weak-member-in-if-match', request('PUT', 'If-Match: "a", «W/"b"»'), request('PUT', 'If-Match: "a", "b"')),
  example(
    'known-tag-weak-if-match',
    request('PUT', 'If-Match: «"v4"»'),
    request('PUT', 'If-Match: "v4"'),
    weak,
    strong,
  ),
  example(
    'im-inm-same-tag',
    request('PUT', 'If-Match: "a"', 'If-None-Match: «W/"a"»'),
    request('PUT', 'If-Match: "a"', 'If-None-Match: "b"'),
  ),
  example(
    'im-star-inm-star',
    request('PUT', 'If-Match: *', '«If-None-Match: *»'),
    request('PUT', 'If-Match: "a"', 'If-None-Match: *'),
  ),
  example('im-inm-both', request('PUT', 'If-Match: "a"', '«If-None-Match: *»'), request('PUT', 'If-Match: "a"')),
  example('inm-tag-on-unsafe', request('PUT', 'If-None-Match: «"a"»'), request('PUT', 'If-None-Match: *')),
  example('im-star-weak-protection', request('PUT', 'If-Match: «*»'), request('PUT', 'If-Match: "a"')),
  example('im-on-post-collection', request('POST', '«If-Match: "v4"»'), request('POST', 'If-Match: "v4"'), {}, strong),
  example('inm-star-on-safe', request('GET', 'If-None-Match: «*»'), request('PUT', 'If-None-Match: *')),
  example('im-on-get', request('GET', '«If-Match»: *'), request('PUT', 'If-Match: *')),
  example('im-on-get', request('GET', '«If-Match»: "a"'), request('GET', 'If-Match: "a"', range)),
  example(
    'im-on-get',
    request('GET', `«If-Unmodified-Since»: ${date}`),
    request('PUT', `If-Unmodified-Since: ${date}`),
  ),
  example('conditional-on-head', request('HEAD', '«If-None-Match»: "a"'), request('GET', 'If-None-Match: "a"')),
  example('conditional-on-options', request('OPTIONS', '«If-Match: "a"»'), request('PUT', 'If-Match: "a"')),
  example(
    'no-cache-defeats-304',
    request('GET', 'If-None-Match: "a"', 'Cache-Control: max-age=0, «no-cache»'),
    request('GET', 'If-None-Match: "a"', 'Cache-Control: max-age=0'),
  ),
  example(
    'no-cache-defeats-304',
    request('GET', 'If-None-Match: "a"', 'Cache-Control: no-store, «no-cache»'),
    request('GET', 'If-None-Match: "a"', 'Cache-Control: max-age=0'),
  ),
  example(
    'no-cache-defeats-304',
    request('GET', 'If-Modified-Since: Sat, 21 Nov 2026 08:00:00 GMT', 'Pragma: «no-cache»'),
    request('GET', 'Pragma: no-cache'),
  ),
  example(
    'if-none-match-needs-copy',
    request('GET', 'If-None-Match: «"v4"»'),
    request('GET', 'If-None-Match: "v4"'),
    {},
    strong,
  ),
  example(
    'patch-unconditional',
    withContent('«PATCH»', 'Content-Type: application/json-patch+json'),
    withContent('PATCH', 'Content-Type: application/merge-patch+json'),
  ),
];
