import { equal } from 'node:assert/strict';
import { cacheEvidence, intermediaryEvidence } from '../../../src/core/conditional/memory/cacheEvidence.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';

type Row = readonly [headers: HeaderList, evidence: string | undefined];
const name = (headers: HeaderList) => headers.map(([field, value]) => `${field}: ${value}`).join(', ') || 'nothing';

describe('a response that a cache gave says so by', () => {
  const cases: readonly Row[] = [
    [[], undefined],
    [[['Age', '3']], 'Age: 3'],
    [[['Age', '0']], undefined],
    [[['Age', 'old']], undefined],
    [[['Age', '-1']], undefined],
    [[['X-Cache', 'HIT from proxy']], 'X-Cache: HIT from proxy'],
    [[['X-Cache', 'TCP_HIT']], undefined],
    [[['X-Cache', 'MISS, HIT']], 'X-Cache: MISS, HIT'],
    [[['X-Cache', 'MISS']], undefined],
    [[['CF-Cache-Status', 'HIT']], 'CF-Cache-Status: HIT'],
    [[['CF-Cache-Status', 'STALE']], 'CF-Cache-Status: STALE'],
    [[['CF-Cache-Status', 'UPDATING']], 'CF-Cache-Status: UPDATING'],
    [[['CF-Cache-Status', 'no HIT']], undefined],
    [[['Cache-Status', 'edge; hit']], 'Cache-Status: edge; hit'],
    [[['Cache-Status', 'edge;\thit; ttl=3']], 'Cache-Status: edge;␣hit; ttl=3'],
    [[['Cache-Status', 'edge; fwd=miss']], undefined],
    [[['Cache-Status', 'edge; hitter']], undefined],
    [[['X-Drupal-Cache', 'HIT']], 'X-Drupal-Cache: HIT'],
    [[['X-Drupal-Cache', 'a HIT']], undefined],
    [[['X-Varnish', '12 34']], 'X-Varnish: 12 34'],
    [[['X-Varnish', '1234']], undefined],
    [[['X-Varnish', 'x 1 2']], undefined],
    [
      [
        ['X-Cache', 'Hit'],
        ['Age', '7'],
      ],
      'Age: 7, X-Cache: Hit',
    ],
  ];
  for (const [headers, evidence] of cases) {
    it(`${name(headers)}: ${evidence ?? 'no'}`, () => equal(cacheEvidence(headers), evidence));
  }
});

describe('a response that passed through other hands says so by', () => {
  const cases: readonly Row[] = [
    [[['Server', 'Apache']], undefined],
    [[['Via', '1.1 proxy']], 'Via: 1.1 proxy'],
    [[['X-Served-By', 'cache-1']], 'X-Served-By: cache-1'],
    [[['CF-Ray', '1']], 'CF-Ray: 1'],
    [[['X-Amz-Cf-Id', 'a']], 'X-Amz-Cf-Id: a'],
    [[['X-Fastly-Request-ID', 'b']], 'X-Fastly-Request-ID: b'],
    [[['X-Akamai-Transformed', 'c']], 'X-Akamai-Transformed: c'],
    [
      [
        ['CF-Ray', '1'],
        ['Via', '1.1 proxy'],
      ],
      'Via: 1.1 proxy, CF-Ray: 1',
    ],
  ];
  for (const [headers, evidence] of cases) {
    it(`${name(headers)}: ${evidence ?? 'no'}`, () => equal(intermediaryEvidence(headers), evidence));
  }
});
