import type { CauseId } from '../../../src/core/conditional/explanation/explanation.ts';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import { exchange, failed, NOON, type Story } from '../support/exchanges.ts';

export const URL = 'http://example.test/a';
const OTHER = 'http://example.test/b';

/** Seconds after noon, and the HTTP-date that the server would write then. */
export const at = (seconds: number): number => NOON + seconds * 1000;
export const date = (seconds: number): string => new Date(at(seconds)).toUTCString();

const tag = (etag: string): HeaderList => [['ETag', etag]];
/** A version: its tag, when it was made, and when it was seen. */
const version = (etag: string, made: number, seen: number): HeaderList => [
  ['ETag', etag],
  ['Last-Modified', date(made)],
  ['Date', date(seen)],
];
const hit: HeaderList = [
  ['Age', '3'],
  ['X-Cache', 'HIT'],
];
const apache: HeaderList = [['Server', 'Apache/2.4.62 (Debian)']];

export const get = (seconds: number, fields: HeaderList, body = '', sent: HeaderList = []): Exchange =>
  exchange('GET', URL, 200, fields, { at: at(seconds), body, sent });
const put = (seconds: number, status: number, condition: string, fields: HeaderList = [], content = 'mine'): Exchange =>
  exchange('PUT', URL, status, fields, { at: at(seconds), content, sent: sentBy(condition) });
const sentBy = (lines: string): HeaderList =>
  lines === ''
    ? []
    : lines.split(' | ').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const);
const head = (seconds: number, fields: HeaderList, status = 200): Exchange =>
  exchange('HEAD', URL, status, fields, { at: at(seconds) });

export interface Staged extends Story {
  readonly name: string;
  /** The first cause, and whether the evidence proves it. */
  readonly cause: CauseId;
  readonly sure: 'certain' | 'likely';
}

