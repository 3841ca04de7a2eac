import assert from 'node:assert/strict';
import { expectedOf } from '../../../src/core/conditional/bending/bend.ts';
import type { Current } from '../../../src/core/conditional/evaluation/current.ts';
import { recall } from '../../../src/core/conditional/memory/memory.ts';
import { predict } from '../../../src/core/conditional/predict.ts';
import type { TraitId } from '../../../src/core/conditional/traits/traitId.ts';
import type { Trait } from '../../../src/core/conditional/traits/traits.ts';
import { traitsExpected } from '../../../src/core/conditional/traits/traitsExpected.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import { exchange, keyOf, NOON, remembering } from '../support/exchanges.ts';

const HOUR = 3_600_000;
const MODIFIED = 'Sat, 21 Nov 2026 11:00:00 GMT';
const BEFORE = 'Sat, 21 Nov 2026 10:00:00 GMT';
const AFTER = 'Sat, 21 Nov 2026 11:30:00 GMT';
const TOMORROW = 'Sun, 22 Nov 2026 12:00:00 GMT';

const there = (opaque = 'v1', weak: 'weak' | 'strong' = 'strong'): Current => ({
  exists: true,
  etag: { kind: 'known', value: { weak: weak === 'weak', opaque } },
  lastModified: { kind: 'known', value: NOON - HOUR },
  date: NOON,
});
const none = { kind: 'none' } as const;
const nothing: Current = { exists: false, etag: none, lastModified: none, date: undefined };

const headersOf = (text: string): HeaderList =>
  text
    .split(' | ')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()] as const);

const outcome = (method: string, fields: string, current: Current, ...traits: readonly TraitId[]) =>
  expectedOf({ method, headers: headersOf(fields), current, now: NOON }, new Set(traits)).outcome;

