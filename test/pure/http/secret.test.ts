import assert from 'node:assert/strict';
import { isSecretField, withoutUrlSecrets } from '../../../src/core/http/secret.ts';

describe('secrets', () => {
  for (const name of ['Authorization', 'COOKIE', 'Set-Cookie', 'Proxy-Authorization', 'X-Api-Key', 'X-Auth-Token']) {
    it(`are the values of ${name}`, () => assert.ok(isSecretField(name)));
  }

  for (const name of ['ETag', 'If-Match', 'Lock-Token', 'Idempotency-Key', 'WWW-Authenticate', 'Author', 'Date']) {
    it(`are not the values of ${name}`, () => assert.ok(!isSecretField(name)));
  }

  for (const [text, shown] of [
    ['http://me:pw@h.test/a', 'http://h.test/a'],
    ['http://me:pw@[bad/a', 'http://[bad/a'],
    ['http://h.test/a?access_token=x&b=1', 'http://h.test/a?access_token=•••&b=1'],
    ['/a?X-Amz-Signature=x&apiKey=y#f', '/a?X-Amz-Signature=•••&apiKey=•••#f'],
    ['<http://me@h.test/?sig=a>; rel="next"', '<http://h.test/?sig=•••>; rel="next"'],
    ['{{base}}/a?token={{token}}', '{{base}}/a?token={{token}}'],
    ['http://h.test/a//b@c?monkey=x&token=', 'http://h.test/a//b@c?monkey=x&token='],
  ] as const) {
    it(`in ${text} are hidden`, () => assert.equal(withoutUrlSecrets(text), shown));
  }
});
