import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fromBase64, toBase64 } from '../../../src/core/http/base64.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('base64 (RFC 4648 §4)', () => {
  // The examples of §10.
  for (const [text, coded] of [
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg=='],
    ['fooba', 'Zm9vYmE='],
    ['foobar', 'Zm9vYmFy'],
  ] as const) {
    it(`of “${text}” is “${coded}”, and back`, () => {
      assert.equal(toBase64(bytesOf(text)), coded);
      assert.deepEqual(fromBase64(coded), bytesOf(text));
      assert.deepEqual(fromBase64(coded.replaceAll('=', '')), bytesOf(text));
    });
  }

  it('is what Node makes of any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'));
        assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
      }),
    );
    const all = Uint8Array.from({ length: 256 }, (_, index) => index);
    assert.equal(toBase64(all), Buffer.from(all).toString('base64'));
    assert.deepEqual(fromBase64(toBase64(all)), all);
  });

  it('passes over white space', () => assert.deepEqual(fromBase64(' Zm9v\r\n\tYg =\n= '), bytesOf('foob')));

  for (const text of [
    'Z',
    'Zm9vY',
    'Zm9v-',
    'Zm_v',
    '=Zm9v',
    'Zm=9',
    'Zg===',
    'Zm9vé',
    '{Zm9v',
    '@',
    '[[[[',
    '````',
    ':::',
  ])
    it(`is not “${text}”`, () => assert.equal(fromBase64(text), undefined));
});
