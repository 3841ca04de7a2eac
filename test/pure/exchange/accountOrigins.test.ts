import assert from 'node:assert/strict';
import { isOwnOrigin } from '../../../src/exchange/sending/accountOrigins.ts';

describe('a token of an account is made for', () => {
  for (const [provider, scopes, origin, isOwn] of [
    ['github', ['repo'], 'https://api.github.com', true],
    ['github', [], 'https://raw.githubusercontent.com', true],
    ['github', [], 'http://api.github.com', false],
    ['github', [], 'https://api.github.com:8443', false],
    ['github', [], 'https://api.github.com.evil.test', false],
    ['github', [], 'https://evil.github.com', false],
    ['microsoft', [], 'https://graph.microsoft.com', true],
    ['microsoft', ['https://management.azure.com/.default', 'offline_access'], 'https://management.azure.com', true],
    ['microsoft', ['https://management.azure.com/.default'], 'https://graph.microsoft.com', false],
    ['microsoft', ['User.Read'], 'https://graph.microsoft.com', true],
    ['microsoft', ['http://evil.test/.default'], 'http://evil.test', false],
    ['microsoft', ['User.Read'], 'https://api.github.com', false],
  ] as const) {
    it(`${provider} with ${scopes.join(' ') || 'no scope'}: ${isOwn ? '' : 'not '}${origin}`, () => {
      assert.equal(isOwnOrigin({ provider, scopes }, origin), isOwn);
    });
  }
});
