import assert from 'node:assert/strict';
import { STATUS_CODES } from 'node:http';
import { reasonPhrase } from '../../../src/core/http/reasonPhrase.ts';

/** Where the runtime's table is older than RFC 9110 §15, or has what is not registered or no longer in use. */
const OTHERWISE: ReadonlyMap<number, string> = new Map([
  [104, 'Upload Resumption Supported'],
  [413, 'Content Too Large'],
  [418, ''],
  [422, 'Unprocessable Content'],
  [509, ''],
  [510, ''],
]);

describe('reason phrases', () => {
  it('are those of the registry for every status', () => {
    for (let status = 0; status < 1000; status += 1) {
      const expected = OTHERWISE.get(status) ?? STATUS_CODES[status] ?? '';
      assert.equal(reasonPhrase(status), expected, `${status}`);
    }
  });
});
