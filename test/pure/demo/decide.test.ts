import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type Current as Guess, type Known, NONE } from '../../../src/core/conditional/evaluation/current.ts';
import { evaluate } from '../../../src/core/conditional/evaluation/evaluate.ts';
import { parseEntityTag } from '../../../src/core/http/entityTag.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import { readDate, writeDate } from '../../../src/demo/dates.ts';
import { type Current, decide, rangeHolds } from '../../../src/demo/decide.ts';
import { countingExamples } from '../../support/examples.ts';

const now = Date.UTC(2026, 10, 21, 12);
const noon = Date.UTC(2026, 10, 20, 12);

const here = (etag: string | undefined, modifiedAt: number | undefined = undefined): Current => ({
  etag,
  modifiedAt,
  date: 'strong',
});

function decided(method: string, headers: HeaderList, current: Current | undefined): string {
  return decide({ method, headers, current, now });
}

describe('the demo origin decides', () => {
  const cases: readonly (readonly [string, string, HeaderList, Current | undefined, string])[] = [
    ['a member of If-Match is current', 'PUT', [['If-Match', '"a", "b"']], here('"b"'), 'perform'],
    ['no member of If-Match is current', 'PUT', [['If-Match', '"a"']], here('"b"'), 'precondition-failed'],
    [
      'If-Match is spread over two lines',
      'PUT',
      [
        ['If-Match', '"a"'],
        ['if-match', '"b"'],
      ],
      here('"b"'),
      'perform',
    ],
    ['a comma stands inside a tag', 'PUT', [['If-Match', '"a,b"']], here('"a,b"'), 'perform'],
    ['a weak tag is in If-Match', 'PUT', [['If-Match', 'W/"a"']], here('W/"a"'), 'precondition-failed'],
    ['If-Match is a star and something exists', 'PUT', [['If-Match', '*']], here(undefined), 'perform'],
    ['If-Match is a star and nothing exists', 'PUT', [['If-Match', '*']], undefined, 'precondition-failed'],
    ['If-Match has no quotes', 'PUT', [['If-Match', 'a']], here('"a"'), 'precondition-failed'],
    ['If-Match is empty', 'PUT', [['If-Match', '']], here('"a"'), 'precondition-failed'],
    ['GET fails If-Match', 'GET', [['If-Match', '"a"']], here('"b"'), 'precondition-failed'],
    ['GET has the current one already', 'GET', [['If-None-Match', 'W/"a"']], here('"a"'), 'not-modified'],
    ['HEAD has the current one already', 'HEAD', [['If-None-Match', '*']], here('"a"'), 'not-modified'],
    ['PUT must not meet the tag it meets', 'PUT', [['If-None-Match', '"a"']], here('"a"'), 'precondition-failed'],
    ['PUT wants to create and nothing is there', 'PUT', [['If-None-Match', '*']], undefined, 'perform'],
    ['PUT wants to create and something is there', 'PUT', [['If-None-Match', '*']], here('"a"'), 'precondition-failed'],
    [
      'it was modified after the date',
      'PUT',
      [['If-Unmodified-Since', writeDate(noon)]],
      here(undefined, noon + 1000),
      'precondition-failed',
    ],
    [
      'it was modified at the date',
      'PUT',
      [['If-Unmodified-Since', writeDate(noon)]],
      here(undefined, noon),
      'perform',
    ],
    ['the date cannot be read', 'PUT', [['If-Unmodified-Since', 'yesterday']], here(undefined, noon), 'perform'],
    [
      'If-Match holds and an old date stands beside',
      'PUT',
      [
        ['If-Match', '"a"'],
        ['If-Unmodified-Since', writeDate(noon)],
      ],
      here('"a"', now),
      'perform',
    ],
    [
      'GET asks since the very date',
      'GET',
      [['If-Modified-Since', writeDate(noon)]],
      here(undefined, noon),
      'not-modified',
    ],
    [
      'GET asks since an older date',
      'GET',
      [['If-Modified-Since', writeDate(noon - 1000)]],
      here(undefined, noon),
      'perform',
    ],
    [
      'PUT asks If-Modified-Since, which means nothing',
      'PUT',
      [['If-Modified-Since', writeDate(noon)]],
      here(undefined, noon),
      'perform',
    ],
    [
      'a date is on two lines',
      'GET',
      [
        ['If-Modified-Since', writeDate(noon)],
        ['If-Modified-Since', writeDate(noon)],
      ],
      here(undefined, noon),
      'perform',
    ],
    [
      'If-None-Match overrules a date',
      'GET',
      [
        ['If-None-Match', '"b"'],
        ['If-Modified-Since', writeDate(now)],
      ],
      here('"a"', noon),
      'perform',
    ],
  ];
  for (const [what, method, headers, current, expected] of cases) {
    it(`${expected} when ${what}`, () => assert.equal(decided(method, headers, current), expected));
  }
});