describe('what a trait changes', () => {
  type Row = readonly [TraitId, method: string, fields: string, Current, without: string, having: string];
  const gzip = there('v1-gzip');
  const rows: readonly Row[] = [
    [
      'duplicate-lines-refused',
      'GET',
      'If-None-Match: "v1" | If-None-Match: "v2"',
      there(),
      'not-modified',
      'status-400',
    ],
    ['duplicate-lines-refused', 'GET', 'If-None-Match: "v1"', there(), 'not-modified', 'not-modified'],
    ['im-empty-ignored', 'PUT', 'If-Match:', there(), 'precondition-failed', 'perform'],
    ['im-empty-ignored', 'PUT', 'If-Match: "v2"', there(), 'precondition-failed', 'precondition-failed'],
    ['ignores-if-match', 'PUT', 'If-Match: "v2"', there(), 'precondition-failed', 'perform'],
    ['ignores-if-none-match', 'PUT', 'If-None-Match: *', there(), 'precondition-failed', 'perform'],
    ['ignores-if-unmodified-since', 'PUT', `If-Unmodified-Since: ${BEFORE}`, there(), 'precondition-failed', 'perform'],
    ['ignores-if-modified-since', 'GET', `If-Modified-Since: ${MODIFIED}`, there(), 'not-modified', 'perform'],
    [
      'ignores-if-match',
      'PUT',
      `If-Unmodified-Since: ${BEFORE}`,
      there(),
      'precondition-failed',
      'precondition-failed',
    ],
    ['never-answers-304', 'GET', 'If-None-Match: "v1"', there(), 'not-modified', 'perform'],
    ['never-answers-304', 'PUT', 'If-None-Match: "v1"', there(), 'precondition-failed', 'precondition-failed'],
    ['inm-first-line-only', 'GET', 'If-None-Match: "v2" | If-None-Match: "v1"', there(), 'not-modified', 'perform'],
    [
      'inm-first-line-only',
      'GET',
      'If-None-Match: "v1" | If-None-Match: "v2"',
      there(),
      'not-modified',
      'not-modified',
    ],
    ['inm-single-tag-only', 'GET', 'If-None-Match: "v2", "v1"', there(), 'not-modified', 'perform'],
    ['inm-single-tag-only', 'GET', 'If-None-Match: *', there(), 'not-modified', 'perform'],
    ['inm-single-tag-only', 'GET', 'If-None-Match: W/"v1"', there(), 'not-modified', 'not-modified'],
    ['inm-single-tag-only', 'PUT', 'If-None-Match: "v2", "v1"', there(), 'precondition-failed', 'precondition-failed'],
    ['inm-first-tag-only', 'GET', 'If-None-Match: "v2", "v1"', there(), 'not-modified', 'perform'],
    ['inm-first-tag-only', 'GET', 'If-None-Match: "v1", "v2"', there(), 'not-modified', 'not-modified'],
    ['inm-first-tag-only', 'GET', 'If-None-Match: *', there(), 'not-modified', 'not-modified'],
    ['head-has-plain-tag', 'HEAD', 'If-None-Match: "v1-gzip"', gzip, 'not-modified', 'perform'],
    ['head-has-plain-tag', 'HEAD', 'If-None-Match: "v1"', gzip, 'perform', 'not-modified'],
    ['head-has-plain-tag', 'GET', 'If-None-Match: "v1-gzip"', gzip, 'not-modified', 'not-modified'],
    ['coded-tag-never-current', 'GET', 'If-None-Match: "v1-gzip"', gzip, 'not-modified', 'perform'],
    ['coded-tag-never-current', 'GET', 'If-None-Match: "v1"', gzip, 'perform', 'not-modified'],
    ['coded-tag-never-current', 'GET', 'If-Match: "v1-gzip"', gzip, 'perform', 'precondition-failed'],
    ['coded-tag-never-current', 'PUT', 'If-Match: "v1-gzip"', gzip, 'perform', 'perform'],
    ['compared-before-weakening', 'GET', 'If-Match: "v1"', there('v1', 'weak'), 'precondition-failed', 'perform'],
    [
      'compared-before-weakening',
      'PUT',
      'If-Match: "v1"',
      there('v1', 'weak'),
      'precondition-failed',
      'precondition-failed',
    ],
    [
      'no-cache-defeats-304',
      'GET',
      'If-None-Match: "v1" | Cache-Control: no-cache',
      there(),
      'not-modified',
      'perform',
    ],
    ['no-cache-defeats-304', 'GET', 'If-None-Match: "v1" | Pragma: no-cache', there(), 'not-modified', 'perform'],
    [
      'no-cache-defeats-304',
      'GET',
      'If-None-Match: "v1" | Cache-Control: max-age=0',
      there(),
      'not-modified',
      'not-modified',
    ],
    ['inm-and-ims', 'GET', `If-None-Match: "v1" | If-Modified-Since: ${BEFORE}`, there(), 'not-modified', 'perform'],
    [
      'inm-and-ims',
      'GET',
      `If-None-Match: "v1" | If-Modified-Since: ${MODIFIED}`,
      there(),
      'not-modified',
      'not-modified',
    ],
    ['inm-and-ims', 'GET', `If-None-Match: "v2" | If-Modified-Since: ${MODIFIED}`, there(), 'perform', 'perform'],
    ['inm-strong-with-range', 'GET', 'Range: bytes=0-1 | If-None-Match: W/"v1"', there(), 'not-modified', 'perform'],
    ['inm-strong-with-range', 'GET', 'Range: bytes=0-1 | If-None-Match: "v1"', there(), 'not-modified', 'not-modified'],
    ['inm-strong-with-range', 'GET', 'If-None-Match: W/"v1"', there(), 'not-modified', 'not-modified'],
    ['inm-strong-on-writes', 'PUT', 'If-None-Match: W/"v1"', there(), 'precondition-failed', 'perform'],
    ['inm-strong-on-writes', 'PUT', 'If-None-Match: "v1"', there(), 'precondition-failed', 'precondition-failed'],
    ['inm-strong-on-writes', 'PUT', 'If-None-Match: *', there(), 'precondition-failed', 'precondition-failed'],
    ['inm-strong-on-writes', 'GET', 'If-None-Match: W/"v1"', there(), 'not-modified', 'not-modified'],
    ['im-weak-comparison', 'GET', 'If-Match: W/"v1"', there('v1', 'weak'), 'precondition-failed', 'perform'],
    ['im-weak-comparison', 'GET', 'If-Match: "v2"', there('v1', 'weak'), 'precondition-failed', 'precondition-failed'],
    ['ims-iso-dates', 'GET', 'If-Modified-Since: 2026-11-21T11:00:00Z', there(), 'perform', 'not-modified'],
    ['ims-iso-dates', 'GET', 'If-Modified-Since: yesterday', there(), 'perform', 'perform'],
    ['ims-iso-dates', 'PUT', 'If-Modified-Since: 2026-11-21T11:00:00Z', there(), 'perform', 'perform'],
    ['ims-exact', 'GET', `If-Modified-Since: ${AFTER}`, there(), 'not-modified', 'perform'],
    ['ims-exact', 'GET', `If-Modified-Since: ${MODIFIED}`, there(), 'not-modified', 'not-modified'],
    ['ims-future-ignored', 'GET', `If-Modified-Since: ${TOMORROW}`, there(), 'not-modified', 'perform'],
    ['ims-future-ignored', 'GET', `If-Modified-Since: ${AFTER}`, there(), 'not-modified', 'not-modified'],
    ['ius-bad-date-fails', 'PUT', 'If-Unmodified-Since: yesterday', there(), 'perform', 'precondition-failed'],
    ['ius-bad-date-fails', 'PUT', `If-Unmodified-Since: ${AFTER}`, there(), 'perform', 'perform'],
    [
      'ius-beside-im',
      'PUT',
      `If-Match: "v1" | If-Unmodified-Since: ${BEFORE}`,
      there(),
      'perform',
      'precondition-failed',
    ],
    ['ius-beside-im', 'PUT', `If-Match: "v1" | If-Unmodified-Since: ${AFTER}`, there(), 'perform', 'perform'],
    ['ius-unusable', 'PUT', `If-Unmodified-Since: ${MODIFIED}`, there(), 'perform', 'precondition-failed'],
    ['ius-unusable', 'PUT', `If-Unmodified-Since: ${TOMORROW}`, there(), 'perform', 'perform'],
    ['ius-unusable', 'GET', `If-Unmodified-Since: ${MODIFIED}`, there(), 'perform', 'perform'],
    ['ius-unusable', 'PUT', `If-Match: "v1" | If-Unmodified-Since: ${MODIFIED}`, there(), 'perform', 'perform'],
    ['ius-fails-on-missing', 'PUT', `If-Unmodified-Since: ${MODIFIED}`, nothing, 'perform', 'precondition-failed'],
    ['ius-fails-on-missing', 'PUT', `If-Unmodified-Since: ${MODIFIED}`, there(), 'perform', 'perform'],
    [
      'if-range-holds-tag',
      'GET',
      'Range: bytes=0-1 | If-Range: W/"v1"',
      there('v1', 'weak'),
      'perform',
      'perform-range',
    ],
    ['if-range-holds-tag', 'GET', 'If-Range: W/"v1"', there('v1', 'weak'), 'perform', 'perform'],
    ['if-range-later-date', 'GET', `Range: bytes=0-1 | If-Range: ${AFTER}`, there(), 'perform', 'perform-range'],
    ['if-range-later-date', 'GET', `Range: bytes=0-1 | If-Range: ${BEFORE}`, there(), 'perform', 'perform'],
    ['dav-if-weak', 'PUT', 'If: ([W/"v1"])', there(), 'undetermined', 'perform'],
    ['dav-if-not-holds', 'PUT', 'If: (Not ["v1"])', there(), 'precondition-failed', 'perform'],
    ['dav-if-not-holds', 'PUT', 'If: (["v2"])', there(), 'precondition-failed', 'precondition-failed'],
    ['dav-if-first-list-only', 'PUT', 'If: (["v2"]) (["v1"])', there(), 'perform', 'precondition-failed'],
    ['dav-if-first-list-only', 'PUT', 'If: (["v1"]) (["v2"])', there(), 'perform', 'perform'],
    ['dav-if-asked-of-parent', 'DELETE', 'If: (["v1"])', there(), 'perform', 'status-424'],
    ['dav-if-asked-of-parent', 'PUT', 'If: (["v1"])', there(), 'perform', 'perform'],
  ];
  for (const [id, method, fields, current, without, having] of rows)
    it(`${id}: ${method} ${fields} is ${having === without ? `${having} still` : `${having}, not ${without}`}`, () => {
      assert.equal(outcome(method, fields, current), without);
      assert.equal(outcome(method, fields, current, id), having);
    });

  it('comes together with what other traits change', () =>
    assert.equal(
      outcome(
        'GET',
        `If-None-Match: "v1-gzip" | If-Modified-Since: ${BEFORE}`,
        gzip,
        'coded-tag-never-current',
        'inm-and-ims',
      ),
      'perform',
    ));
});

