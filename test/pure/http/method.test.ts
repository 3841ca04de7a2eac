import assert from 'node:assert/strict';
import { isSafeMethod } from '../../../src/core/http/method.ts';

describe('methods', () => {
  for (const method of ['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'REPORT', 'SEARCH', 'QUERY']) {
    it(`${method} asks and changes nothing`, () => assert.ok(isSafeMethod(method)));
  }

  // Methods are case-sensitive (RFC 9110 §9.1): `get` is one nobody has registered.
  for (const method of ['PUT', 'POST', 'PATCH', 'DELETE', 'CONNECT', 'LOCK', 'MKCOL', 'PROPPATCH', 'get', 'BREW', '']) {
    it(`${method || 'no method at all'} may change something`, () => assert.ok(!isSafeMethod(method)));
  }
});
