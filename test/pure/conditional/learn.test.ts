import assert from 'node:assert/strict';
import { learn } from '../../../src/core/conditional/memory/learn.ts';
import type { Lesson } from '../../../src/core/conditional/memory/lesson.ts';
import type {
  OwnWrite,
  ResourceMemory,
  Sighting,
  ValidatorRecord,
} from '../../../src/core/conditional/memory/record.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import { keyOf, NOON } from '../support/exchanges.ts';

const resource = keyOf('http://example.test/a');
/** Seconds after noon. */
const at = (seconds: number): number => NOON + seconds * 1000;
const by = (method: string, status: number) => ({ method, status, request: undefined });

const record = (etag: string | undefined, parts: Partial<ValidatorRecord> = {}): ValidatorRecord => ({
  resource,
  vary: [],
  coding: 'identity',
  environment: '',
  identity: '',
  exists: true,
  etag,
  lastModified: undefined,
  date: undefined,
  age: undefined,
  cache: undefined,
  content: undefined,
  seenAt: at(0),
  source: by('GET', 200),
  ...parts,
});

const sighting = (etag: string, first: number, last: number, parts: Partial<Sighting> = {}): Sighting => {
  const { exists, age, seenAt, resource: where, ...seen } = record(etag);
  return { ...seen, etag, firstSeenAt: at(first), lastSeenAt: at(last), ...parts };
};

const wrote = (seconds: number, parts: Partial<OwnWrite> = {}): OwnWrite => ({
  ...by('PUT', 204),
  at: at(seconds),
  etag: undefined,
  ...parts,
});

const known = (parts: Partial<ResourceMemory> = {}): ResourceMemory => ({
  resource,
  records: [],
  sightings: [],
  ownWrites: [],
  touchedAt: at(0),
  ...parts,
});

const after = (memory: ResourceMemory, lesson: Lesson, seconds = 100): ResourceMemory =>
  learn(memory, lesson, at(seconds));
const read = (what: ValidatorRecord): Lesson => ({ kind: 'read', record: what });
const confirmed = (what: ValidatorRecord, sent: HeaderList = []): Lesson => ({ kind: 'confirmed', record: what, sent });

/** `"v1"`, or `gone`, with whose and which form it is where that is not plain. */
const told = ({ records }: ResourceMemory): string =>
  records
    .map(({ exists, etag, coding, identity }) =>
      [exists ? (etag ?? 'none') : 'gone', identity, coding === 'identity' ? '' : coding].filter(Boolean).join(' '),
    )
    .join(', ');

describe('what stays of a resource after a lesson', () => {
  const plain = record('"v1"');
  const zipped = record('"v1-gzip"', { coding: 'gzip' });
  const hers = record('"v1"', { identity: 'her' });
  const there = record('"v1"', { environment: 'test' });
  const gone = record(undefined, { exists: false, source: by('GET', 404) });
  const put = record('"v2"', { source: by('PUT', 204) });
  const cases: readonly (readonly [what: string, before: readonly ValidatorRecord[], Lesson, string])[] = [
    ['a reading takes the place of its variant', [plain, zipped], read(record('"v2"')), '"v2", "v1-gzip" gzip'],
    ['and of nobody else’s', [hers], read(record('"v2"')), '"v2", "v1" her'],
    ['nor of another environment’s', [there], read(record('"v2"')), '"v2", "v1"'],
    ['a reading shows that something is there', [gone], read(zipped), '"v1-gzip" gzip'],
    ['what is gone for her stays gone', [{ ...gone, identity: 'her' }], read(plain), '"v1", gone her'],
    ['the plain form replaces what a write answered', [put], read(plain), '"v1"'],
    ['the compressed form leaves it', [put], read(zipped), '"v1-gzip" gzip, "v2"'],
    ['nothing there concerns every form', [plain, zipped], { kind: 'missing', record: gone }, 'gone'],
    ['and nobody else', [hers, plain], { kind: 'missing', record: gone }, 'gone, "v1" her'],
    [
      'a write puts everybody’s readings out of date',
      [hers, zipped],
      { kind: 'written', write: wrote(9), record: put },
      '"v2"',
    ],
    [
      'and leaves nothing known where it says nothing',
      [plain],
      { kind: 'written', write: wrote(9), record: undefined },
      '',
    ],
    [
      'a glimpse goes before what was read',
      [plain],
      { kind: 'glimpsed', record: record('"v2"', { source: by('GET', 412) }) },
      '"v2", "v1"',
    ],
    [
      'a glimpse takes the place of the glimpse before',
      [record('"v2"', { source: by('GET', 304) }), plain],
      { kind: 'glimpsed', record: record('"v3"', { source: by('GET', 412) }) },
      '"v3", "v1"',
    ],
    [
      'and leaves another person’s glimpse',
      [record('"v2"', { source: by('GET', 304), identity: 'her' })],
      { kind: 'glimpsed', record: record('"v3"', { source: by('GET', 412) }) },
      '"v3", "v2" her',
    ],
    ['a HEAD without a tag unsays none', [plain], read(record(undefined, { source: by('HEAD', 200) })), '"v1"'],
    ['a GET without a tag does', [plain], read(record(undefined)), 'none'],
    ['a HEAD with a tag shows it', [plain], read(record('"v2"', { source: by('HEAD', 200) })), '"v2"'],
    [
      'a HEAD without a tag, of another date, shows a change',
      [{ ...plain, lastModified: 'Mon, 02 Nov 2026 10:00:00 GMT' }],
      read(record(undefined, { source: by('HEAD', 200), lastModified: 'Mon, 02 Nov 2026 11:00:00 GMT' })),
      'none',
    ],
    [
      'and of the same date none',
      [{ ...plain, lastModified: 'Mon, 02 Nov 2026 10:00:00 GMT' }],
      read(record(undefined, { source: by('HEAD', 200), lastModified: 'Mon, 02 Nov 2026 10:00:00 GMT' })),
      '"v1"',
    ],
    [
      'a HEAD of another form says nothing of this one',
      [zipped],
      read(record(undefined, { source: by('HEAD', 200) })),
      'none, "v1-gzip" gzip',
    ],
  ];
  for (const [what, records, lesson, expected] of cases) {
    it(what, () => assert.equal(told(after(known({ records }), lesson)), expected));
  }

  it('keeps the newest of many', () => {
    let memory = known();
    for (let index = 0; index < 200; index += 1) {
      memory = after(memory, read(record(`"${index}"`, { coding: `x${index}` })), index);
    }
    assert.equal(memory.records[0]?.etag, '"199"');
    assert.equal(memory.sightings.at(-1)?.etag, '"199"');
    assert.deepEqual([memory.records.length, memory.sightings.length], [12, 40]);
  });
});

