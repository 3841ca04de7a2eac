import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fingerprint, textFingerprint } from '../../../src/core/http/fingerprint.ts';

describe('a fingerprint of content', () => {
  it('is the same from version to version, since it is kept', () => {
    assert.equal(textFingerprint(''), '0:wvjl67o803');
    assert.equal(textFingerprint('a'), '1:262p94epp1d');
    assert.equal(textFingerprint('It was the best of times.'), '25:lsve99b4y0');
  });

  it('names the length in bytes', () => assert.match(textFingerprint('é') ?? '', /^2:[0-9a-z]+$/));

  it('is another for other content', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (bytes, at, by) => {
        const other = Uint8Array.from(bytes, (byte, index) => (index === at % bytes.length ? byte ^ by : byte));
        assert.notEqual(fingerprint(bytes), fingerprint(other));
      }),
    );
  });

  it('is not taken of more than 4 MiB', () => {
    assert.ok(fingerprint(new Uint8Array(4_194_304))?.startsWith('4194304:'));
    assert.equal(fingerprint(new Uint8Array(4_194_305)), undefined);
  });
});
