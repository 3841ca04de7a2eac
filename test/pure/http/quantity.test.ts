import assert from 'node:assert/strict';
import { formatBytes, formatMilliseconds } from '../../../src/core/http/quantity.ts';

describe('quantities for people', () => {
  for (const [bytes, text] of [
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [1449, '1.4 kB'],
    [9949, '9.9 kB'],
    [9950, '10 kB'],
    [12_400, '12 kB'],
    [999_499, '999 kB'],
    [999_500, '1 MB'],
    [12_000_000, '12 MB'],
    [1_500_000_000, '1.5 GB'],
    [4_200_000_000_000, '4200 GB'],
  ] as const) {
    it(`tell ${bytes} bytes as ${text}`, () => assert.equal(formatBytes(bytes), text));
  }

  for (const [milliseconds, text] of [
    [0.4, '0 ms'],
    [38.2, '38 ms'],
    [999.4, '999 ms'],
    [999.5, '1 s'],
    [2149, '2.1 s'],
    [59_949, '60 s'],
    [59_950, '1 min'],
    [180_000, '3 min'],
  ] as const) {
    it(`tell ${milliseconds} milliseconds as ${text}`, () => assert.equal(formatMilliseconds(milliseconds), text));
  }
});