describe('a reading from a cache after a write of ours', () => {
  const cached = (parts: Partial<ValidatorRecord>): ValidatorRecord =>
    record('"v1"', { cache: 'X-Cache: HIT', seenAt: at(110), ...parts });
  const cases: readonly (readonly [
    what: string,
    Partial<ResourceMemory>,
    ValidatorRecord,
    'stands' | 'is overtaken',
  ])[] = [
    ['that was stored before the write', {}, cached({ age: 20 }), 'is overtaken'],
    ['that was stored after it', {}, cached({ age: 5 }), 'stands'],
    ['that was stored in its second', {}, cached({ age: 11 }), 'stands'],
    ['of no age', {}, cached({}), 'stands'],
    ['that is none', {}, cached({ cache: undefined, age: 20 }), 'stands'],
    ['without a tag', {}, cached({ etag: undefined, age: 20 }), 'stands'],
    ['with the tag of the write', { ownWrites: [wrote(100, { etag: '"v1"' })] }, cached({ age: 20 }), 'stands'],
    ['without any write', { ownWrites: [] }, cached({ age: 20 }), 'stands'],
    [
      'whose tag was seen before the write alone',
      { sightings: [sighting('"v1"', 50, 60)] },
      cached({}),
      'is overtaken',
    ],
    ['whose tag was seen up to the write', { sightings: [sighting('"v1"', 50, 100)] }, cached({}), 'is overtaken'],
    ['whose tag was seen after it from the origin', { sightings: [sighting('"v1"', 50, 105)] }, cached({}), 'stands'],
    [
      'whose tag was seen after it from a cache alone',
      { sightings: [sighting('"v1"', 50, 105, { cache: 'X-Cache: HIT' })] },
      cached({}),
      'is overtaken',
    ],
    [
      'whose tag was first seen after it',
      { sightings: [sighting('"v1"', 101, 105, { cache: 'Age: 1' })] },
      cached({}),
      'stands',
    ],
    [
      'whose tag is another form’s',
      { sightings: [sighting('"v1"', 50, 60, { coding: 'gzip' })] },
      cached({}),
      'stands',
    ],
    ['of another tag', { sightings: [sighting('"v0"', 50, 60)] }, cached({}), 'stands'],
  ];
  for (const [what, parts, reading, expected] of cases) {
    it(`${what} ${expected}`, () => {
      const before = known({ records: [record('"v9"', { seenAt: at(100) })], ownWrites: [wrote(100)], ...parts });
      const { records, touchedAt } = after(before, read(reading), 110);
      assert.equal(records[0]?.etag === '"v9"' ? 'is overtaken' : 'stands', expected);
      assert.equal(touchedAt, at(110));
    });
  }
});

