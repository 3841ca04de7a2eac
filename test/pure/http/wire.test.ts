import assert from 'node:assert/strict';
import { isCut } from '../../../src/core/http/wire.ts';

const bytes = (length: number): Uint8Array => new Uint8Array(length);

describe('what is kept of a connection', () => {
  for (const [sentBytes, receivedBytes, isLess] of [
    [3, 5, false],
    [4, 5, true],
    [3, 6, true],
    [4, 6, true],
  ] as const) {
    it(`3 bytes of ${sentBytes} sent and 5 of ${receivedBytes} received are ${isLess ? 'a part' : 'all'}`, () => {
      const wire = { form: 'bytes', sent: bytes(3), received: bytes(5), sentBytes, receivedBytes } as const;
      assert.equal(isCut(wire), isLess);
    });
  }
});
