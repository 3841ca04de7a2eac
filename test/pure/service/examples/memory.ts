import { exchangeOf, got, host, wrote } from '../world.ts';
import { type Example, example, request } from './example.ts';

const tag = (value: string) => [['ETag', value]] as const;
const dated = (value: string) => [['Last-Modified', value]] as const;
const known = { story: [got('/1', tag('"v4"'))] };
const replaced = { story: [got('/1', tag('"v3"'), { ago: 60 }), got('/1', tag('"v4"'), { name: 'read' })] };
const rewritten = { story: [got('/1', tag('"v3"'), { ago: 60 }), wrote('PUT', '/1', tag('"v4"'), { name: 'save' })] };
const elsewhere = { story: [got('/2', tag('"v9"'))] };
const gone = { story: [got('/1', [], { status: 404 })] };
const tagless = { story: [got('/1', dated('Sat, 21 Nov 2026 08:00:00 GMT'))] };
const put = (value: string) => request('PUT', `If-Match: ${value}`);
const chained = (body: string) => ({
  answers: { read: exchangeOf(got('/1', [['Content-Type', 'application/json']]), body) },
});
const read = `# @name read\nGET ${host}/1\n###\n`;

/** §2.4, as far as this is told from the memory and the answers. */
export const memoryExamples: readonly Example[] = [
  example('etag-stale-known', put('«"v3"»'), put('"v4"'), replaced),
  example(
    'etag-stale-known',
    request('GET', 'If-None-Match: «"v3"»'),
    request('GET', 'If-None-Match: "v3", "v4"'),
    replaced,
  ),
  example('etag-own-write-stale', put('«"v3"»'), put('"v4"'), rewritten),
  example('etag-of-other-url', put('«"v9"»'), put('"v9"'), elsewhere, {
    story: [got('/1', tag('"v9"')), got('/2', tag('"v9"'))],
  }),
  example('etag-unknown', put('«"v9"»'), put('"v9"'), known, {}),
  example(
    'etag-old',
    put('«"v4"»'),
    put('"v4"'),
    { story: [got('/1', tag('"v4"'), { ago: 601 })] },
    { story: [got('/1', tag('"v4"'), { ago: 600 })] },
  ),
  example(
    'ius-predicts-412',
    request('PUT', '«If-Unmodified-Since: Sat, 21 Nov 2026 07:00:00 GMT»'),
    request('PUT', 'If-Unmodified-Since: Sat, 21 Nov 2026 08:00:00 GMT'),
    tagless,
  ),
  example('im-predicts-412', request('PUT', '«If-Match: "v9"»'), put('"v4"'), known),
  example('inm-predicts-304', request('GET', '«If-None-Match: "v4"»'), request('GET', 'If-None-Match: "v5"'), known),
  example(
    'ims-predicts-304',
    request('GET', '«If-Modified-Since: Sat, 21 Nov 2026 08:00:00 GMT»'),
    request('GET', 'If-Modified-Since: Sat, 21 Nov 2026 07:00:00 GMT'),
    tagless,
  ),
  example('write-unconditional', request('«PUT»'), put('"v4"'), known),
  example('write-unconditional', request('«PUT»', 'If-Range: "v4"'), request('PUT', 'If: (["v4"])'), known),
  example(
    'write-unconditional',
    request('«PATCH»', 'If-Modified-Since: Sat, 21 Nov 2026 08:00:00 GMT'),
    request('PATCH', 'If-Unmodified-Since: Sat, 21 Nov 2026 08:00:00 GMT'),
    known,
  ),
  example('write-unconditional', request('«DELETE»'), request('DELETE'), tagless, {}),
  example('create-unconditional', request('«PUT»'), request('PUT', 'If-None-Match: *')),
  example('create-unconditional', request('«PUT»'), request('PUT'), gone, known),
  example('inm-star-exists', request('PUT', 'If-None-Match: «*»'), request('PUT', 'If-None-Match: *'), known, gone),
  example('im-on-missing', put('«"v4"»'), put('"v4"'), gone, known),
  example('server-no-etag', put('«"v4"»'), put('"v4"'), tagless, known),
  example(
    'etag-variable-unresolved',
    `${read}${put('«{{read.response.headers.etag}}»')}`,
    `${read}${put('{{read.response.headers.etag}}')}`,
    known,
    { ...known, answers: { read: exchangeOf(got('/1', tag('"v4"'))) } },
  ),
  example('etag-variable-unresolved', `@etag = "v4"\n${put('«{{etga}}»')}`, `@etag = "v4"\n${put('{{etag}}')}`),
  example('etag-variable-quotes', `@v = "v4"\n${put('«"{{v}}"»')}`, `@v = v4\n${put('"{{v}}"')}`),
  example(
    'etag-variable-quotes',
    `${read}${put('«{{read.response.body.$.version}}»')}`,
    `${read}${put('"{{read.response.body.$.version}}"')}`,
    chained('{"version":"v4"}'),
  ),
];
