import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type EntityTag,
  formatEntityTag,
  parseEntityTag,
  strongMatch,
  weakMatch,
} from '../../../src/core/http/entityTag.ts';

const strong = (opaque: string): EntityTag => ({ weak: false, opaque });
const weak = (opaque: string): EntityTag => ({ weak: true, opaque });

describe('entity tags (RFC 9110 §8.8.3)', () => {
  for (const [text, tag] of [
    ['"v1"', strong('v1')],
    ['""', strong('')],
    ['W/"v1"', weak('v1')],
    ['W/""', weak('')],
    ['"a,b"', strong('a,b')],
    ['"a#b"', strong('a#b')],
    ['"a\\b"', strong('a\\b')],
    ['"*"', strong('*')],
    ['"W/x"', strong('W/x')],
    ['"é"', strong('é')],
    ['"!#~"', strong('!#~')],
  ] as const) {
    it(`reads ${text}`, () => assert.deepEqual(parseEntityTag(text), tag));
  }

  for (const text of [
    '',
    '*',
    'v1',
    '"v1',
    'v1"',
    "'v1'",
    'w/"v1"',
    'W/ "v1"',
    'W"v1"',
    '"a b"',
    '"a"b"',
    '"a\tb"',
    '"a\x7f"',
    ' "v1"',
    '"v1" ',
    '"v1", "v2"',
    '“v1”',
  ]) {
    it(`refuses ${JSON.stringify(text)}`, () => assert.equal(parseEntityTag(text), undefined));
  }

  // The table of RFC 9110 §8.8.3.2.
  for (const [a, b, strongly, weakly] of [
    [weak('1'), weak('1'), false, true],
    [weak('1'), weak('2'), false, false],
    [weak('1'), strong('1'), false, true],
    [strong('1'), weak('1'), false, true],
    [strong('1'), strong('1'), true, true],
    [strong('1'), strong('2'), false, false],
    [strong('a'), strong('A'), false, false],
  ] as const) {
    it(`compares ${formatEntityTag(a)} with ${formatEntityTag(b)}`, () => {
      assert.equal(strongMatch(a, b), strongly);
      assert.equal(weakMatch(a, b), weakly);
    });
  }

  it('writes back what it read, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const tag = parseEntityTag(`"${text}"`);
        assert.ok(tag === undefined || formatEntityTag(tag) === `"${text}"`);
      }),
    );
  });
});
