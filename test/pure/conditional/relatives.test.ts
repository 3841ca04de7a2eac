import assert from 'node:assert/strict';
import type { CauseId, Explanation } from '../../../src/core/conditional/explanation/explanation.ts';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import { exchange, explained, failed } from '../support/exchanges.ts';
import { at, date, get, URL } from './stories.ts';

type Lines = Readonly<Record<string, string>>;
const fields = (lines: Lines): HeaderList => Object.entries(lines);

const write = (status: number, lines: Lines = {}, body = '', answered: Lines = {}, method = 'PUT'): Exchange =>
  exchange(method, URL, status, fields(answered), { sent: fields(lines), at: at(30), content: 'mine', body });
const read = (status: number, answered: Lines, lines: Lines, body = ''): Exchange =>
  exchange('GET', URL, status, fields(answered), { sent: fields(lines), at: at(30), body });
const json = { 'Content-Type': 'application/json' };

interface Row {
  readonly what: string;
  readonly exchange: Exchange;
  readonly past?: readonly Exchange[];
  readonly earlier?: readonly Exchange[];
  readonly cause: CauseId | 'none';
  readonly says?: RegExp;
}

function table(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    for (const { what, cause, says, ...story } of rows) {
      it(`${what}: ${cause}`, () => {
        const explanation = explained(story);
        assert.equal(explanation.causes[0]?.id ?? 'none', cause, JSON.stringify(explanation, undefined, 1));
        if (says !== undefined) assert.match(all(explanation), says);
        for (const each of explanation.causes) assert.ok(each.fixes.length > 0, each.id);
      });
    }
  });
}

const all = ({ summary, causes }: Explanation): string =>
  [summary, ...causes.flatMap(({ evidence }) => evidence)].join('\n');

const v1 = get(0, [['ETag', '"v1"']], 'one');

table('409, by which servers answer versions that are no header fields', [
  {
    what: 'a version in the content',
    exchange: write(409, {}, '{"error":"conflict","reason":"Document update conflict."}', json),
    cause: 'version-conflict',
    says: /Document update conflict/,
  },
  {
    what: 'two writes at once at S3',
    exchange: write(409, { 'If-Match': '"v1"' }, '<Error><Code>ConditionalRequestConflict</Code></Error>', {
      'Content-Type': 'application/xml',
    }),
    cause: 'version-conflict',
    says: /sent again as it is/,
  },
  {
    what: 'a blob that is there',
    exchange: write(409, { 'If-None-Match': '*' }, '<Error><Code>BlobAlreadyExists</Code></Error>', {
      'Content-Type': 'application/xml',
    }),
    cause: 'exists',
  },
  { what: 'MKCOL below nothing', exchange: write(409, {}, '', {}, 'MKCOL'), cause: 'parent-missing' },
  {
    what: 'PUT at a WebDAV server',
    exchange: write(409, {}, '', { DAV: '1,2' }),
    cause: 'version-conflict',
    says: /collection above/,
  },
  { what: 'a read', exchange: read(409, {}, {}), cause: 'none' },
]);

table('423, 400 and 501', [
  { what: 'a lock nobody named', exchange: write(423), cause: 'locked', says: /no If field/ },
  { what: 'a lock that is another', exchange: write(423, { If: '(<urn:uuid:1>)' }), cause: 'dav-if-token' },
  {
    what: 'GitHub',
    exchange: write(
      400,
      { 'If-Match': '"v1"' },
      '{"message":"Conditional request headers are not allowed in unsafe requests unless supported by the endpoint"}',
      json,
    ),
    cause: 'condition-unsupported',
  },
  {
    what: 'any other 400',
    exchange: write(400, { 'If-Match': '"v1"' }, '{"message":"title is missing"}', json),
    cause: 'none',
  },
  { what: 'a 400 without a condition', exchange: write(400, {}, '{"message":"conditional"}', json), cause: 'none' },
  { what: 'not implemented', exchange: write(501, { 'If-Match': '"v1"' }), cause: 'condition-unsupported' },
  { what: 'not implemented, without a condition', exchange: write(501), cause: 'none' },
  { what: 'a missing page', exchange: write(404, { 'If-Match': '"v1"' }), cause: 'none' },
]);

const two: HeaderList = [
  ['If-Match', '"v1"'],
  ['If-Match', '"v2"'],
];
table('a condition on two lines', [
  {
    what: 'at nginx',
    exchange: exchange('PUT', URL, 400, [], { sent: two, at: at(30) }),
    cause: 'list-unsupported',
    says: /2 lines/,
  },
]);