describe('a 304', () => {
  const NOT_MODIFIED = { source: by('GET', 304), seenAt: at(100), age: 7, cache: 'Age: 7' };
  const date = 'Mon, 02 Nov 2026 10:00:00 GMT';
  const later = 'Mon, 02 Nov 2026 11:00:00 GMT';
  const held = record('"v1"', { lastModified: date, date, content: 'c', seenAt: at(1) });
  const dated = record(undefined, { lastModified: date });
  const of = (etag: string | undefined, parts: Partial<ValidatorRecord> = {}) =>
    record(etag, { ...NOT_MODIFIED, ...parts });
  const tagged: HeaderList = [['If-None-Match', 'W/"v1"']];
  const since: HeaderList = [['If-Modified-Since', date]];
  const cases: readonly (readonly [what: string, ValidatorRecord, Lesson, 'confirms it' | 'does not confirm it'])[] = [
    ['with its strong tag', held, confirmed(of('"v1"')), 'confirms it'],
    [
      'with its strong tag, of the compressed form',
      record('"v1"', { coding: 'gzip' }),
      confirmed(of('"v1"')),
      'confirms it',
    ],
    ['with another tag', held, confirmed(of('"v2"')), 'does not confirm it'],
    ['with its weak tag', record('W/"v1"'), confirmed(of('W/"v1"')), 'confirms it'],
    [
      'with its weak tag, of the compressed form',
      record('W/"v1"', { coding: 'gzip' }),
      confirmed(of('W/"v1"')),
      'confirms it',
    ],
    [
      'with its weak tag, compressed where it is plain',
      record('W/"v1"'),
      confirmed(of('W/"v1"', { coding: 'gzip' })),
      'does not confirm it',
    ],
    ['with the weak form of its strong tag', held, confirmed(of('W/"v1"')), 'does not confirm it'],
    ['with a tag where none is known', dated, confirmed(of('"v1"')), 'does not confirm it'],
    ['with what is no tag', record('v1'), confirmed(of('v1')), 'does not confirm it'],
    ['to somebody else', { ...held, identity: 'her' }, confirmed(of('"v1"')), 'does not confirm it'],
    ['for what is gone', { ...held, exists: false }, confirmed(of('"v1"')), 'does not confirm it'],
    ['without a tag, when its tag was sent', held, confirmed(of(undefined), tagged), 'confirms it'],
    ['without a tag, when another was sent', record('"v2"'), confirmed(of(undefined), tagged), 'does not confirm it'],
    [
      'without a tag, when a date was sent to a tagged one',
      held,
      confirmed(of(undefined), since),
      'does not confirm it',
    ],
    ['without a tag, when its date was sent', dated, confirmed(of(undefined), since), 'confirms it'],
    [
      'without a tag, when another date was sent',
      { ...dated, lastModified: later },
      confirmed(of(undefined), since),
      'does not confirm it',
    ],
    ['without a tag, when nothing was sent', record(undefined), confirmed(of(undefined)), 'does not confirm it'],
  ];
  for (const [what, before, lesson, expected] of cases) {
    it(`${what} ${expected}`, () => {
      const { records } = after(known({ records: [record('"x"', { identity: 'other' }), before] }), lesson);
      const refreshed = records.find(
        ({ etag, seenAt }) => etag === before.etag && seenAt === at(100) && etag !== '"x"',
      );
      const isRefreshed = refreshed !== undefined && refreshed.source.status === before.source.status;
      assert.equal(isRefreshed ? 'confirms it' : 'does not confirm it', expected);
      assert.ok(records.some(({ identity }) => identity === 'other'));
    });
  }

  it('refreshes what it names, and keeps what it does not say', () => {
    const [first] = after(known({ records: [held] }), confirmed(of('"v1"'))).records;
    assert.deepEqual(first, { ...held, age: 7, cache: 'Age: 7', seenAt: at(100) });
    const [second] = after(
      known({ records: [held] }),
      confirmed(of('"v1"', { lastModified: later, date: later })),
    ).records;
    assert.deepEqual([second?.lastModified, second?.date, second?.content], [later, later, 'c']);
  });

  it('with a tag that no record has is still a tag seen', () => {
    const { records, sightings } = after(known({ records: [held] }), confirmed(of('"v2"')));
    assert.deepEqual(
      [records.map(({ etag }) => etag), sightings.map(({ etag }) => etag)],
      [['"v2"', '"v1"'], ['"v2"']],
    );
  });

  it('without any tag that fits changes nothing', () => {
    const before = known({ records: [held] });
    assert.equal(after(before, confirmed(of(undefined))), before);
  });
});

