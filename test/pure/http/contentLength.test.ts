import assert from 'node:assert/strict';
import { contentLength } from '../../../src/core/http/contentLength.ts';

const bytes = (length: number) => new Uint8Array(length);
const stream = (length: number) => ({ length, async *open() {} });

describe('the length of what a request carries', () => {
  for (const [name, request, length] of [
    ['nothing is 0', { body: undefined }, 0],
    ['a body is that of its octets', { body: bytes(7) }, 7],
    ['an empty body is 0', { body: bytes(0) }, 0],
    ['a file is that of the file', { body: undefined, stream: stream(9) }, 9],
    ['a file comes before a body', { body: bytes(7), stream: stream(9) }, 9],
    ['an empty file is 0, whatever the body', { body: bytes(7), stream: stream(0) }, 0],
  ] as const) {
    it(name, () => assert.equal(contentLength(request), length));
  }
});