/** One story for each cause that an exchange, the memory and one look-up can show. */
export const stories: readonly Staged[] = [
  {
    name: 'somebody edits between GET and PUT',
    past: [get(0, version('"v1"', -3600, 0))],
    exchange: put(30, 412, 'If-Match: "v1"'),
    fresh: head(31, version('"v2"', 20, 31)),
    cause: 'changed-by-other',
    sure: 'certain',
  },
  {
    name: 'somebody edits within the second of the GET',
    past: [get(0, version('"v1"', -3600, 0))],
    exchange: put(30, 412, 'If-Match: "v1"'),
    fresh: head(31, version('"v2"', 0, 31)),
    cause: 'changed-by-other',
    sure: 'certain',
  },
  {
    name: 'somebody edits, and the server gives no dates',
    past: [get(0, tag('"v1"'))],
    exchange: put(30, 412, 'If-Match: "v1"'),
    fresh: head(31, tag('"v2"')),
    cause: 'changed-by-other',
    sure: 'likely',
  },
  {
    name: 'somebody edits after our own PUT was answered with a tag',
    past: [get(0, version('"v1"', -3600, 0)), put(5, 204, 'If-Match: "v1"', version('"v2"', 5, 5))],
    exchange: put(30, 412, 'If-Match: "v2"'),
    fresh: head(31, version('"v3"', 20, 31)),
    cause: 'changed-by-other',
    sure: 'certain',
  },
  {
    name: 'somebody edits within the second of our own PUT',
    past: [put(5, 204, '', version('"v2"', 5, 5))],
    exchange: put(30, 412, 'If-Match: "v2"'),
    fresh: head(31, version('"v3"', 5, 31)),
    cause: 'changed-by-other',
    sure: 'likely',
  },
  {
    name: 'the tag of before our own PUT is sent again',
    past: [get(0, version('"v1"', -3600, 0)), put(10, 204, 'If-Match: "v1"', tag('"v2"'))],
    exchange: put(30, 412, 'If-Match: "v1"'),
    fresh: head(31, version('"v2"', 10, 31)),
    cause: 'own-write',
    sure: 'certain',
  },
  {
    name: 'the same, and somebody edits after our own PUT',
    past: [get(0, version('"v1"', -3600, 0)), put(10, 204, 'If-Match: "v1"', version('"v2"', 10, 10))],
    exchange: put(30, 412, 'If-Match: "v1"'),
    fresh: head(31, version('"v3"', 20, 31)),
    cause: 'changed-by-other',
    sure: 'certain',
  },
  {
    name: 'the same, by a server that gives no dates',
    past: [get(0, tag('"v1"')), put(10, 204, 'If-Match: "v1"', tag('"v2"'))],
    exchange: put(30, 412, 'If-Match: "v1"'),
    fresh: head(31, tag('"v3"')),
    cause: 'own-write',
    sure: 'certain',
  },
  {
    name: 'the same, with a PUT that was answered without a tag and no look-up',
    past: [get(0, tag('"v1"')), put(10, 204, 'If-Match: "v1"')],
    exchange: put(30, 412, 'If-Match: "v1"'),
    cause: 'own-write',
    sure: 'certain',
  },
  {
    name: 'a server of weak tags',
    past: [get(0, tag('W/"v1"'))],
    exchange: put(30, 412, 'If-Match: W/"v1"'),
    fresh: head(31, tag('W/"v1"')),
    cause: 'weak-server',
    sure: 'certain',
  },
  {
    name: 'a server of weak tags, W/ taken away by hand',
    past: [get(0, tag('W/"v1"'))],
    exchange: put(30, 412, 'If-Match: "v1"'),
    fresh: head(31, tag('W/"v1"')),
    cause: 'weak-server',
    sure: 'certain',
  },
  {
    name: 'a server without tags, which GET shows',
    exchange: put(30, 412, 'If-Match: "v1"'),
    fresh: get(31, [['Last-Modified', date(0)]]),
    cause: 'server-no-etag',
    sure: 'certain',
  },
  {
    name: 'a server without tags, as far as HEAD shows',
    exchange: put(30, 412, 'If-Match: "v1"'),
    fresh: head(31, [['Last-Modified', date(0)]]),
    cause: 'server-no-etag',
    sure: 'likely',
  },
  {
    name: 'a weak tag sent, nothing else known',
    exchange: put(30, 412, 'If-Match: W/"v1"'),
    cause: 'weak-comparison',
    sure: 'certain',
  },
  {
    name: 'a weak tag sent where the server has a strong one',
    exchange: put(30, 412, 'If-Match: W/"v1"'),
    fresh: head(31, tag('"v1"')),
    cause: 'weak-comparison',
    sure: 'certain',
  },
  {
    name: 'Apache within a second of a write',
    past: [get(0, [...version('W/"v1"', 0, 0), ...apache])],
    exchange: put(30, 412, 'If-Match: W/"v1"', apache),
    fresh: head(31, [...version('"v1"', 0, 31), ...apache]),
    cause: 'fresh-write-weak',
    sure: 'certain',
  },
  {
    name: 'a compressing proxy weakens the tag',
    past: [get(0, [...tag('W/"v1"'), ['Content-Encoding', 'gzip']], '', [['Accept-Encoding', 'gzip']])],
    exchange: put(30, 412, 'If-Match: W/"v1"'),
    fresh: head(31, tag('"v1"')),
    cause: 'weakened-by-proxy',
    sure: 'certain',
  },
  {
    name: 'the tag of the compressed form',
    past: [
      get(0, [...tag('"v1-gzip"'), ['Content-Encoding', 'gzip'], ['Vary', 'Accept-Encoding']], '', [
        ['Accept-Encoding', 'gzip'],
      ]),
    ],
    exchange: put(30, 412, 'If-Match: "v1-gzip"'),
    fresh: head(31, tag('"v1"')),
    cause: 'coding-suffix',
    sure: 'certain',
  },
  {
    name: 'the tag of the compressed form, without a look-up',
    exchange: put(30, 412, 'If-Match: "v1-gzip"'),
    cause: 'coding-suffix',
    sure: 'likely',
  },
  {
    name: 'a cache that still vouches for the old tag',
    past: [get(0, version('"v1"', -3600, 0)), get(20, [...version('"v1"', -3600, 0), ...hit])],
    exchange: put(30, 412, 'If-Match: "v1"', [['X-Cache', 'PASS']]),
    fresh: head(31, [...version('"v1"', -3600, 0), ...hit]),
    cause: 'cached-stale-tag',
    sure: 'certain',
  },
  {
    name: 'a cache that gave the old tag after our own PUT',
    past: [
      get(0, version('"v1"', -3600, 0)),
      put(10, 204, 'If-Match: "v1"', tag('"v2"')),
      get(12, [...version('"v1"', -3600, 0), ['Age', '11'], ['X-Cache', 'HIT']]),
    ],
    exchange: put(30, 412, 'If-Match: "v1"'),
    fresh: head(31, version('"v2"', 10, 31)),
    cause: 'cached-stale-tag',
    sure: 'certain',
  },
  {
    name: 'a cache that gave a tag after somebody else had replaced it',
    past: [get(0, version('"v1"', -3600, 0)), get(20, [...version('"v1"', -3600, 0), ...hit])],
    exchange: put(30, 412, 'If-Match: "v1"', [['Date', date(30)]]),
    fresh: head(31, version('"v2"', 10, 31)),
    cause: 'cached-stale-tag',
    sure: 'certain',
  },
  {
    name: 'two nodes that name themselves',
    past: [get(0, [...tag('"v1-a"'), ['X-Served-By', 'node-a']])],
    exchange: put(30, 412, 'If-Match: "v1-a"', [['X-Served-By', 'node-b']]),
    fresh: head(31, [...tag('"v1-a"'), ['X-Served-By', 'node-a']]),
    cause: 'flapping',
    sure: 'certain',
  },
  {
    name: 'two nodes seen taking turns',
    past: [get(0, tag('"v1-a"')), get(1, tag('"v1-b"')), get(2, tag('"v1-a"'))],
    exchange: put(30, 412, 'If-Match: "v1-a"'),
    fresh: head(31, tag('"v1-a"')),
    cause: 'flapping',
    sure: 'certain',
  },
  {
    name: 'two nodes seen taking turns, and the write that met its own',
    past: [get(0, tag('"v1-a"')), get(1, tag('"v1-b"')), get(2, tag('"v1-a"'))],
    exchange: put(30, 204, 'If-Match: "v1-b"', tag('"v2-b"')),
    cause: 'flapping',
    sure: 'likely',
  },
  {
    name: 'If-Match without a value',
    past: [get(0, tag('"v1"'))],
    exchange: put(30, 412, 'If-Match: '),
    fresh: head(31, tag('"v1"')),
    cause: 'garbled-tag',
    sure: 'certain',
  },
  {
    name: 'an older tag comes back',
    past: [get(0, tag('"v1-a"')), get(1, tag('"v1-b"'))],
    exchange: put(30, 412, 'If-Match: "v1-b"'),
    fresh: head(31, tag('"v1-a"')),
    cause: 'flapping',
    sure: 'certain',
  },
  {
    name: 'a node that lags behind our own PUT',
    past: [get(0, tag('"v1"')), put(10, 204, 'If-Match: "v1"', tag('"v2"'))],
    exchange: put(30, 412, 'If-Match: "v2"', [['Via', '1.1 balancer']]),
    fresh: head(31, [...tag('"v1"'), ['Via', '1.1 balancer']]),
    cause: 'other-node-lag',
    sure: 'likely',
  },
  {
    name: 'no condition, and a firewall behind it',
    exchange: exchange('GET', URL, 412, [['Server', 'wall']], { at: at(30) }),
    fresh: head(31, [], 412),
    cause: 'no-condition',
    sure: 'certain',
  },
  {
    name: 'a good condition, and a firewall that answers 412 to everything',
    past: [get(0, tag('"v1"'))],
    exchange: put(30, 412, 'If-Match: "v1"'),
    fresh: head(31, [], 412),
    cause: 'no-condition',
    sure: 'certain',
  },
  {
    name: 'a COPY that must not overwrite',
    exchange: exchange('COPY', URL, 412, [], {
      sent: [
        ['Destination', '/b'],
        ['Overwrite', 'F'],
      ],
    }),
    cause: 'no-condition',
    sure: 'certain',
  },
  { name: '428 to an unguarded write', exchange: put(30, 428, ''), cause: 'no-condition', sure: 'certain' },
  {
    name: '428 to another condition than the one wanted',
    exchange: put(30, 428, `If-Unmodified-Since: ${date(0)}`),
    cause: 'no-condition',
    sure: 'likely',
  },
  {
    name: 'the resource is gone',
    past: [get(0, tag('"v1"'))],
    exchange: put(30, 412, 'If-Match: "v1"'),
    fresh: head(31, [], 404),
    cause: 'missing',
    sure: 'certain',
  },
  {
    name: 'the resource exists already',
    exchange: put(30, 412, 'If-None-Match: *'),
    fresh: head(31, tag('"v1"')),
    cause: 'exists',
    sure: 'certain',
  },
  {
    name: 'If-None-Match with the very tag',
    past: [get(0, tag('"v1"'))],
    exchange: put(30, 412, 'If-None-Match: "v1"'),
    fresh: head(31, tag('"v1"')),
    cause: 'exists',
    sure: 'certain',
  },
  {
    name: 'deleted and created anew',
    past: [get(0, tag('"v1"')), exchange('GET', URL, 404, [], { at: at(10) })],
    exchange: put(30, 412, 'If-Match: "v1"'),
    fresh: head(31, tag('"w1"')),
    cause: 'deleted-and-recreated',
    sure: 'certain',
  },
  {
    name: 'the condition was left behind at a redirect',
    exchange: exchange('PUT', URL, 412, [], {
      hops: [{ status: 307, url: OTHER, droppedFields: ['If-Match'] }],
    }),
    cause: 'redirect',
    sure: 'certain',
  },
  {
    name: 'a tag that was never seen, after our own write',
    past: [get(0, tag('"v1"')), put(10, 204, 'If-Match: "v1"', tag('"v2"'))],
    exchange: put(30, 412, 'If-Match: "v0"'),
    fresh: head(31, tag('"v2"')),
    cause: 'own-write',
    sure: 'likely',
  },
  {
    name: 'the strong form of a tag that a proxy marks weak',
    exchange: put(30, 412, 'If-Match: "v1"'),
    fresh: head(31, [...tag('W/"v1"'), ['Server', 'cloudflare'], ['CF-Ray', '1']]),
    cause: 'weakened-by-proxy',
    sure: 'likely',
  },
  {
    name: 'the tag of another language, of which nobody knows whether it changed',
    past: [get(0, [...tag('"en"'), ['Vary', 'Accept-Language']], '', [['Accept-Language', 'en']])],
    exchange: put(30, 412, 'If-Match: "en" | Accept-Language: de'),
    fresh: exchange('GET', URL, 200, [...tag('"de"'), ['Vary', 'Accept-Language']], {
      at: at(31),
      body: 'x',
      sent: [['Accept-Language', 'de']],
    }),
    cause: 'negotiated-other',
    sure: 'likely',
  },
  {
    name: 'the condition was carried to another URL',
    exchange: exchange('PUT', URL, 412, [], {
      sent: sentBy('If-Match: "v1"'),
      hops: [{ status: 307, url: OTHER, droppedFields: [] }],
    }),
    cause: 'redirect',
    sure: 'likely',
  },
  {
    name: 'a tag without quotes',
    exchange: put(30, 412, 'If-Match: v1'),
    fresh: head(31, tag('"v1"')),
    cause: 'garbled-tag',
    sure: 'certain',
  },
  {
    name: 'the wildcard in quotes',
    exchange: put(30, 412, 'If-Match: "*"'),
    fresh: head(31, tag('"v1"')),
    cause: 'garbled-tag',
    sure: 'certain',
  },
  {
    name: 'a date that nobody can read, at a server that minds',
    exchange: put(30, 412, 'If-Unmodified-Since: 2026-11-21'),
    fresh: head(31, version('"v1"', 0, 31)),
    cause: 'garbled-tag',
    sure: 'likely',
  },
  {
    name: 'a tag in capitals',
    exchange: put(30, 412, 'If-Match: "ABC"'),
    fresh: head(31, tag('"abc"')),
    cause: 'mangled',
    sure: 'certain',
  },
  {
    name: 'a percent-encoded tag',
    exchange: put(30, 412, 'If-Match: "a%3Db"'),
    fresh: head(31, tag('"a=b"')),
    cause: 'mangled',
    sure: 'certain',
  },
  {
    name: 'a variable nobody replaced',
    exchange: put(30, 412, 'If-Match: {{read.response.headers.etag}}'),
    cause: 'unresolved-variable',
    sure: 'certain',
  },
  {
    name: 'the tag of another URL',
    past: [exchange('GET', OTHER, 200, tag('"other"'))],
    exchange: put(30, 412, 'If-Match: "other"'),
    fresh: head(31, tag('"v1"')),
    cause: 'wrong-url',
    sure: 'certain',
  },
  {
    name: 'the date of before our own PUT is sent again, and its answer named no date',
    past: [get(0, version('"v1"', -3600, 0)), put(10, 204, `If-Unmodified-Since: ${date(-3600)}`)],
    exchange: put(30, 412, `If-Unmodified-Since: ${date(-3600)}`),
    fresh: head(31, version('"v2"', 10, 31)),
    cause: 'own-write',
    sure: 'certain',
  },
  {
    name: 'the same, and somebody else has written after us',
    past: [get(0, version('"v1"', -3600, 0)), put(10, 204, `If-Unmodified-Since: ${date(-3600)}`)],
    exchange: put(30, 412, `If-Unmodified-Since: ${date(-3600)}`),
    fresh: head(31, version('"v3"', 20, 31)),
    cause: 'ius-real-change',
    sure: 'certain',
  },
  {
    name: 'the same, within the second of our PUT, which was answered with another tag',
    past: [get(0, version('"v1"', -3600, 0)), put(10, 204, `If-Unmodified-Since: ${date(-3600)}`, tag('"v2"'))],
    exchange: put(30, 412, `If-Unmodified-Since: ${date(-3600)}`),
    fresh: head(31, version('"v3"', 10, 31)),
    cause: 'ius-real-change',
    sure: 'certain',
  },
  {
    name: 'a server that is not Apache, or hides that it is, within a second of a write',
    past: [get(0, [...version('W/"v1"', 0, 0), ['Server', 'nginx/1.22.1']])],
    exchange: put(30, 412, 'If-Match: W/"v1"', [['Server', 'nginx/1.22.1']]),
    fresh: head(31, [...version('"v1"', 0, 31), ['Server', 'nginx/1.22.1']]),
    cause: 'fresh-write-weak',
    sure: 'certain',
  },
  {
    name: 'the tag of the answer to our own PUT, whose content is still there',
    past: [put(10, 200, '', tag('"answer"'), 'first')],
    earlier: [put(10, 200, '', tag('"answer"'), 'first')],
    exchange: put(30, 412, 'If-Match: "answer"', [], 'second'),
    fresh: get(31, tag('"v2"'), 'first'),
    cause: 'put-answer-tag',
    sure: 'certain',
  },
  {
    name: 'the tag of the answer to our own PUT, whose content is no longer there',
    past: [put(10, 200, '', tag('"answer"'), 'first')],
    earlier: [put(10, 200, '', tag('"answer"'), 'first')],
    exchange: put(30, 412, 'If-Match: "answer"', [], 'second'),
    fresh: get(31, tag('"v2"'), 'theirs'),
    cause: 'changed-by-other',
    sure: 'likely',
  },
  {
    name: 'the tag of the answer to our own PUT',
    past: [put(10, 200, '', tag('"answer"'))],
    exchange: put(30, 412, 'If-Match: "answer"'),
    fresh: head(31, [...tag('"v2"'), ['X-Powered-By', 'Express']]),
    cause: 'put-answer-tag',
    sure: 'certain',
  },
  {
    name: 'the tag of another language',
    past: [get(0, [...tag('"fr"'), ['Vary', 'Accept-Language']], '', [['Accept-Language', 'fr']])],
    exchange: put(30, 412, 'Accept-Language: de | If-Match: "fr"'),
    cause: 'negotiated-other',
    sure: 'likely',
  },
  {
    name: 'only the tag moved',
    past: [get(0, tag('"v1"'), 'same')],
    exchange: put(30, 412, 'If-Match: "v1"'),
    fresh: get(31, tag('"v2"'), 'same'),
    cause: 'background-change',
    sure: 'certain',
  },
  {
    name: 'an attempt whose answer was lost had got through',
    past: [get(0, version('"v1"', -3600, 0))],
    earlier: [failed('PUT', URL, { at: at(20), content: 'mine', sent: sentBy('If-Match: "v1"') })],
    exchange: put(30, 412, 'If-Match: "v1"'),
    fresh: get(31, version('"v2"', 20, 31), 'mine'),
    cause: 'retry-after-lost-answer',
    sure: 'certain',
  },
  {
    name: 'modified after the date',
    past: [
      get(0, [
        ['Last-Modified', date(-3600)],
        ['Date', date(0)],
      ]),
    ],
    exchange: put(30, 412, `If-Unmodified-Since: ${date(-3600)}`, [['Date', date(30)]]),
    fresh: head(31, [
      ['Last-Modified', date(20)],
      ['Date', date(31)],
    ]),
    cause: 'ius-real-change',
    sure: 'certain',
  },
  {
    name: 'the date of before our own PUT',
    past: [get(0, [['Last-Modified', date(-3600)]]), put(10, 204, '', [['Last-Modified', date(10)]])],
    exchange: put(30, 412, `If-Unmodified-Since: ${date(-3600)}`),
    fresh: head(31, [['Last-Modified', date(10)]]),
    cause: 'own-write',
    sure: 'certain',
  },
  {
    name: 'Apache compares the date with the time of the request',
    past: [get(0, [['Last-Modified', date(-3600)]])],
    exchange: put(30, 412, `If-Unmodified-Since: ${date(-3600)}`, apache),
    fresh: head(31, [['Last-Modified', date(-3600)]]),
    cause: 'ius-same-or-newer-yet-412',
    sure: 'certain',
  },
  {
    name: 'the date is judged beside a tag that holds',
    past: [get(0, version('"v1"', -3600, 0))],
    exchange: put(30, 412, `If-Match: "v1" | If-Unmodified-Since: ${date(-7200)}`),
    fresh: head(31, version('"v1"', -3600, 31)),
    cause: 'ius-with-im',
    sure: 'certain',
  },
  {
    name: 'a list that the server does not read',
    exchange: put(30, 412, 'If-Match: "v0", "v1"'),
    fresh: head(31, tag('"v1"')),
    cause: 'list-unsupported',
    sure: 'certain',
  },
  {
    name: 'a wildcard that the server does not know',
    exchange: put(30, 412, 'If-Match: *'),
    fresh: head(31, tag('"v1"')),
    cause: 'star-unsupported',
    sure: 'certain',
  },
  {
    name: 'a lock that has ended',
    exchange: put(30, 412, 'If: (<urn:uuid:1>)'),
    fresh: head(31, tag('"v1"')),
    cause: 'dav-if-token',
    sure: 'likely',
  },
  {
    name: 'a version number of the content in place of the tag',
    exchange: put(30, 412, 'If-Match: "7"'),
    fresh: get(31, tag('"v7-abc"'), '{"title":"x","version":7}'),
    cause: 'server-version-vs-tag',
    sure: 'certain',
  },
  {
    name: 'the tag is current and yet refused',
    past: [get(0, tag('"v1"'))],
    exchange: put(30, 412, 'If-Match: "v1"', [
      ['Server', 'edge'],
      ['Via', '1.1 edge'],
    ]),
    fresh: head(31, [...tag('"v1"'), ['Server', 'origin']]),
    cause: 'intermediary-evaluated',
    sure: 'likely',
  },
  {
    name: 'the server writes although the tag was replaced',
    past: [get(0, tag('"v1"')), get(10, tag('"v2"'))],
    exchange: put(30, 204, 'If-Match: "v1"'),
    fresh: head(31, tag('"v3"')),
    cause: 'precondition-ignored',
    sure: 'certain',
  },
];
