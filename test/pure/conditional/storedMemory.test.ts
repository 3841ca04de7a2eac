import assert from 'node:assert/strict';
import fc from 'fast-check';
import { emptyMemory, MAX_RESOURCES } from '../../../src/core/conditional/memory.ts';
import { loadMemory, storeMemory } from '../../../src/core/conditional/storedMemory.ts';
import { exchange, NOON, remembering } from '../support/exchanges.ts';

const URL = 'http://example.test/a';
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
