import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import type { SendOptions } from '../../../src/core/http/exchange.ts';
import { documentRequests } from '../../../src/core/syntax/locate.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { directedOptions } from '../../../src/exchange/sending/directedOptions.ts';

const given: SendOptions = {
  connectTimeout: 1,
  headersTimeout: 2,
  bodyTimeout: 3,
  redirects: 'follow',
  maxRedirects: 4,
  bodyLimit: 5,
  tls: 'verify',
};

/** What the directive lines change. */
function changed(...lines: readonly string[]): Partial<SendOptions> {
  const [placed] = documentRequests(parse(`${lines.join('\n')}\nGET http://h/\n`));
  assert.ok(placed);
  const directed = directedOptions(given, placed.node);
  return Object.fromEntries(
    Object.entries(directed).filter(([name, value]) => given[name as keyof SendOptions] !== value),
  );
}

const patience = (time: number) => ({ connectTimeout: time, headersTimeout: time, bodyTimeout: time });

describe('the directives of a request', () => {
  it('change nothing when there are none', () => assert.deepEqual(changed(), {}));
  it('stop at a redirect, in every spelling', () => {
    for (const name of ['no-redirect', 'noRedirect', 'NO_REDIRECT']) {
      assert.deepEqual(changed(`# @${name}`), { redirects: 'stop' });
    }
  });
  it('name a proxy for this request, which no exception goes past', () => {
    const proxy = { http: 'http://p:3128', https: 'http://p:3128', bypass: [], tls: 'verify' } as const;
    assert.deepEqual(changed('# @proxy http://p:3128'), { proxy });
    assert.deepEqual(changed('# @proxy'), {});
    assert.deepEqual(changed('# @proxy http://p:3128', '# @no-proxy'), { proxy: 'never' });
  });
  it('bound the wait in milliseconds, or in the unit given', () => {
    assert.deepEqual(changed('# @timeout 500'), patience(500));
    assert.deepEqual(changed('// @timeout 5 s'), patience(5000));
    assert.deepEqual(changed('# @timeout 2m'), patience(120_000));
  });
  it('bound the connecting on its own', () => {
    assert.deepEqual(changed('# @timeout 9 s', '# @connection-timeout 100 ms'), {
      ...patience(9000),
      connectTimeout: 100,
    });
  });
  it('say nothing when they cannot be read', () => {
    for (const text of ['', 'soon', '-5', '0', '1 h', '9'.repeat(30)])
      assert.deepEqual(changed(`# @timeout ${text}`), {});
  });
});