describe('a range is answered', () => {
  const holds = (headers: HeaderList, current: Current, method = 'GET'): boolean =>
    rangeHolds({ method, headers, current, now });
  it('without If-Range', () => assert.equal(holds([], here('"a"')), true));
  it('with the current strong tag', () => assert.equal(holds([['If-Range', '"a"']], here('"a"')), true));
  it('not with another tag', () => assert.equal(holds([['If-Range', '"b"']], here('"a"')), false));
  it('not with a weak tag', () => assert.equal(holds([['If-Range', 'W/"a"']], here('W/"a"')), false));
  it('with exactly the date', () => assert.equal(holds([['If-Range', writeDate(noon)]], here('"a"', noon)), true));
  it('not with a later date', () => assert.equal(holds([['If-Range', writeDate(now)]], here('"a"', noon)), false));
  it('not with a date that two versions share', () => {
    assert.equal(holds([['If-Range', writeDate(noon)]], { ...here('"a"', noon), date: 'weak' }), false);
  });
  it('not to HEAD', () => assert.equal(holds([], here('"a"'), 'HEAD'), false));
});

describe('dates', () => {
  const readings: readonly (readonly [string, number | undefined])[] = [
    ['Sun, 06 Nov 1994 08:49:37 GMT', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['Sunday, 06-Nov-94 08:49:37 GMT', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['Sun Nov  6 08:49:37 1994', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['Sunday, 06-Nov-76 08:49:37 GMT', Date.UTC(2076, 10, 6, 8, 49, 37)],
    ['Sunday, 06-Nov-77 08:49:37 GMT', Date.UTC(1977, 10, 6, 8, 49, 37)],
    ['Sun, 31 Feb 2021 08:49:37 GMT', undefined],
    ['Sun, 06 Nov 1994 24:00:00 GMT', undefined],
    ['sun, 06 Nov 1994 08:49:37 GMT', undefined],
    ['Sun, 06 Nov 1994 08:49:37 UTC', undefined],
    ['1994-11-06T08:49:37Z', undefined],
  ];
  for (const [text, epoch] of readings) {
    it(`${epoch === undefined ? 'are not' : 'are'} ${text}`, () => assert.equal(readDate(text, now), epoch));
  }
});

/** The server's state as somebody knows it who knows all of it. */
function knowing(current: Current | undefined): Guess {
  if (current === undefined) return { exists: false, etag: NONE, lastModified: NONE, date: undefined };
  const tag = current.etag === undefined ? undefined : parseEntityTag(current.etag);
  const known = <T>(value: T | undefined): Known<T> => (value === undefined ? NONE : { kind: 'known', value });
  return {
    exists: true,
    etag: known(tag),
    lastModified: known(current.modifiedAt),
    date: (current.modifiedAt ?? 0) + (current.date === 'strong' ? 60_000 : 0),
  };
}

describe('the engine that explains and the server that decides', () => {
  const opaque = fc.constantFrom('', 'a', 'b', 'a,b', 'é');
  const tag = fc.tuple(fc.constantFrom('', 'W/'), opaque).map(([weak, text]) => `${weak}"${text}"`);
  const tags = fc.oneof(
    fc.constant('*'),
    fc.array(tag, { minLength: 1, maxLength: 3 }).map((list) => list.join(', ')),
  );
  const date = fc.constantFrom(noon - 1000, noon, noon + 1000).map(writeDate);
  const line = fc.oneof(
    fc.tuple(fc.constantFrom('If-Match', 'If-None-Match'), tags),
    fc.tuple(fc.constantFrom('If-Modified-Since', 'If-Unmodified-Since'), fc.oneof(date, fc.constant('soon'))),
    fc.tuple(fc.constant('If-Range'), fc.oneof(tag, date)),
    fc.constant<[string, string]>(['Range', 'bytes=0-1']),
  );
  const headers = fc.uniqueArray(line, { maxLength: 5, selector: ([name]) => name });
  const representation = fc.record({
    etag: fc.option(tag, { nil: undefined }),
    modifiedAt: fc.option(fc.constant(noon), { nil: undefined }),
    date: fc.constantFrom('strong' as const, 'weak' as const),
  });

  it('agree wherever everything is known', () => {
    const examples = countingExamples();
    const question = fc.tuple(fc.constantFrom('GET', 'HEAD', 'PUT', 'PATCH'), headers, representation);
    fc.assert(
      fc.property(question, ([method, fields, current]) => {
        const { verdict } = evaluate({ method, headers: fields }, knowing(current), now);
        const decision = decide({ method, headers: fields, current, now });
        assert.equal(verdict === 'perform-range' ? 'perform' : verdict, decision);
        if (verdict !== 'perform-range') return;
        assert.ok(rangeHolds({ method, headers: fields, current, now }));
        examples.count();
      }),
      { numRuns: 3000 },
    );
    examples.atLeast(1);
  });

  it('agree on what does not exist yet', () => {
    fc.assert(
      fc.property(headers, (fields) => {
        const { verdict } = evaluate({ method: 'PUT', headers: fields }, knowing(undefined), now);
        assert.equal(verdict, decide({ method: 'PUT', headers: fields, current: undefined, now }));
      }),
    );
  });
});
