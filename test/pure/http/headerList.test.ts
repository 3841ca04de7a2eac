import assert from 'node:assert/strict';
import {
  combinedValue,
  fieldValues,
  firstValue,
  type HeaderList,
  sameName,
} from '../../../src/core/http/headerList.ts';

const headers: HeaderList = [
  ['If-Match', '"a"'],
  ['Accept', '*/*'],
  ['if-match', '"b", "c"'],
  ['X-Empty', ''],
];

describe('a header section (RFC 9110 §5)', () => {
  it('has names without case', () => {
    assert.ok(sameName('If-Match', 'IF-MATCH'));
    assert.ok(!sameName('If-Match', 'If-Matched'));
    assert.ok(!sameName('If-Match', 'If-Marsh'));
    assert.ok(!sameName('ETag', 'Etah'));
  });

  it('keeps the lines of a field apart, in their order', () => {
    assert.deepEqual(fieldValues(headers, 'IF-match'), ['"a"', '"b", "c"']);
    assert.deepEqual(fieldValues(headers, 'ETag'), []);
  });

  it('gives the first line', () => {
    assert.equal(firstValue(headers, 'if-match'), '"a"');
    assert.equal(firstValue(headers, 'accept'), '*/*');
    assert.equal(firstValue(headers, 'ETag'), undefined);
  });

  it('joins the lines as a list, and tells an empty field from none', () => {
    assert.equal(combinedValue(headers, 'If-Match'), '"a", "b", "c"');
    assert.equal(combinedValue(headers, 'X-Empty'), '');
    assert.equal(combinedValue(headers, 'ETag'), undefined);
  });
});
