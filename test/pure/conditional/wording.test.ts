import { equal } from 'node:assert/strict';
import { elapsed, shown, shownDate, shownTag, shownUrl } from '../../../src/core/conditional/wording.ts';

describe('a value in a sentence', () => {
  for (const [value, expected] of [
    ['plain', 'plain'],
    ['x'.repeat(72), 'x'.repeat(72)],
    ['x'.repeat(73), `${'x'.repeat(71)}…`],
    ['two\nlines\tand\u2028more\u2029\0\x7f', 'two␣lines␣and␣more␣␣␣'],
  ] as const) {
    it(JSON.stringify(value.slice(0, 30)), () => equal(shown(value), expected));
  }

  it('may be a tag, a URL without its userinfo, or a moment without its weekday', () => {
    equal(shownTag({ weak: true, opaque: 'v1' }), 'W/"v1"');
    equal(shownUrl('http://ann:secret@example.test/a'), 'http://example.test/a');
    equal(shownUrl('http://['), 'a URL that cannot be read');
    equal(shownDate(Date.UTC(2026, 10, 21, 12)), '21 Nov 2026 12:00:00 GMT');
  });
});

describe('a span of time in a sentence', () => {
  for (const [milliseconds, expected] of [
    [-5000, '0 s'],
    [0, '0 s'],
    [499, '0 s'],
    [500, '1 s'],
    [99_499, '99 s'],
    [99_500, '2 min'],
    [150_000, '3 min'],
    [5_999_000, '100 min'],
    [6_000_000, '2 h'],
    [9_000_000, '3 h'],
    [172_799_000, '48 h'],
    [172_800_000, '2 days'],
    [864_000_000, '10 days'],
  ] as const) {
    it(`${milliseconds} ms: ${expected}`, () => equal(elapsed(milliseconds), expected));
  }
});
