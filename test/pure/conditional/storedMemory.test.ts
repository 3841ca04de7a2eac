import assert from 'node:assert/strict';
import fc from 'fast-check';
import { emptyMemory, MAX_RESOURCES } from '../../../src/core/conditional/memory/memory.ts';
import { loadMemory, storeMemory } from '../../../src/core/conditional/memory/storedMemory.ts';
import { exchange, keyOf, NOON, remembering } from '../support/exchanges.ts';

const URL = 'http://example.test/a';
const EARLIER = 'Sat, 21 Nov 2026 10:00:00 GMT';
/** As the first version of the program wrote it. */
const VERSION_1 = `{"version":1,"resources":[{"resource":"http://example.test/a","records":[{"resource":"http://example.test/a","vary":[["accept","text/plain"]],"coding":"identity","environment":"","identity":"","exists":true,"etag":"\\"v2\\"","seenAt":1795262412008,"content":"1:abc","source":{"method":"GET","status":200}}],"sightings":[{"vary":[],"coding":"identity","environment":"","identity":"","etag":"\\"v1\\"","firstSeenAt":1,"lastSeenAt":2,"source":{"method":"GET","status":200,"request":"read"}}],"ownWrites":[{"method":"PUT","status":204,"at":1795262411008}],"touchedAt":1795262412008}]}`;
const memory = remembering(
  exchange(
    'GET',
    URL,
    200,
    [
      ['ETag', '"v1"'],
      ['Vary', 'Accept'],
      ['Age', '3'],
    ],
    { sent: [['Accept', 'text/plain']], body: 'x' },
  ),
  exchange('PUT', URL, 204, [], { at: NOON + 1000 }),
  exchange(
    'GET',
    URL,
    200,
    [
      ['ETag', '"v2"'],
      ['Last-Modified', 'Sat, 21 Nov 2026 12:00:00 GMT'],
    ],
    { at: NOON + 2000 },
  ),
  exchange('GET', 'http://example.test/b', 404),
);

/** Through JSON and back, as a file would take it. */
const throughJson = (): Record<string, unknown> => JSON.parse(JSON.stringify(storeMemory(memory)));
const refusal = (data: unknown): string => {
  const loaded = loadMemory(data);
  return loaded.kind === 'unreadable' ? loaded.why : 'loaded';
};