describe('a tag that is seen', () => {
  const seenAs = (memory: ResourceMemory, lesson: Lesson): Sighting | undefined =>
    after(memory, lesson).sightings.at(-1);
  const cases: readonly (readonly [
    what: string,
    Partial<ResourceMemory>,
    ValidatorRecord,
    Readonly<Record<string, unknown>>,
  ])[] = [
    [
      'for the first time is nobody’s',
      {},
      record('"v1"'),
      { times: undefined, whose: undefined, firstSeenAt: at(100) },
    ],
    ['after another is somebody else’s', { sightings: [sighting('"v0"', 1, 2)] }, record('"v1"'), { whose: 'theirs' }],
    [
      'again counts',
      { sightings: [sighting('"v1"', 1, 2)] },
      record('"v1"'),
      { times: 2, firstSeenAt: at(1), lastSeenAt: at(100) },
    ],
    ['a third time counts on', { sightings: [sighting('"v1"', 1, 2, { times: 2 })] }, record('"v1"'), { times: 3 }],
    [
      'again after another counts anew',
      { sightings: [sighting('"v1"', 1, 2, { times: 2 }), sighting('"v2"', 3, 4)] },
      record('"v1"'),
      { times: undefined, firstSeenAt: at(1) },
    ],
    [
      'keeps whose it was',
      { sightings: [sighting('"v1"', 1, 2, { whose: 'ours' })] },
      record('"v1"'),
      { whose: 'ours' },
    ],
    ['in the answer to a write is ours', {}, record('"v1"', { source: by('PUT', 204) }), { whose: 'ours' }],
    [
      'in a 412 is not',
      { sightings: [sighting('"v0"', 1, 2)] },
      record('"v1"', { source: by('PUT', 412) }),
      { whose: 'theirs' },
    ],
    [
      'with what our write sent is ours',
      { ownWrites: [wrote(50, { sent: 'c' })], sightings: [sighting('"v0"', 1, 2)] },
      record('"v1"', { content: 'c' }),
      { whose: 'ours' },
    ],
    [
      'with something else after our write is anybody’s',
      { ownWrites: [wrote(50, { sent: 'c' })], sightings: [sighting('"v0"', 1, 2)] },
      record('"v1"', { content: 'd' }),
      { whose: undefined },
    ],
    [
      'after a reading since our write is somebody else’s',
      { ownWrites: [wrote(50, { sent: 'c' })], sightings: [sighting('"v0"', 1, 60)] },
      record('"v1"', { content: 'd' }),
      { whose: 'theirs' },
    ],
    [
      'keeps the content and the date that an answer leaves out',
      { sightings: [sighting('"v1"', 1, 2, { content: 'c', lastModified: 'then', bodyHash: 'h' })] },
      record('"v1"'),
      { content: 'c', lastModified: 'then', bodyHash: 'h' },
    ],
    [
      'takes those that it names',
      { sightings: [sighting('"v1"', 1, 2, { content: 'c', lastModified: 'then', bodyHash: 'h' })] },
      record('"v1"', { content: 'd', lastModified: 'now', bodyHash: 'i' }),
      { content: 'd', lastModified: 'now', bodyHash: 'i' },
    ],
    [
      'stays the reading that it was when a write answers it',
      { sightings: [sighting('"v1"', 1, 2)] },
      record('"v1"', { source: by('PUT', 204) }),
      { source: by('GET', 200) },
    ],
    [
      'becomes a reading when it is read',
      { sightings: [sighting('"v1"', 1, 2, { source: by('PUT', 204) })] },
      record('"v1"', { source: by('HEAD', 200) }),
      { source: by('HEAD', 200) },
    ],
  ];
  for (const [what, parts, seen, expected] of cases) {
    it(what, () => {
      const found = seenAs(known(parts), read(seen));
      for (const [name, value] of Object.entries(expected))
        assert.deepEqual(found?.[name as keyof Sighting], value, name);
    });
  }

  it('is another one in another form', () => {
    const { sightings } = after(
      known({ sightings: [sighting('"v1"', 1, 2)] }),
      read(record('"v1"', { coding: 'gzip' })),
    );
    assert.deepEqual(
      sightings.map(({ coding }) => coding),
      ['identity', 'gzip'],
    );
  });
});

describe('a write of ours', () => {
  it('is kept with what was known before it, the latest of many', () => {
    const before = known({ records: [record('"v0"'), record('"v1"', { content: 'c', coding: 'gzip' })] });
    const { ownWrites, touchedAt } = after(before, { kind: 'written', write: wrote(9), record: undefined });
    assert.deepEqual([ownWrites, touchedAt], [[{ ...wrote(9), before: 'c' }], at(9)]);
    let memory = known();
    for (let index = 0; index < 100; index += 1) {
      memory = after(memory, { kind: 'written', write: wrote(index), record: undefined });
    }
    assert.equal(memory.ownWrites.at(-1)?.at, at(99));
    assert.equal(memory.ownWrites.length, 20);
    assert.ok(!('before' in (memory.ownWrites.at(-1) ?? {})));
  });
});
