import type { ResponseCode } from '../../../../src/core/conditional/responses/responseFinding.ts';
import type { HeaderList } from '../../../../src/core/http/headerList.ts';
import { did, got, type Seen } from '../world.ts';

/** An exchange in which a rule on responses fires, and one in which it is silent, each after what came before. */
export interface ResponseExample {
  readonly code: ResponseCode;
  readonly fires: readonly Seen[];
  readonly silent: readonly Seen[];
}

const date = 'Sat, 21 Nov 2026 09:41:12 GMT';
const later = 'Sat, 21 Nov 2026 09:41:13 GMT';
const tag = (value: string, ...more: HeaderList): HeaderList => [['ETag', value], ...more];
const first = { ago: 60 };
const gzip: HeaderList = [['Accept-Encoding', 'gzip']];
const coded: HeaderList = [['Content-Encoding', 'gzip']];
const held: HeaderList = [['If-None-Match', '"a"']];
const since = (value: string) => ({ sent: [['If-Modified-Since', value]] as const });
const put = (fields: HeaderList, content = 'new') => did('PUT', '/1', 204, fields, { ago: 30, content, body: '' });
const old = got('/1', tag('"a"'), { ...first, body: 'old' });

const of = (code: ResponseCode, fires: Seen | readonly Seen[], silent: Seen | readonly Seen[]): ResponseExample => ({
  code,
  fires: [fires].flat(),
  silent: [silent].flat(),
});

/** §2.5: the last exchange of each story is the one that is judged. */
export const responseExamples: readonly ResponseExample[] = [
  of('response-etag-syntax', got('/1', tag('v1')), got('/1', tag('"v1"'))),
  of('response-etag-syntax', got('/1', tag('w/"v1"')), got('/1', tag('W/"v1"'))),
  of(
    'response-lm-future',
    got('/1', [
      ['Last-Modified', later],
      ['Date', date],
    ]),
    got('/1', [
      ['Last-Modified', date],
      ['Date', date],
    ]),
  ),
  of(
    'response-304-missing-fields',
    [
      got('/1', tag('"a"', ['Vary', 'Accept'], ['Cache-Control', 'max-age=1']), first),
      got('/1', tag('"a"'), { status: 304, sent: held }),
    ],
    [
      got('/1', tag('"a"', ['Vary', 'Accept']), first),
      got('/1', tag('"a"', ['Vary', 'Accept']), { status: 304, sent: held }),
    ],
  ),
  of(
    'response-304-unrequested',
    got('/1', tag('"a"'), { status: 304 }),
    got('/1', tag('"a"'), { status: 304, sent: held }),
  ),
  of('response-304-unrequested', got('/1', [], { status: 304 }), got('/1', [], { status: 304, ...since(date) })),
  of('response-304-after-write', did('PUT', '/1', 304, [], { sent: held }), did('PUT', '/1', 412, [], { sent: held })),
  of(
    'response-same-strong-tag-for-codings',
    [got('/1', tag('"a"'), first), got('/1', tag('"a"', ...coded), { sent: gzip })],
    [got('/1', tag('W/"a"'), first), got('/1', tag('W/"a"', ...coded), { sent: gzip })],
  ),
  of(
    'response-strong-tag-reused',
    [old, got('/1', tag('"a"'), { body: 'new' })],
    [old, got('/1', tag('"a"'), { body: 'old' })],
  ),
  of(
    'response-strong-tag-reused',
    [old, got('/1', tag('"a"'), { body: 'new' })],
    [old, got('/1', tag('"b"'), { body: 'new' })],
  ),
  of(
    'response-put-etag-foreign',
    [put(tag('"p"')), got('/1', tag('"g"'), { body: 'new' })],
    [put(tag('"p"')), got('/1', tag('"p"'), { body: 'new' })],
  ),
  of(
    'response-put-etag-foreign',
    [put(tag('"p"')), got('/1', tag('"p"'), { body: 'new, laid out' })],
    [put([]), got('/1', tag('"p"'), { body: 'new, laid out' })],
  ),
  of(
    'response-put-etag-foreign',
    did('PUT', '/1', 200, tag('W/"b-AbCdEfGhIjKlMnOpQrStUvWxYz0"'), { content: '{"a":1}', body: '{"ok":true}' }),
    did('PUT', '/1', 200, tag('W/"7-AbCdEfGhIjKlMnOpQrStUvWxYz0"'), { content: '{"a":1}', body: '{"ok":true}' }),
  ),
  of(
    'response-write-not-applied',
    [old, put([]), got('/1', tag('"a"'), { body: 'old' })],
    [old, put([]), got('/1', tag('"b"'), { body: 'new' })],
  ),
  of(
    'response-inm-ignored',
    [old, got('/1', tag('"a"'), { body: 'old', sent: held })],
    [old, got('/1', tag('"b"'), { body: 'new', sent: held })],
  ),
  of('response-inm-ignored', got('/1', tag('W/"a"'), { sent: held }), got('/1', tag('"a"'))),
  of(
    'response-ims-ignored',
    got('/1', [['Last-Modified', date]], since(later)),
    got('/1', [['Last-Modified', later]], since(date)),
  ),
  of(
    'response-412-without-condition',
    did('PUT', '/1', 412, []),
    did('PUT', '/1', 412, [], { sent: [['If-Match', '"a"']] }),
  ),
  of(
    'response-412-without-condition',
    did('COPY', '/1', 412, []),
    did('COPY', '/1', 412, [], { sent: [['Overwrite', 'F']] }),
  ),
  of(
    'response-412-broken-framing',
    got('/1', [['Content-Length', '900']], { status: 412, sent: [['If-Match', '"a"']], body: '', cut: 'yes' }),
    got('/1', [['Content-Length', '0']], { status: 412, sent: [['If-Match', '"a"']], body: '' }),
  ),
  of(
    'response-vary-missing',
    [got('/1', tag('"a"'), first), got('/1', tag('"a-gzip"', ...coded), { sent: gzip })],
    [got('/1', tag('"a"'), first), got('/1', tag('"a-gzip"', ...coded, ['Vary', 'accept-encoding']), { sent: gzip })],
  ),
];