describe('the stored memory', () => {
  it('carries its version', () => assert.equal(storeMemory(emptyMemory).version, 2));

  it('comes back as it was', () => {
    assert.deepEqual(loadMemory(throughJson()), { kind: 'loaded', memory });
    assert.deepEqual(loadMemory(JSON.parse(JSON.stringify(storeMemory(emptyMemory)))), {
      kind: 'loaded',
      memory: emptyMemory,
    });
  });

  it('comes back as it was, whatever was learned', () => {
    const value = fc.oneof(fc.constantFrom('"v1"', 'W/"v2"', '"v1-gzip"', '*', 'gzip', 'Accept', EARLIER), fc.string());
    const sent = fc.array(
      fc.tuple(fc.constantFrom('If-Match', 'If-None-Match', 'If-Unmodified-Since', 'Accept'), value),
      {
        maxLength: 3,
      },
    );
    const shown = fc.array(
      fc.tuple(
        fc.constantFrom('ETag', 'Last-Modified', 'Vary', 'Content-Encoding', 'Server', 'x-goog-generation'),
        value,
      ),
      { maxLength: 4 },
    );
    const one = fc.tuple(
      fc.constantFrom('GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'POST'),
      fc.constantFrom(URL, 'https://storage.googleapis.com/b/o', 'http://example.test/c?x=1'),
      fc.constantFrom(200, 204, 304, 400, 404, 405, 412, 428),
      sent,
      shown,
      fc.constantFrom('a', 'b', '{"_id":"x","_rev":"1-967a00dff5e02add41819138abb3284d"}'),
    );
    fc.assert(
      fc.property(fc.array(one, { maxLength: 8 }), (told) => {
        const all = told.map(([method, url, status, fields, answered, body], index) =>
          exchange(method, url, status, answered, { sent: fields, body, content: body, at: NOON + index * 1000 }),
        );
        const learned = remembering(...all);
        const loaded = loadMemory(JSON.parse(JSON.stringify(storeMemory(learned))));
        assert.deepEqual(loaded, { kind: 'loaded', memory: learned });
        // What was seen stays: only bounds take a tag out of the history, and this is far below them.
        const before = remembering(...all.slice(0, -1));
        for (const [key, { sightings }] of before.resources) {
          const after = learned.resources.get(key)?.sightings.map(({ etag }) => etag) ?? [];
          for (const { etag } of sightings) assert.ok(after.includes(etag), etag);
        }
      }),
      { numRuns: 200 },
    );
  }).timeout(20_000);

  it('takes the form of version 1, which knew resources alone', () => {
    const loaded = loadMemory(JSON.parse(VERSION_1));
    assert.equal(loaded.kind, 'loaded', JSON.stringify(loaded));
    if (loaded.kind !== 'loaded') return;
    const known = loaded.memory.resources.get(keyOf('http://example.test/a'));
    assert.equal(known?.records[0]?.etag, '"v2"');
    assert.equal(known?.ownWrites.length, 1);
    assert.equal(loaded.memory.origins.size, 0);
  });

  it('comes back in the order of use', () => {
    const loaded = loadMemory(throughJson());
    assert.deepEqual(loaded.kind === 'loaded' && [...loaded.memory.resources.keys()], [...memory.resources.keys()]);
  });

  for (const [data, why] of [
    [undefined, 'not a JSON object'],
    [null, 'not a JSON object'],
    ['{}', 'not a JSON object'],
    [[], 'not a JSON object'],
    [{}, 'which version'],
    [{ version: '1', resources: [] }, 'which version'],
    [{ version: 0, resources: [] }, 'which version'],
    [{ version: 1.5, resources: [] }, 'which version'],
    [{ version: 3, resources: [] }, 'version 3'],
    [{ version: 2, resources: [] }, 'origins is not a list'],
    [{ version: 2, resources: [], origins: [{}] }, 'origins[0].origin is not a text'],
    [{ version: 1 }, 'resources is not a list'],
    [{ version: 1, resources: [1] }, 'resources[0] is not an object'],
  ] as const) {
    it(`refuses ${JSON.stringify(data)} and says why`, () => assert.ok(refusal(data).includes(why), refusal(data)));
  }

  for (const [path, value, why] of [
    [['resource'], 'http://user:secret@example.test/a', 'resources[0].resource is not a normalised URL'],
    [['resource'], 7, 'resources[0].resource is not a text'],
    [['touchedAt'], 'noon', 'resources[0].touchedAt is not a number'],
    [['records'], {}, 'resources[0].records is not a list'],
    [['records', 0, 'exists'], 'yes', 'resources[0].records[0].exists'],
    [['records', 0, 'etag'], 7, 'resources[0].records[0].etag is not a text'],
    [['records', 0, 'source'], undefined, 'resources[0].records[0].source is not an object'],
    [['records', 0, 'vary'], [['accept']], 'resources[0].records[0].vary[0] is not a name and a value'],
    [['sightings', 0, 'etag'], undefined, 'resources[0].sightings[0].etag is not a text'],
    [['sightings', 0, 'firstSeenAt'], Number.NaN, 'resources[0].sightings[0].firstSeenAt is not a number'],
    [['ownWrites', 0, 'at'], '1', 'resources[0].ownWrites[0].at is not a number'],
  ] as const) {
    it(`refuses ${path.join('.')} = ${JSON.stringify(value)}, naming the place`, () => {
      const data = throughJson();
      let parent = (data['resources'] as Record<string | number, unknown>[])[0] ?? assert.fail();
      for (const key of path.slice(0, -1)) parent = parent[key] as Record<string | number, unknown>;
      parent[path.at(-1) ?? ''] = value;
      assert.ok(refusal(data).includes(why), refusal(data));
    });
  }

  it('is bounded when it is read, too', () => {
    const [one] = throughJson()['resources'] as Record<string, unknown>[];
    const resources = Array.from({ length: MAX_RESOURCES + 5 }, (_, index) => ({
      ...one,
      resource: `http://example.test/${index}`,
    }));
    const loaded = loadMemory({ version: 1, resources });
    assert.equal(loaded.kind === 'loaded' && loaded.memory.resources.size, MAX_RESOURCES);
  });

  it('answers any JSON, and never with an exception', () => {
    fc.assert(fc.property(fc.jsonValue(), (data) => void loadMemory(data)));
    fc.assert(fc.property(fc.jsonValue(), (data) => void loadMemory({ version: 1, resources: [data] })));
  });
});