describe('the part of a trait in an answer', () => {
  const weak = there('v1', 'weak');
  const unknown: Current = { ...there(), etag: { kind: 'unknown' }, lastModified: { kind: 'unknown' } };
  const RANGE = 'Range: bytes=0-1';
  const partOf = (id: TraitId, method: string, fields: string, current: Current) =>
    expectedOf({ method, headers: headersOf(fields), current, now: NOON }, new Set([id])).by;

  for (const [id, method, fields, current] of [
    ['ignores-if-match', 'PUT', 'If-Unmodified-Since: x', there()],
    ['never-answers-304', 'PUT', 'If-None-Match: "v1"', there()],
    ['im-empty-ignored', 'PUT', 'If-Match: "v1"', there()],
    ['im-empty-ignored', 'PUT', 'If-None-Match:', there()],
    ['inm-first-line-only', 'GET', 'If-None-Match: "v1"', there()],
    ['inm-first-line-only', 'GET', 'If-Match: "v1" | If-Match: "v2"', there()],
    ['inm-single-tag-only', 'GET', 'If-None-Match: "v2", "v1"', unknown],
    ['inm-single-tag-only', 'GET', 'If-Match: "v2", "v1"', there()],
    ['inm-first-tag-only', 'GET', 'If-None-Match: "v2", "v1"', unknown],
    ['inm-first-tag-only', 'GET', 'If-Match: "v2", "v1"', there()],
    ['inm-first-tag-only', 'PUT', 'If-None-Match: "v2", "v1"', there()],
    ['head-has-plain-tag', 'HEAD', 'If-None-Match: "v1"', there()],
    ['head-has-plain-tag', 'HEAD', 'If-None-Match: "v1"', there('v1-gzip-2')],
    ['coded-tag-never-current', 'GET', 'If-Modified-Since: x', there('v1-gzip')],
    ['coded-tag-never-current', 'GET', 'If-None-Match: "v1"', there('v1')],
    ['compared-before-weakening', 'GET', 'If-Match: "v1"', there()],
    ['compared-before-weakening', 'PUT', 'If-Match: "v1"', weak],
    ['no-cache-defeats-304', 'PUT', 'If-None-Match: "v1" | Cache-Control: no-cache', there()],
    ['inm-and-ims', 'GET', 'If-None-Match: "v1"', there()],
    ['inm-and-ims', 'GET', `If-Modified-Since: ${BEFORE}`, there()],
    ['inm-and-ims', 'GET', `If-None-Match: "v2" | If-Modified-Since: ${BEFORE}`, there()],
    ['inm-and-ims', 'PUT', `If-None-Match: "v1" | If-Modified-Since: ${BEFORE}`, there()],
    ['inm-strong-with-range', 'PUT', `${RANGE} | If-None-Match: W/"v1"`, there()],
    ['inm-strong-with-range', 'GET', `${RANGE} | If-None-Match: W/"v1"`, unknown],
    ['inm-strong-with-range', 'GET', `${RANGE} | If-None-Match: W/"v1", "v1"`, there()],
    ['inm-strong-with-range', 'GET', `${RANGE} | If-Match: W/"v1"`, there()],
    ['im-weak-comparison', 'GET', 'If-None-Match: "v1"', there()],
    ['im-weak-comparison', 'GET', 'If-Match: "v1"', unknown],
    ['ims-iso-dates', 'GET', `If-Modified-Since: ${MODIFIED}`, there()],
    ['ims-iso-dates', 'GET', 'If-Modified-Since: x2026-11-21T11:00:00Z', there()],
    ['ims-iso-dates', 'GET', 'If-Modified-Since: 2026-11-21', there()],
    ['ims-iso-dates', 'PUT', 'If-Modified-Since: 2026-11-21T11:00:00Z', there()],
    ['ims-exact', 'GET', 'If-None-Match: "v1"', there()],
    ['ims-exact', 'GET', `If-Modified-Since: ${MODIFIED}`, there()],
    ['ims-exact', 'PUT', `If-Modified-Since: ${AFTER}`, there()],
    ['ims-future-ignored', 'GET', `If-Modified-Since: ${AFTER}`, there()],
    ['ims-future-ignored', 'PUT', `If-Modified-Since: ${TOMORROW}`, there()],
    ['ius-bad-date-fails', 'PUT', 'If-Match: "v1"', there()],
    ['ius-beside-im', 'PUT', `If-Match: "v2" | If-Unmodified-Since: ${BEFORE}`, there()],
    ['ius-beside-im', 'PUT', 'If-Match: "v1"', there()],
    ['ius-beside-im', 'PUT', `If-Unmodified-Since: ${BEFORE}`, there()],
    ['ius-unusable', 'PUT', 'If-Unmodified-Since: yesterday', there()],
    ['ius-fails-on-missing', 'GET', `If-Unmodified-Since: ${MODIFIED}`, nothing],
    ['ius-fails-on-missing', 'PUT', 'If-Match: "v1"', nothing],
    ['if-range-holds-tag', 'GET', 'If-Range: "v1"', there()],
    ['if-range-holds-tag', 'GET', `${RANGE} | If-Range: "v2"`, there()],
    ['if-range-holds-tag', 'GET', `${RANGE} | If-Range: "v1"`, unknown],
    ['if-range-later-date', 'GET', `If-Range: ${AFTER}`, there()],
    ['if-range-later-date', 'PUT', `${RANGE} | If-Range: ${AFTER}`, there()],
    ['if-range-later-date', 'GET', `${RANGE} | If-Range: ${AFTER}`, unknown],
    ['if-range-later-date', 'GET', `${RANGE} | If-Range: "v1"`, there()],
    ['dav-if-weak', 'PUT', 'If: (["v1"])', there()],
    ['dav-if-first-list-only', 'PUT', 'If: (["v1"])', there()],
    ['dav-if-first-list-only', 'PUT', 'If: </a> (["v1"]) (["v2"])', there()],
    ['dav-if-asked-of-parent', 'DELETE', 'If: (["v2"])', there()],
    ['dav-if-asked-of-parent', 'DELETE', 'If: </a> (["v1"])', there()],
  ] as const) {
    it(`is none: ${id} on ${method} ${fields}`, () => assert.deepEqual(partOf(id, method, fields, current), []));
  }

  for (const [id, method, fields, current] of [
    ['never-answers-304', 'GET', 'If-None-Match: "v1" | If-Modified-Since: x', there()],
    ['if-range-later-date', 'GET', `${RANGE} | If-Range: ${MODIFIED}`, there()],
    ['if-range-holds-tag', 'HEAD', `${RANGE} | If-Range: "v0", "v1"`, there()],
    ['ims-future-ignored', 'GET', `If-Modified-Since: \t${TOMORROW} `, there()],
    ['ims-exact', 'GET', `If-Modified-Since: ${MODIFIED}`, unknown],
    ['coded-tag-never-current', 'HEAD', 'If-Match: "v1"', there('v1;br')],
    ['dav-if-weak', 'PUT', 'If: (["v0"] [W/"v1"])', there()],
  ] as const) {
    it(`is there: ${id} on ${method} ${fields}`, () => assert.deepEqual(partOf(id, method, fields, current), [id]));
  }

  for (const [id, method, fields, current, left] of [
    ['never-answers-304', 'GET', 'If-None-Match: "v1" | If-Modified-Since: x | Accept: y', there(), 'Accept: y'],
    [
      'inm-single-tag-only',
      'GET',
      `If-None-Match: "v0" | If-Modified-Since: ${MODIFIED} | If-Match: *`,
      there(),
      'If-Match: *',
    ],
    ['inm-first-tag-only', 'GET', `If-None-Match: "v0" | If-Modified-Since: ${MODIFIED}`, there(), ''],
    [
      'im-weak-comparison',
      'PUT',
      `If-Match: "v1" | If-Unmodified-Since: ${BEFORE} | If-None-Match: "v2"`,
      weak,
      'If-None-Match: "v2"',
    ],
    ['im-weak-comparison', 'GET', `If-Match: "v1" | ${RANGE} | If-Range: "v2"`, weak, `${RANGE} | If-Range: "v2"`],
    [
      'coded-tag-never-current',
      'GET',
      `If-None-Match: "v2" | ${RANGE} | If-Range: "v2"`,
      there('v1-br'),
      `${RANGE} | If-Range: "v2"`,
    ],
    ['ims-iso-dates', 'GET', 'If-Modified-Since: 2026-11-21T12:30:00+01:30', there(), `If-Modified-Since: ${MODIFIED}`],
    ['ius-unusable', 'PUT', `If-Unmodified-Since: ${TOMORROW} | If-None-Match: "v2"`, there(), 'If-None-Match: "v2"'],
    [
      'no-cache-defeats-304',
      'GET',
      'If-None-Match: "v1" | If-Modified-Since: x | Pragma: no-cache',
      there(),
      'Pragma: no-cache',
    ],
    ['dav-if-not-holds', 'PUT', 'If: (Not ["v1"]) | If-Match: "v1"', there(), 'If-Match: "v1"'],
    ['dav-if-first-list-only', 'PUT', 'If: (["v1"]) (["v2"])', there(), 'If: (["v1"])'],
    ['dav-if-weak', 'PUT', 'If: ([W/"v1"] [W/"v2"])', there(), 'If: (["v1"] ["v2"])'],
  ] as const) {
    it(`leaves of ${method} ${fields}, with ${id}, ${left === '' ? 'nothing' : left}`, () => {
      const { bent } = expectedOf({ method, headers: headersOf(fields), current, now: NOON }, new Set([id]));
      assert.equal(bent.headers.map(([name, value]) => `${name}: ${value}`).join(' | '), left);
    });
  }
});

