import type { HeaderList } from '../../../../src/core/http/headerList.ts';
import { did, got, type Seen, wrote } from '../world.ts';
import { type Example, example, request, withContent } from './example.ts';

const second = 'Sat, 21 Nov 2026 09:41:12 GMT';
const put = (value: string) => request('PUT', `If-Match: ${value}`);
const gzip = { sent: [['Accept-Encoding', 'gzip']] as const };
const tag = (value: string, ...more: readonly (readonly [string, string])[]) => [['ETag', value], ...more] as const;
const world = (...story: readonly Seen[]) => ({ story });
const weakAfterWrite = (server: string) =>
  world(got('/1', tag('W/"a"', ['Server', server], ['Last-Modified', second], ['Date', second])));
const dated = (date: string) =>
  world(
    got('/1', [
      ['Last-Modified', second],
      ['Date', date],
    ]),
  );

const jsonServer: HeaderList = [
  ['X-Powered-By', 'Express'],
  ['Expires', '-1'],
  ['Pragma', 'no-cache'],
];
const apache = got('/1', [
  ['Last-Modified', 'Sat, 21 Nov 2026 09:00:00 GMT'],
  ['Server', 'Apache/2.4.62'],
]);

/** §2.4, where a validator came from. */
export const provenanceExamples: readonly Example[] = [
  example(
    'etag-from-cache',
    put('«"a"»'),
    request('GET', 'If-None-Match: "a"'),
    world(got('/1', tag('"a"', ['Age', '12'], ['X-Cache', 'HIT']))),
  ),
  example(
    'etag-from-cache',
    put('«"a"»'),
    put('"a"'),
    world(got('/1', tag('"a"', ['CF-Cache-Status', 'HIT']))),
    world(got('/1', tag('"a"', ['CF-Cache-Status', 'MISS']))),
  ),
  example('etag-weak-after-write', put('«W/"a"»'), put('W/"a"'), weakAfterWrite('Apache/2.4'), weakAfterWrite('nginx')),
  example(
    'etag-from-put-answer',
    put('«"w1"»'),
    put('"v2"'),
    world(wrote('PUT', '/1', tag('"w1"'), { ago: 60 }), got('/1', tag('"v2"'), { ago: 20 })),
  ),
  example(
    'etag-from-put-answer',
    put('«"2-AbCdEfGhIjKlMnOpQrStUvWxYz0"»'),
    put('"2-AbCdEfGhIjKlMnOpQrStUvWxYz0"'),
    world(wrote('PUT', '/1', tag('"2-AbCdEfGhIjKlMnOpQrStUvWxYz0"', ['X-Powered-By', 'Express']))),
    world(got('/1', tag('"2-AbCdEfGhIjKlMnOpQrStUvWxYz0"', ['X-Powered-By', 'Express']))),
  ),
  example('etag-coding-suffix', put('«"a-gzip"»'), request('GET', 'If-None-Match: "a-gzip"')),
  ...['-br', '-zstd', '-deflate', ';gzip', '--gzip', ':gzip'].map((suffix) =>
    example('etag-coding-suffix', put(`«"a${suffix}"»`), put('"a-gzip2"')),
  ),
  example('etag-coding-suffix', put('«"a-gzip"»'), put('"a-gzip"'), {}, world(got('/1', tag('"a-gzip"')))),
  example(
    'etag-of-encoded-form',
    put('«"a"»'),
    withContent('PUT', 'If-Match: "a"', 'Content-Encoding: gzip'),
    world(got('/1', tag('"a"', ['Content-Encoding', 'gzip']), gzip)),
  ),
  example(
    'etag-negotiation-differs',
    request('PUT', 'Accept-Language: de', 'If-Match: «"a"»'),
    request('PUT', 'Accept-Language: en', 'If-Match: "a"'),
    world(got('/1', tag('"a"', ['Vary', 'Accept-Language']), { sent: [['Accept-Language', 'en']] })),
  ),
  example(
    'etag-negotiation-differs',
    request('PUT', 'Authorization: Bearer b', 'If-Match: «"a"»'),
    request('PUT', 'If-Match: "a"'),
    world(got('/1', tag('"a"', ['Vary', 'Authorization']))),
  ),
  example(
    'etag-negotiation-differs',
    request('PUT', 'Cookie: b=c', 'If-Match: «"a"»'),
    request('PUT', 'Cookie: b=c', 'If-Match: "a"'),
    world(got('/1', tag('"a"', ['Vary', 'Cookie']))),
    world(got('/1', tag('"a"', ['Vary', 'Accept']))),
  ),
  example(
    'etag-flapping',
    put('«"a"»'),
    put('"a"'),
    world(got('/1', tag('"a"'), { ago: 9 }), got('/1', tag('"b"'), { ago: 6 }), got('/1', tag('"a"'), { ago: 3 })),
    world(got('/1', tag('"a"'), { ago: 9 }), wrote('PUT', '/1', [], { ago: 6 }), got('/1', tag('"a"'), { ago: 3 })),
  ),
  example(
    'etag-flapping',
    put('«"a"»'),
    put('"a"'),
    world(got('/1', tag('"a"'), { ago: 9 }), got('/1', tag('"b"'), { ago: 6 }), got('/1', tag('"a"'), { ago: 3 })),
    world(
      got('/other/2', tag('"a"'), { ago: 9 }),
      got('/other/2', tag('"b"'), { ago: 6 }),
      got('/other/2', tag('"a"'), { ago: 3 }),
      got('/1', tag('"a"'), { ago: 2 }),
    ),
  ),
  example(
    'etag-not-discriminating',
    put('«"a"»'),
    put('"a"'),
    world(got('/1', tag('"a"'), { ago: 9, body: 'one' }), got('/1', tag('"a"'), { ago: 6, body: 'two' })),
    world(got('/1', tag('"a"'), { ago: 9, body: 'one' }), got('/1', tag('"a"'), { ago: 6, body: 'one' })),
  ),
  example(
    'lm-too-fresh',
    request('PUT', `If-Unmodified-Since: «${second}»`),
    request('PUT', `If-Unmodified-Since: ${second}`),
    dated(second),
    dated('Sat, 21 Nov 2026 09:41:13 GMT'),
  ),
  example(
    'lm-too-fresh',
    request('GET', `If-Modified-Since: «${second}»`),
    request('GET', 'If-Modified-Since: Sat, 21 Nov 2026 09:41:11 GMT'),
    dated(second),
  ),
];