table('a 304 that never comes', [
  {
    what: 'asked for fresh content',
    exchange: read(200, { ETag: '"v1"' }, { 'If-None-Match': '"v1"', 'Cache-Control': 'no-cache' }),
    cause: 'asked-for-fresh',
  },
  {
    what: 'asked so of Express',
    exchange: read(200, { ETag: '"v1"', 'X-Powered-By': 'Express' }, { 'If-None-Match': '"v1"', Pragma: 'no-cache' }),
    cause: 'asked-for-fresh',
    says: /one of Express/,
  },
  {
    what: 'Apache’s own compressed tag',
    exchange: read(200, { ETag: '"v1-gzip"', Server: 'Apache/2.4' }, { 'If-None-Match': '"v1-gzip"' }),
    cause: 'coding-suffix',
  },
  {
    what: 'a list',
    exchange: read(200, { ETag: '"v1"' }, { 'If-None-Match': '"v0", "v1"' }),
    cause: 'list-unsupported',
  },
  { what: 'the wildcard', exchange: read(200, { ETag: '"v1"' }, { 'If-None-Match': '*' }), cause: 'star-unsupported' },
  {
    what: 'an older date beside the tag',
    exchange: read(
      200,
      { ETag: '"v1"', 'Last-Modified': date(10) },
      { 'If-None-Match': '"v1"', 'If-Modified-Since': date(0) },
    ),
    cause: 'conditions-combined',
    says: /By its date alone/,
  },
  {
    what: 'a cache that misses',
    exchange: read(200, { ETag: '"v1"', 'X-Cache': 'MISS' }, { 'If-None-Match': '"v1"' }),
    cause: 'intermediary-evaluated',
  },
  {
    what: 'a server that does not look',
    exchange: read(200, { ETag: '"v1"' }, { 'If-None-Match': '"v1"' }),
    cause: 'precondition-ignored',
  },
  {
    what: 'a tag without quotes',
    exchange: read(200, { ETag: '"v1"' }, { 'If-None-Match': 'v1' }),
    cause: 'garbled-tag',
  },
  {
    what: 'a new tag for the same content',
    past: [v1],
    exchange: read(200, { ETag: '"v2"' }, { 'If-None-Match': '"v1"' }, 'one'),
    cause: 'background-change',
  },
  {
    what: 'a new tag for new content',
    past: [v1],
    exchange: read(200, { ETag: '"v2"' }, { 'If-None-Match': '"v1"' }, 'two'),
    cause: 'none',
  },
]);

const other = get(10, [['ETag', '"v1"']], 'two');
table('a 304 that comes wrongly', [
  {
    what: 'one tag for two contents',
    past: [v1, other],
    earlier: [v1, other],
    exchange: read(304, { ETag: '"v1"' }, { 'If-None-Match': '"v1"' }),
    cause: 'tag-reused',
  },
  {
    what: 'an older version put back',
    exchange: read(304, { 'Last-Modified': date(-3600) }, { 'If-Modified-Since': date(0) }),
    cause: 'restored-older',
  },
  { what: 'a cache', exchange: read(304, { Age: '30' }, { 'If-None-Match': '"v1"' }), cause: 'cached-stale-tag' },
  {
    what: 'an ordinary one',
    past: [v1],
    earlier: [v1],
    exchange: read(304, { ETag: '"v1"' }, { 'If-None-Match': '"v1"' }),
    cause: 'none',
  },
]);

describe('a write that went through with an old tag', () => {
  const v2 = get(20, [['ETag', '"v2"']], 'two');
  const overtaken = { past: [v1, v2], exchange: write(204, { 'If-Match': '"v1"' }) };

  it('is a lost update, and what was written over can be brought back', () => {
    const { summary, causes } = explained(overtaken);
    assert.equal(summary, 'A lost update just happened: the server did not heed If-Match and wrote over "v2".');
    assert.deepEqual(
      causes[0]?.fixes.map(({ id }) => id),
      ['merge-and-retry', 'verify-first', 'export-report'],
    );
  });

  it('is no loss where the version that it went over was our own', () => {
    const own = exchange('PUT', URL, 204, [['ETag', '"v2"']], {
      sent: [['If-Match', '"v1"']],
      at: at(20),
      content: 'ours',
    });
    const { summary } = explained({ past: [v1, own], exchange: write(204, { 'If-Match': '"v1"' }) });
    assert.equal(summary, 'The server did not heed If-Match and wrote over "v2", which was your own.');
  });

  it('is allowed where the very change was made before, and nothing was written now (§13.1.1)', () => {
    const lost = failed('PUT', URL, { sent: [['If-Match', '"v1"']], at: at(10), content: 'mine' });
    const again = write(204, { 'If-Match': '"v1"' }, '', { ETag: '"v2"' });
    const { deviation, causes } = explained({ past: [v1, v2], earlier: [v1, lost, v2], exchange: again });
    assert.deepEqual([deviation, causes], [undefined, []]);
    const written = write(204, { 'If-Match': '"v1"' }, '', { ETag: '"v3"' });
    assert.equal(explained({ past: [v1, v2], earlier: [v1, lost, v2], exchange: written }).deviation?.observed, 204);
  });
});
