import assert from 'node:assert/strict';
import {
  type EditorProxySettings,
  editorProxies,
  environmentProxies,
} from '../../../src/exchange/sending/proxyRules.ts';

const from = (variables: Readonly<Record<string, string>>) => (name: string) => variables[name];
const unset: EditorProxySettings = {
  proxy: '',
  noProxy: [],
  proxyStrictSSL: true,
  proxyAuthorization: null,
  proxySupport: 'override',
};

describe('the proxies of the environment', () => {
  it('are none where none is named', () => {
    assert.equal(environmentProxies(from({ NO_PROXY: 'a' })), undefined);
  });

  it('are named in either case, the lower one first, by scheme before for all', () => {
    const rules = environmentProxies(
      from({ HTTP_PROXY: 'http://upper', http_proxy: 'http://lower', ALL_PROXY: 'socks5://all' }),
    );
    assert.deepEqual([rules?.http, rules?.https], ['http://lower', 'socks5://all']);
  });

  it('leave out what NO_PROXY lists, by commas or blanks, and always this machine', () => {
    const rules = environmentProxies(from({ HTTP_PROXY: 'http://p', NO_PROXY: 'a, .b c' }));
    assert.deepEqual(rules?.bypass, ['localhost', '127.0.0.0/8', '::1', 'a', '.b', 'c']);
  });
});

describe('the proxies of VS Code', () => {
  const environment = from({ HTTPS_PROXY: 'http://environment' });

  it('are the one that is set, for both schemes', () => {
    const rules = editorProxies({ ...unset, proxy: 'http://set:1', noProxy: ['a', 7] }, environment);
    assert.deepEqual([rules?.http, rules?.https], ['http://set:1', 'http://set:1']);
    assert.deepEqual(rules?.bypass.slice(3), ['a']);
  });

  it('are those of the environment where none is set', () => {
    assert.equal(editorProxies(unset, environment)?.https, 'http://environment');
  });

  it('are none where they are switched off', () => {
    assert.equal(editorProxies({ ...unset, proxy: 'http://set:1', proxySupport: 'off' }, environment), undefined);
  });

  it('have their credentials, and are verified unless that is switched off', () => {
    const rules = editorProxies({ ...unset, proxyAuthorization: 'Basic x', proxyStrictSSL: false }, environment);
    assert.deepEqual([rules?.authorization, rules?.tls], ['Basic x', 'accept-any']);
    assert.equal(editorProxies(unset, environment)?.tls, 'verify');
  });
});
