import assert from 'node:assert/strict';
import fc from 'fast-check';
import { resourceKey } from '../../../src/core/http/resource.ts';
import { countingExamples } from '../../support/examples.ts';

describe('resource identity', () => {
  for (const [url, key] of [
    ['HTTP://Example.TEST:80/A?b=1#part', 'http://example.test/A?b=1'],
    ['https://example.test:443', 'https://example.test/'],
    ['https://example.test:8443/a', 'https://example.test:8443/a'],
    ['http://user:secret@example.test/a', 'http://example.test/a'],
    ['http://example.test/%7Euser/a%2fb', 'http://example.test/~user/a%2Fb'],
    ['http://example.test/a/../b', 'http://example.test/b'],
    ['http://example.test/a?tokens=x', 'http://example.test/a?tokens=x'],
    ['http://[::1]:8080/a', 'http://[::1]:8080/a'],
  ] as const) {
    it(`takes ${url} for ${key}`, () => assert.equal(resourceKey(url), key));
  }

  for (const url of ['', '/a', 'example.test/a', 'ftp://example.test/a', 'http://', 'http://a b/', '{{base}}/a']) {
    it(`takes ${JSON.stringify(url)} for none`, () => assert.equal(resourceKey(url), undefined));
  }

  it('tells URLs with other credentials in the query apart, and holds none of them', () => {
    const key = (token: string) => resourceKey(`http://example.test/a?page=2&access_token=${token}`);
    assert.match(key('s3cret') ?? '', /^http:\/\/example\.test\/a\?page=2&access_token=~6:[0-9a-z]+$/);
    assert.equal(key('s3cret'), key('s3%63ret'));
    assert.notEqual(key('s3cret'), key('other'));
    assert.equal(resourceKey(key('s3cret') ?? ''), key('s3cret'));
  });

  it('makes of any text nothing, or a key that stays itself and holds no userinfo', () => {
    const path = fc.string({ unit: 'binary', maxLength: 60 });
    const examples = countingExamples();
    fc.assert(
      fc.property(path, path, (user, rest) => {
        const key = resourceKey(`http://${user}@example.test/${rest}`);
        if (key === undefined) return;
        assert.equal(resourceKey(key), key);
        examples.count();
      }),
    );
    examples.atLeast(10);
  });
});