const read = 'GET http://x.test/1\n###\n';

/** §2.4, what the rest of the file says of a tag. */
export const fileExamples: readonly Example[] = [
  example('etag-literal-in-file', `${read}${put('«"a"»')}`, `${read}${put('{{$etag}}')}`, {
    story: [got('/1', [['ETag', '"a"']])],
  }),
  example('etag-literal-in-file', `${put('«"a"»')}###\n${request('GET')}`, `${put('"a"')}###\nGET http://x.test/2\n`),
  example('etag-literal-in-file', `@v = "a"\n${read}${put('«"b"»')}`, `@v = "a"\n${read}${put('{{v}}')}`),
];

const stale = { sent: [['If-Match', '"old"']] as const };
const refused = (status: number, told: Parameters<typeof did>[4]) =>
  world(got('/1', tag('"a"'), { ago: 60 }), did('PUT', '/1', status, [], told));

/** §2.4, the habits of servers. */
export const serverExamples: readonly Example[] = [
  example(
    'server-ignores-precondition',
    request('PUT', '«If-Match: "b"»'),
    put('"b"'),
    world(got('/1', tag('"a"'), { ago: 60 }), did('PUT', '/1', 204, [], { ...stale, content: 'x' })),
    refused(412, stale),
  ),
  example(
    'server-ignores-precondition',
    request('DELETE', '«If-Match: "a"»'),
    request('GET', 'If-None-Match: "a"'),
    world(got('/1', tag('"a"', ['Server', 'rclone/v1.60.1']))),
  ),
  example(
    'server-ignores-precondition',
    request('PUT', '«If-Match: "69203c18-2"»'),
    put('"69203c18-2"'),
    world(
      got('/1', tag('"69203c18-2"', ['Server', 'nginx/1.22.1'], ['Last-Modified', 'Fri, 21 Nov 2025 10:16:56 GMT'])),
    ),
    world(
      got('/1', tag('"69203c18-2"', ['Server', 'nginx/1.22.1'], ['Last-Modified', 'Fri, 21 Nov 2025 10:16:57 GMT'])),
    ),
  ),
  example(
    'server-ignores-precondition',
    request('PUT', '«If-Match: "a"»'),
    put('"a"'),
    world(got('/1', tag('"a"', ...jsonServer))),
    world(got('/1', tag('"a"', ...jsonServer)), did('PUT', '/1', 412, [], { sent: [['If-Match', '"z"']], ago: 4 })),
  ),
  example(
    'server-ignores-precondition',
    request('PUT', '«If-Match: "a"»'),
    put('"a"'),
    world(got('/1', tag('"a"', ...jsonServer))),
    world(got('/1', tag('"a"', ['X-Powered-By', 'Express']))),
  ),
  example(
    'server-rejects-conditional',
    request('PUT', '«If-Match: "a"»'),
    request('PUT'),
    refused(501, {
      sent: [['If-Match', '"a"']],
      body: 'A header you provided implies functionality that is not implemented',
    }),
  ),
  example(
    'server-ius-unusable',
    request('PUT', '«If-Unmodified-Since: Sat, 21 Nov 2026 09:00:00 GMT»'),
    request('GET', 'If-Modified-Since: Sat, 21 Nov 2026 09:00:00 GMT'),
    world(
      got('/1', [['Last-Modified', 'Sat, 21 Nov 2026 09:00:00 GMT']], { ago: 60 }),
      did('PUT', '/1', 412, [], { sent: [['If-Unmodified-Since', 'Sat, 21 Nov 2026 09:00:00 GMT']] }),
    ),
  ),
  example(
    'server-ius-unusable',
    request('PUT', '«If-Unmodified-Since: Sat, 21 Nov 2026 09:00:00 GMT»'),
    request('PUT', 'If-Unmodified-Since: Sat, 21 Nov 2026 09:00:00 GMT'),
    world(apache, did('OPTIONS', '/', 200, [['DAV', '1,2']])),
    world(apache),
  ),
  example('server-requires-precondition', request('«PUT»'), put('"a"'), refused(428, {})),
  example(
    'server-transforms-put',
    '«PUT» http://x.test/1\nIf-Match: "b"\n',
    put('"b"'),
    world(
      did('PUT', '/1', 204, tag('"b"'), { ago: 9, content: 'mine' }),
      got('/1', tag('"b"'), { ago: 6, body: 'mine, laid out' }),
    ),
    world(
      did('PUT', '/1', 204, tag('"b"'), { ago: 9, content: 'mine' }),
      got('/1', tag('"b"'), { ago: 6, body: 'mine' }),
    ),
  ),
  example(
    'redirect-target',
    'PUT «http://x.test/1»\nIf-Match: "a"\n',
    request('PUT'),
    world(did('GET', '/1', 307, [['Location', '/2']])),
  ),
  ...(
    [
      ['PUT', 'https://storage.googleapis.com/b/o', '«If-Match: "a"»', 'x-goog-if-generation-match: 12'],
      [
        'PUT',
        'https://storage.googleapis.com/b/o',
        'x-goog-if-generation-match: «"12"»',
        'x-goog-if-generation-match: 12',
      ],
      ['PUT', 'https://b.s3.amazonaws.com/o', '«If-None-Match: "a"»', 'If-None-Match: *'],
      [
        'DELETE',
        'https://a.blob.core.windows.net/c/b',
        'If-Match: "a"\n«If-Unmodified-Since: Sat, 21 Nov 2026 08:00:00 GMT»',
        'If-Match: "a"',
      ],
    ] as const
  ).map(([method, url, bad, good]) =>
    example('vendor-precondition-misuse', `${method} ${url}\n${bad}\n`, `${method} ${url}\n${good}\n`),
  ),
  example(
    'server-rejects-conditional',
    'PATCH https://api.github.com/repos/a/b\n«If-Match: "a"»\n',
    'GET https://api.github.com/repos/a/b\nIf-None-Match: "a"\n',
  ),
];
