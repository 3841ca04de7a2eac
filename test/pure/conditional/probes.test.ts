import assert from 'node:assert/strict';
import type { CauseId } from '../../../src/core/conditional/explanation/explanation.ts';
import {
  type ProbeKind,
  type ProbeMade,
  probeRequests,
  probeTitles,
} from '../../../src/core/conditional/explanation/probe.ts';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import { exchange, explained, type Story } from '../support/exchanges.ts';
import { at, date, get, URL } from './stories.ts';

const head = (seconds: number, etag: string, more: HeaderList = [], status = 200): Exchange =>
  exchange('HEAD', URL, status, [...(etag === '' ? [] : [['ETag', etag] as const]), ...more], { at: at(seconds) });
const refused = (etag: string, more: HeaderList = []): Exchange =>
  exchange('PUT', URL, 412, [], { sent: [['If-Match', etag], ...more], at: at(30), content: 'mine' });
const english: HeaderList = [['Accept-Language', 'en']];
const made = (kind: ProbeKind, ...exchanges: readonly Exchange[]): ProbeMade => ({ kind, exchanges });

interface Row {
  readonly what: string;
  readonly story: Story;
  readonly probe: ProbeMade;
  readonly cause: CauseId;
  readonly sure?: 'certain' | 'likely';
}

const read = get(0, [['ETag', '"v1"']], 'one');
const cached: HeaderList = [
  ['Age', '5'],
  ['X-Cache', 'HIT'],
];
const german = get(
  0,
  [
    ['ETag', '"v1"'],
    ['Vary', 'Accept-Language'],
  ],
  '',
  [['Accept-Language', 'de']],
);
const dav = exchange('PUT', URL, 412, [], { sent: [['If', '(<urn:uuid:1>)']], at: at(30), content: 'mine' });
const locks = (body: string) => exchange('PROPFIND', URL, 207, [], { at: at(32), body });

const rows: readonly Row[] = [
  {
    what: 'the compressed form has the tag that was sent',
    story: { exchange: refused('"x9"'), fresh: head(31, '"x1"') },
    probe: made('compressed', head(32, '"x9"')),
    cause: 'coding-suffix',
  },
  {
    what: 'the compressed form has the tag weakened',
    story: { exchange: refused('W/"x"'), fresh: head(31, '"x"') },
    probe: made('compressed', head(32, 'W/"x"')),
    cause: 'weakened-by-proxy',
  },
  {
    what: 'tags take turns',
    story: { past: [read], exchange: refused('"v1"'), fresh: head(31, '"v2"') },
    probe: made('repeat', head(32, '"v1"'), head(33, '"v2"'), head(34, '"v1"')),
    cause: 'flapping',
  },
  {
    what: 'a node catches up',
    story: { past: [read], exchange: refused('"v1"'), fresh: head(31, '"v0"') },
    probe: made('repeat', head(32, '"v0"'), head(33, '"v1"'), head(34, '"v1"')),
    cause: 'other-node-lag',
  },
  {
    what: 'the variant of then still has it',
    story: { past: [german], exchange: refused('"v1"', english), fresh: head(31, '"v2"') },
    probe: made('other-fields', head(32, '"v1"')),
    cause: 'negotiated-other',
  },
  {
    what: 'anybody is still shown it',
    story: { past: [read], exchange: refused('"v1"'), fresh: head(31, '"v2"') },
    probe: made('anonymous', head(32, '"v1"')),
    cause: 'auth-dependent',
  },
  {
    what: 'past the cache there is another',
    story: { exchange: refused('"v1"'), fresh: head(31, '"v1"', cached) },
    probe: made('past-cache', head(32, '"v2"')),
    cause: 'cached-stale-tag',
  },
  {
    what: 'a browser is let through',
    story: { exchange: exchange('PUT', URL, 412, [], { at: at(30), content: 'x' }), fresh: head(31, '', [], 412) },
    probe: made('browser', head(32, '"v1"')),
    cause: 'no-condition',
  },
  {
    what: 'no such lock is listed',
    story: { exchange: dav, fresh: head(31, '"v1"') },
    probe: made('locks', locks('<multistatus/>')),
    cause: 'dav-if-token',
  },
  {
    what: 'the content is what was read',
    story: { past: [read], exchange: refused('"v1"'), fresh: head(31, '"v2"') },
    probe: made('content', get(32, [['ETag', '"v2"']], 'one')),
    cause: 'background-change',
  },
];

describe('a probe', () => {
  for (const { what, story, probe, cause } of rows) {
    it(`proves it where ${what}: ${cause}`, () => {
      const { causes, confidence } = explained({ ...story, probes: [probe] });
      assert.deepEqual([causes[0]?.id, confidence], [cause, 'certain'], JSON.stringify(causes, undefined, 1));
    });
  }

  it('that finds nothing speaks against what it looked for', () => {
    const story = { past: [german], exchange: refused('"v1"', english), fresh: head(31, '"v2"') };
    const likelihood = (probes: readonly ProbeMade[]) =>
      explained({ ...story, probes }).causes.find(({ id }) => id === 'negotiated-other')?.likelihood;
    assert.equal(likelihood([]), 'medium');
    assert.equal(likelihood([made('other-fields', head(32, '"v2"'))]), 'low');
  });

  it('is offered where the likeliest causes can be told apart by it, once', () => {
    const story = { past: [german], exchange: refused('"v1"', english), fresh: head(31, '"v2"') };
    const { probe, causes } = explained(story);
    assert.equal(probe, 'other-fields');
    assert.deepEqual(causes[0]?.fixes[1], { id: 'probe-server', title: probeTitles['other-fields'] });
    assert.notEqual(explained({ ...story, probes: [made('other-fields', head(32, '"v2"'))] }).probe, 'other-fields');
  });

  it('is not offered where the cause is proven, nor after a 304', () => {
    const modified: HeaderList = [['Last-Modified', date(20)]];
    const story = {
      past: [
        get(0, [
          ['ETag', '"v1"'],
          ['Last-Modified', date(-100)],
          ['Date', date(0)],
        ]),
      ],
      exchange: refused('"v1"'),
    };
    const { probe, causes, confidence } = explained({ ...story, fresh: head(31, '"v2"', modified) });
    assert.deepEqual([probe, confidence], [undefined, 'certain']);
    assert.ok(!causes.some(({ fixes }) => fixes.some(({ id }) => id === 'probe-server')));
  });

  it('changes nothing and carries no condition, in few requests', () => {
    const headers: HeaderList = [
      ['Accept', 'text/html'],
      ['Authorization', 'x'],
      ['Accept-Encoding', 'identity'],
    ];
    const subject = { url: URL, headers, method: 'HEAD', sighting: undefined, nonce: 7 } as const;
    const count = { repeat: 3 } as Partial<Record<ProbeKind, number>>;
    for (const kind of Object.keys(probeTitles) as ProbeKind[]) {
      const requests = probeRequests(kind, subject);
      assert.equal(requests.length, count[kind] ?? 1);
      for (const each of requests) {
        assert.match(each.method, /^(?:GET|HEAD|PROPFIND)$/);
        assert.ok(!each.headers.some(([name]) => /^if/i.test(name)));
        assert.ok(kind !== 'anonymous' || !each.headers.some(([name]) => name === 'Authorization'));
      }
    }
  });
});