const A = 'http://example.test/notes/a';
const trait = (id: TraitId, confidence: Trait['confidence'] = 'seen'): Trait => ({
  id,
  origin: 'http://example.test',
  method: 'PUT',
  evidence: [{ at: NOON, what: 'It was seen.', request: undefined }],
  confidence,
  scope: 'here',
});

describe('a prediction at a server with traits', () => {
  const memory = remembering(exchange('GET', A, 200, [['ETag', '"v2"']]));
  const headers = headersOf(`If-Match: "v1" | If-Unmodified-Since: ${BEFORE}`);
  const known = recall(memory, { resource: keyOf(A), headers, environment: '', identity: '' });
  const foretold = (...traits: readonly Trait[]) => predict({ method: 'PUT', headers }, known, NOON, traits);

  it('is that of RFC 9110 without them', () => {
    const { verdict, by, steps } = foretold();
    assert.deepEqual([verdict, by, steps[0]?.result], ['precondition-failed', [], 'false']);
  });

  it('says which field is not looked at, and how that was seen', () => {
    const { verdict, by, steps } = foretold(trait('ignores-if-match'), trait('ignores-if-unmodified-since'));
    assert.equal(verdict, 'perform');
    assert.deepEqual(
      by.map(({ id }) => id),
      ['ignores-if-match', 'ignores-if-unmodified-since'],
    );
    assert.deepEqual(
      steps.map(({ result }) => result),
      ['ignored', 'ignored'],
    );
    assert.match(steps[0]?.because ?? '', /^Seen here: It was seen\./);
  });

  it('is not bent by what has faded, nor by what changes nothing', () => {
    assert.equal(foretold(trait('ignores-if-match', 'faded')).verdict, 'precondition-failed');
    assert.deepEqual(foretold(trait('inm-and-ims')).by, []);
  });

  it('tells of an outright refusal', () => {
    const twice = headersOf('If-Match: "v2" | If-Match: "v3"');
    const { verdict, status } = predict({ method: 'PUT', headers: twice }, known, NOON, [
      trait('duplicate-lines-refused'),
    ]);
    assert.deepEqual([verdict, status], ['undetermined', 400]);
  });

  it('names the step that fails where the specification has none fail', () => {
    const dated = headersOf('If-Unmodified-Since: yesterday');
    const { verdict, steps } = predict({ method: 'PUT', headers: dated }, known, NOON, [trait('ius-bad-date-fails')]);
    assert.equal(verdict, 'precondition-failed');
    assert.deepEqual(
      steps.map(({ result, because }) => [result, because]),
      [['false', 'Seen here: It was seen.']],
    );
  });
});

