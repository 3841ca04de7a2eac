import { deepEqual, equal, match } from 'node:assert/strict';
import {
  credentialsVaried,
  differingFields,
  fitOf,
  sameOwner,
  sameVariant,
  variantOf,
} from '../../../src/core/conditional/memory/variant.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';

const nobody = { environment: '', identity: '' };
const variant = (request: HeaderList, response: HeaderList) => variantOf(request, response, nobody);
const varying = (vary: string, ...request: HeaderList) => variant(request, [['Vary', vary]]);
const said = (vary: string, ...request: HeaderList): string =>
  varying(vary, ...request)
    .vary.map(([name, value]) => `${name}=${value}`)
    .join('; ');

describe('the variant that a response shows', () => {
  const cases: readonly (readonly [vary: string, request: HeaderList, expected: string])[] = [
    ['', [['Accept', 'a/b']], ''],
    ['Accept', [['Accept', 'a/b']], 'accept=a/b'],
    ['Accept', [], 'accept='],
    ['Origin, accept', [['Accept', 'A/B , c/d']], 'accept=a/b, c/d; origin='],
    ['Accept, ACCEPT, ,', [['accept', 'x/y']], 'accept=x/y'],
    ['Accept, *', [['Accept', 'a/b']], '*='],
    [
      'Accept-Language',
      [
        ['Accept-Language', 'de'],
        ['accept-language', 'EN'],
      ],
      'accept-language=de, en',
    ],
    ['User-Agent', [['User-Agent', 'Ann']], 'user-agent=Ann'],
    ['X-Requested-With', [['X-Requested-With', 'X']], 'x-requested-with=X'],
    ['Sec-Fetch-Mode', [['Sec-Fetch-Mode', 'cors']], 'sec-fetch-mode=cors'],
    ['Authorization, Cookie, Proxy-Authorization', [['Cookie', 'secret']], ''],
    ['Accept-Encoding', [['Accept-Encoding', 'gzip, br']], 'accept-encoding=br, gzip'],
    ['Accept-Encoding', [['Accept-Encoding', 'gzip;q=0, BR ; q=1, identity']], 'accept-encoding=br'],
    ['Accept-Encoding', [['Accept-Encoding', 'gzip;q=0.000, br;q=0.001']], 'accept-encoding=br'],
    ['Accept-Encoding', [['Accept-Encoding', 'identity']], 'accept-encoding='],
    [
      'Accept-Encoding',
      [
        ['Accept-Encoding', 'gzip'],
        ['Accept-Encoding', 'gzip'],
      ],
      'accept-encoding=gzip',
    ],
  ];
  for (const [vary, request, expected] of cases) {
    it(`Vary: ${vary} of ${JSON.stringify(request)}: ${expected}`, () => equal(said(vary, ...request), expected));
  }

  it('names no value that may be a secret, nor a long one', () => {
    for (const [name, value] of [
      ['X-Api-Key', 'secret'],
      ['X-Accept', 'secret'],
      ['My-Origin', 'secret'],
      ['Accept', 'long/'.repeat(50)],
    ] as const) {
      const told = said(name, [name, value]);
      match(told, /=#/);
      equal(told.includes(value), false);
      equal(said(name, [name, value]), told);
    }
    equal(said('X-Api-Key'), 'x-api-key=');
    equal(said('Accept', ['Accept', 'a'.repeat(200)]), `accept=${'a'.repeat(200)}`);
  });

  it('has sixteen fields at most', () =>
    equal(varying(Array.from({ length: 40 }, (_, index) => `A${index}`).join()).vary.length, 16));

  for (const [asked, coded, expected] of [
    ['gzip', 'gzip', 'gzip'],
    ['gzip', 'GZIP', 'gzip'],
    ['*', 'br', 'br'],
    ['br', 'gzip', 'identity'],
    ['gzip;q=0', 'gzip', 'identity'],
    ['gzip', '', 'identity'],
    ['gzip', 'identity', 'identity'],
    ['gzip, br', 'gzip,br', 'gzip, br'],
    ['gzip', 'gzip, br', 'identity'],
    ['gzip', 'identity, gzip', 'gzip'],
    ['', 'gzip', 'identity'],
  ] as const) {
    it(`asked for ${asked || 'nothing'}, coded ${coded || 'not'}: ${expected}`, () =>
      equal(variant([['Accept-Encoding', asked]], [['Content-Encoding', coded]]).coding, expected));
  }

  it('is of whoever asked, where they asked', () => {
    const key = variantOf([], [], { environment: 'test', identity: 'ann' });
    deepEqual([key.environment, key.identity], ['test', 'ann']);
  });
});

describe('two variants', () => {
  const base = varying('Accept, Origin', ['Accept', 'a/b'], ['Origin', 'o']);
  for (const [what, other, same] of [
    ['are the same', { ...base }, 'yes'],
    ['differ by person', { ...base, identity: 'ann' }, 'no'],
    ['differ by environment', { ...base, environment: 'test' }, 'no'],
    ['differ by coding', { ...base, coding: 'gzip' }, 'no'],
    ['differ by a value', varying('Accept, Origin', ['Accept', 'a/c'], ['Origin', 'o']), 'no'],
    ['differ by the last value', varying('Accept, Origin', ['Accept', 'a/b'], ['Origin', 'p']), 'no'],
    ['differ by a name', { ...base, vary: [['accept', 'a/b'] as const, ['prefer', 'o'] as const] }, 'no'],
    ['differ by a field less', { ...base, vary: base.vary.slice(0, 1) }, 'no'],
    ['differ by all fields', { ...base, vary: [] }, 'no'],
  ] as const) {
    it(what, () => {
      equal(sameVariant(base, other), same === 'yes');
      equal(sameVariant(other, base), same === 'yes');
    });
  }

  it('may have one owner', () => {
    equal(sameOwner(base, { environment: '', identity: '' }), true);
    equal(sameOwner(base, { environment: '', identity: 'ann' }), false);
    equal(sameOwner(base, { environment: 'test', identity: '' }), false);
  });
});

describe('a variant fits a request', () => {
  const json = varying('Accept, Prefer', ['Accept', 'a/b'], ['Prefer', 'p']);
  const zipped = variant(
    [['Accept-Encoding', 'gzip']],
    [
      ['Content-Encoding', 'gzip'],
      ['Vary', 'Accept-Encoding'],
    ],
  );
  const plain = variant([], [['Vary', 'Accept-Encoding']]);
  for (const [what, key, request, fit, differing] of [
    [
      'exactly',
      json,
      [
        ['Prefer', 'p'],
        ['Accept', 'A/B'],
      ],
      'exact',
      [],
    ],
    ['with a field left open', json, [['Accept', 'a/b']], 'open', []],
    ['with all left open', json, [], 'open', []],
    [
      'not, with another value',
      json,
      [
        ['Accept', 'a/c'],
        ['Prefer', 'p'],
      ],
      'none',
      ['accept'],
    ],
    [
      'not, with other values',
      json,
      [
        ['Accept', 'a/c'],
        ['Prefer', 'q'],
      ],
      'none',
      ['accept', 'prefer'],
    ],
    ['not, with one open and one other', json, [['Prefer', 'q']], 'none', ['prefer']],
    ['exactly, whatever there is, without Vary', variant([], []), [['Accept', 'x/y']], 'exact', []],
    ['perhaps, where everything may vary', varying('*'), [['Accept', 'x/y']], 'open', []],
    ['exactly, in the coding that is asked for', zipped, [['Accept-Encoding', 'gzip']], 'exact', []],
    ['not, in a coding that is not', zipped, [], 'none', ['accept-encoding']],
    ['not, asked for another way', zipped, [['Accept-Encoding', 'gzip, br']], 'none', ['accept-encoding']],
    ['exactly, plain', plain, [], 'exact', []],
    ['exactly, plain and said so', plain, [['Accept-Encoding', 'identity']], 'exact', []],
    ['not, plain, where a coding is asked for', plain, [['Accept-Encoding', 'br']], 'none', ['accept-encoding']],
  ] as const) {
    it(what, () => {
      equal(fitOf(key, request), fit);
      deepEqual(differingFields(key, request), differing);
    });
  }

  it('that was plain though a coding was asked for, where none is asked for', () => {
    const key = varying('Accept-Encoding', ['Accept-Encoding', 'br']);
    equal(fitOf(key, []), 'exact');
    deepEqual(differingFields(key, []), []);
    equal(fitOf({ ...key, coding: 'gzip' }, [['Accept-Encoding', 'gzip']]), 'none');
  });
});

describe('the credentials that a response varies by', () => {
  for (const [vary, names] of [
    ['', []],
    ['Accept', []],
    ['Cookie, authorization, COOKIE', ['cookie', 'authorization']],
    ['Proxy-Authorization', ['proxy-authorization']],
    ['X-Cookie', []],
  ] as const) {
    it(`Vary: ${vary}: ${names.join(', ') || 'none'}`, () => deepEqual(credentialsVaried([['Vary', vary]]), names));
  }
});
