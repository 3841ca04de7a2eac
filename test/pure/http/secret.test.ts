import assert from 'node:assert/strict';
import {
  HIDDEN,
  isSecretField,
  isSecretParameter,
  withDigestedSecrets,
  withoutSecrets,
  withoutUrlSecrets,
} from '../../../src/core/http/secret.ts';

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

  for (const name of [
    'Token',
    'ApiKey',
    'X-Subscription-Key',
    'Functions-Key',
    'Secret',
    'X-JWT',
    'Auth',
    'Password-Hint',
  ]) {
    it(`are the values of ${name} too`, () => assert.ok(isSecretField(name)));
  }

  for (const name of ['Broken-Locks', 'Secretary', 'Lock-Tokens-Seen', 'Authority']) {
    it(`are not the values of ${name} either`, () => assert.ok(!isSecretField(name)));
  }

  it('do not hide behind a name that only begins or ends like the harmless one', () => {
    assert.ok(isSecretField('X-Lock-Token'));
    assert.ok(isSecretField('Lock-Token-Secret'));
  });

  for (const name of ['api-key', 'api_key', 'apikey', 'accesstoken', 'authkey', 'sig', 'pwd', 'x.session', 'code']) {
    it(`are the values of the parameter ${name}`, () => assert.ok(isSecretParameter(name)));
  }
  for (const name of ['monkey', 'decode', 'page', 'author', 'tokens', 'keyboard']) {
    it(`are not the values of the parameter ${name}`, () => assert.ok(!isSecretParameter(name)));
  }

  it('are hidden in fields, and in the URLs that fields hold', () => {
    const url = 'http://me:pw@h.test/?token=x';
    const shown = 'http://h.test/?token=•••';
    const names = ['Location', 'Content-Location', 'Destination', 'Referer', 'Link'];
    assert.deepEqual(
      withoutSecrets([['Authorization', 'Bearer x'], ['X-Url', url], ...names.map((name) => [name, url] as const)]),
      [['Authorization', HIDDEN], ['X-Url', url], ...names.map((name) => [name, shown])],
    );
  });

  for (const [text, shown] of [
    ['//me@h.test/', '//h.test/'],
    ['/a?token={{x}}y', '/a?token=•••'],
    ['/a?token=y{{x}}', '/a?token=•••'],
    ['/a?token={{x}}{{y}}', '/a?token=•••'],
  ] as const) {
    it(`in ${text} are hidden`, () => assert.equal(withoutUrlSecrets(text), shown));
  }

  it('have digests in the place of their values, equal ones for equal secrets, and of digests none', () => {
    const once = withDigestedSecrets('http://h.test/?token=abc&page=2');
    assert.match(once, /^http:\/\/h\.test\/\?token=~3:[0-9a-z]+&page=2$/);
    assert.equal(withDigestedSecrets(once), once);
    assert.equal(withDigestedSecrets('http://h.test/?token=abc'), once.replace('&page=2', ''));
    assert.notEqual(withDigestedSecrets('http://h.test/?token=abd'), once.replace('&page=2', ''));
    assert.equal(withDigestedSecrets('/?token=~12'), '/?token=~12');
    for (const almost of ['x~12', '~12x:a', '~12:', '~'])
      assert.notEqual(withDigestedSecrets(`/?token=${almost}`), `/?token=${almost}`);
  });
});