describe('a prediction where tags alternate', () => {
  const memory = remembering(exchange('GET', A, 200, [['ETag', '"v2"']]));
  const flaps = (scope: Trait['scope'] = 'here'): Trait => ({ ...trait('tags-flap'), scope });
  const foretold = (method: string, fields: string, ...traits: readonly Trait[]) => {
    const headers = headersOf(fields);
    const known = recall(memory, { resource: keyOf(A), headers, environment: '', identity: '' });
    const { verdict, by, steps } = predict({ method, headers }, known, NOON, traits);
    return [verdict, by.map(({ id }) => id).join(), steps.map(({ field, result }) => `${field} ${result}`).join(', ')];
  };
  for (const [what, method, fields, expected] of [
    ['is open for a tag that is current', 'PUT', 'If-Match: "v2"', ['undetermined', 'tags-flap', 'If-Match unknown']],
    [
      'is open for a tag that would be a 304',
      'GET',
      'If-None-Match: "v2"',
      ['undetermined', 'tags-flap', 'If-None-Match unknown'],
    ],
    [
      'is certain for a tag that is not current',
      'PUT',
      'If-Match: "v1"',
      ['precondition-failed', '', 'If-Match false'],
    ],
    ['is certain for a read with another tag', 'GET', 'If-None-Match: "v1"', ['perform', '', 'If-None-Match true']],
    ['is certain for the star', 'PUT', 'If-Match: *', ['perform', '', 'If-Match true']],
    [
      'is certain for the star of a creation',
      'PUT',
      'If-None-Match: *',
      ['precondition-failed', '', 'If-None-Match false'],
    ],
  ] as const) {
    it(what, () => assert.deepEqual(foretold(method, fields, flaps()), expected));
  }

  it('is certain where they were seen to alternate elsewhere alone, or long ago', () => {
    assert.deepEqual(foretold('PUT', 'If-Match: "v2"', flaps('around'))[0], 'perform');
    assert.deepEqual(foretold('PUT', 'If-Match: "v2"', trait('tags-flap', 'faded'))[0], 'perform');
  });

  it('leaves what another trait changes to that', () =>
    assert.deepEqual(foretold('PUT', 'If-Match: "v1"', flaps(), trait('ignores-if-match')), [
      'perform',
      'ignores-if-match',
      'If-Match ignored',
    ]));

  it('says what was seen, and what is not known', () => {
    const headers = headersOf('If-Match: "v2"');
    const known = recall(memory, { resource: keyOf(A), headers, environment: '', identity: '' });
    const [step] = predict({ method: 'PUT', headers }, known, NOON, [flaps()]).steps;
    assert.equal(step?.because, 'Seen here: It was seen. Which node answers is not known.');
    const [bare] = predict({ method: 'PUT', headers }, known, NOON, [{ ...trait('tags-flap'), evidence: [] }]).steps;
    assert.equal(bare?.because, 'Seen here: tags alternate. Which node answers is not known.');
  });

  it('is no prediction without a condition, or without knowledge', () => {
    const unknown = { best: undefined };
    assert.deepEqual(predict({ method: 'GET', headers: [] }, unknown, NOON, [flaps()]).by, []);
    const open = predict({ method: 'PUT', headers: headersOf('If-Match: "v2"') }, unknown, NOON, [flaps()]);
    assert.deepEqual([open.verdict, open.by], ['undetermined', []]);
  });
});

describe('the traits to be expected of a method', () => {
  const stale = exchange('PUT', A, 204, [], { sent: [['If-Match', '"v1"']], content: 'mine', at: NOON + 1000 });
  const before = exchange('GET', A, 200, [['ETag', '"v2"']]);
  const idsOf = (memory: ReturnType<typeof remembering>, method: string) =>
    traitsExpected(memory, keyOf(A), method, NOON + 60_000).map(({ id, confidence }) => `${id} ${confidence}`);

  it('are those that its kin shows, as likely ones', () => {
    const memory = remembering(before, stale);
    assert.deepEqual(idsOf(memory, 'PUT'), ['ignores-if-match likely']);
    assert.deepEqual(idsOf(memory, 'DELETE'), ['ignores-if-match likely']);
    assert.deepEqual(idsOf(memory, 'GET'), []);
  });

  it('are not those that it shows it has not', () => {
    const refused = exchange('DELETE', A, 412, [], { sent: [['If-Match', '"v1"']], at: NOON + 500 });
    assert.deepEqual(idsOf(remembering(before, refused, stale), 'DELETE'), []);
  });
});
