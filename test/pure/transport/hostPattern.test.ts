import assert from 'node:assert/strict';
import { meansHost } from '../../../src/transport/connection/hostPattern.ts';

const rows: readonly (readonly [string, string, number, boolean])[] = [
  ['example.org', 'example.org', 443, true],
  ['Example.ORG', 'example.org', 443, true],
  ['example.org', 'example.org.', 443, true],
  ['example.org', 'api.example.org', 443, false],
  ['.example.org', 'api.example.org', 443, true],
  ['.example.org', 'example.org', 443, true],
  ['*.example.org', 'a.b.example.org', 443, true],
  ['*.example.org', 'badexample.org', 443, false],
  ['example.org:8443', 'example.org', 8443, true],
  ['example.org:8443', 'example.org', 443, false],
  ['*', 'anything', 1, true],
  ['*:8080', 'anything', 8080, true],
  ['*:8080', 'anything', 80, false],
  ['10.0.0.0/8', '10.1.2.3', 80, true],
  ['10.0.0.0/8', '11.1.2.3', 80, false],
  ['10.0.0.0/99', '10.1.2.3', 80, false],
  ['fe80::/10', 'fe80::1', 80, true],
  ['::1', '::1', 80, true],
  ['[::1]:8080', '::1', 8080, true],
  ['[::1]:8080', '::1', 80, false],
  ['', 'anything', 80, false],
  ['127.0.0.1', '127.0.0.1', 80, true],
];

describe('a pattern of hosts', () => {
  for (const [pattern, host, port, means] of rows) {
    it(`${pattern} ${means ? 'means' : 'does not mean'} ${host}:${port}`, () => {
      assert.equal(meansHost([pattern], { host, port }), means);
    });
  }

  it('is one of several, white space around it', () => {
    assert.equal(meansHost(['a', ' b '], { host: 'b', port: 1 }), true);
    assert.equal(meansHost([], { host: 'b', port: 1 }), false);
  });
});
