import assert from 'node:assert/strict';
import fc from 'fast-check';
import { currentOf } from '../../../src/core/conditional/evaluation/current.ts';
import {
  credentialsOf,
  emptyMemory,
  forget,
  MAX_RESOURCES,
  recall,
  remember,
  resourcesWithTag,
} from '../../../src/core/conditional/memory/memory.ts';
import type { Memory, ResourceMemory, ValidatorRecord } from '../../../src/core/conditional/memory/record.ts';
import { predict } from '../../../src/core/conditional/predict.ts';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import { exchange, failed, keyOf, NOON, recalled, remembering } from '../support/exchanges.ts';

const URL = 'http://example.test/a';
const V1: HeaderList = [['ETag', '"v1"']];
const V2: HeaderList = [['ETag', '"v2"']];
/** Seconds after noon. */
const at = (seconds: number): number => NOON + seconds * 1000;

const get = (fields: HeaderList, seconds = 0, sent: HeaderList = []): Exchange =>
  exchange('GET', URL, 200, fields, { at: at(seconds), sent });
const answer = (
  method: string,
  status: number,
  fields: HeaderList = [],
  seconds = 10,
  sent: HeaderList = [],
): Exchange => exchange(method, URL, status, fields, { at: at(seconds), sent });

const best = (memory: Memory, headers: HeaderList = []): ValidatorRecord | undefined =>
  recalled(memory, URL, headers).best;
const resource = (memory: Memory): ResourceMemory | undefined => memory.resources.get(keyOf(URL));
const tags = (memory: Memory): readonly string[] => resource(memory)?.sightings.map(({ etag }) => etag) ?? [];

/** `"v1"`, `none`, `unknown` or `missing`: what the best record says of the tag. */
function known(memory: Memory, headers: HeaderList = []): string {
  const record = best(memory, headers);
  if (record === undefined) return 'nothing';
  const current = currentOf(record);
  if (current.exists === false) return 'missing';
  return current.etag.kind === 'known' ? (record.etag ?? '') : current.etag.kind;
}

describe('what an exchange teaches', () => {
  const before = [get(V1)];
  const cases: readonly (readonly [what: string, then: Exchange, expected: string])[] = [
    ['a GET answered 200 shows the tag', get(V2, 10), '"v2"'],
    ['a HEAD answered 200 shows the tag', answer('HEAD', 200, V2), '"v2"'],
    ['a 206 shows the tag', answer('GET', 206, V2), '"v2"'],
    ['a GET without a tag shows that there is none', get([], 10), 'none'],
    ['a HEAD without a tag unsays nothing', answer('HEAD', 200, []), '"v1"'],
    ['a 304 with the tag confirms it', answer('GET', 304, V1), '"v1"'],
    ['a 304 without a tag confirms what was sent', answer('GET', 304, [], 10, [['If-None-Match', '"v1"']]), '"v1"'],
    ['a 404 shows that nothing is there', answer('GET', 404), 'missing'],
    ['a 410 shows that nothing is there', answer('GET', 410), 'missing'],
    ['a 404 to a write shows it too', answer('PATCH', 404), 'missing'],
    ['our DELETE leaves nothing there', answer('DELETE', 204), 'missing'],
    ['our accepted DELETE leaves it open', answer('DELETE', 202), 'nothing'],
    ['our PUT with a tag shows the new one', answer('PUT', 204, V2), '"v2"'],
    ['our PATCH with a tag shows the new one', answer('PATCH', 200, V2), '"v2"'],
    ['our PUT without a tag leaves the new one unknown', answer('PUT', 204), 'unknown'],
    ['our POST with a tag speaks of its own answer', answer('POST', 200, V2), 'unknown'],
    ['our own MOVE leaves nothing there', answer('MOVE', 201), 'missing'],
    ['an unknown method may have changed anything', answer('FROB', 200), 'nothing'],
    ['a PROPFIND teaches nothing', answer('PROPFIND', 207, V2), '"v1"'],
    ['a LOCK teaches nothing', answer('LOCK', 200, V2), '"v1"'],
    ['a 412 to a write teaches nothing', answer('PUT', 412, V2, 10, [['If-Match', '"v1"']]), '"v1"'],
    ['a 412 to a guarded GET names the current tag', answer('GET', 412, V2, 10, [['If-Match', '"v1"']]), '"v2"'],
    ['a 412 to an unguarded GET is an error page', answer('GET', 412, V2), '"v1"'],
    ['a 428 teaches nothing', answer('PUT', 428, V2), '"v1"'],
    ['a 409 teaches nothing', answer('PUT', 409, V2), '"v1"'],
    ['a 500 teaches nothing', answer('GET', 500, V2), '"v1"'],
    ['a 401 teaches nothing', answer('GET', 401, V2), '"v1"'],
    ['a redirect teaches nothing', answer('GET', 307, V2), '"v1"'],
    ['a failed exchange teaches nothing', failed('GET', URL), '"v1"'],
    ['a tag of 2 KiB is not kept', get([['ETag', `"${'x'.repeat(2048)}"`]], 10), '"v1"'],
    ['an ill-formed tag is kept as it is, and compares with nothing', get([['ETag', 'v2']], 10), 'unknown'],
  ];
  for (const [what, then, expected] of cases) {
    it(what, () => assert.equal(known(remembering(...before, then)), expected));
  }

  it('leaves the very same memory when it teaches nothing', () => {
    const memory = remembering(...before);
    const context = { environment: '', identity: '', request: undefined, now: at(20) };
    const broken = get(V2, 20);
    const cut: Exchange = { ...broken, response: broken.response && { ...broken.response, complete: false } };
    for (const each of [
      failed('GET', URL),
      answer('PUT', 412),
      answer('GET', 302),
      cut,
      exchange('GET', 'ftp://x/', 200, V2),
    ]) {
      assert.equal(remember(memory, each, context), memory);
    }
  });

  it('a response that came in part but failed teaches nothing', () => {
    const whole = get(V2, 10);
    const error = { code: 'body-incomplete', peer: 'example.test:80', cause: '' } as const;
    assert.equal(known(remembering(...before, { ...whole, error })), '"v1"');
  });
});

describe('a record', () => {
  it('holds the validators as received, when and how they were seen', () => {
    const fields: HeaderList = [
      ['ETag', 'W/"v1"'],
      ['Last-Modified', 'Sat, 21 Nov 2026 11:59:00 GMT'],
      ['Date', 'Sat, 21 Nov 2026 12:00:00 GMT'],
      ['Age', '3'],
      ['X-Cache', 'HIT'],
      ['Content-Encoding', 'gzip'],
    ];
    const sent: HeaderList = [['Accept-Encoding', 'gzip, br']];
    const first = exchange('GET', `${URL}#part`, 200, fields, { sent, body: 'hello' });
    const context = { environment: 'test', identity: 'h1', request: 'read', now: at(1) };
    const memory = remember(emptyMemory, first, context);
    const { content, ...record } = memory.resources.get(keyOf(URL))?.records[0] ?? assert.fail();
    assert.match(content ?? '', /^5:/);
    assert.deepEqual(record, {
      resource: URL,
      exists: true,
      etag: 'W/"v1"',
      lastModified: 'Sat, 21 Nov 2026 11:59:00 GMT',
      date: 'Sat, 21 Nov 2026 12:00:00 GMT',
      age: 3,
      cache: 'Age: 3, X-Cache: HIT',
      seenAt: at(1),
      source: { method: 'GET', status: 200, request: 'read' },
      vary: [],
      coding: 'gzip',
      environment: 'test',
      identity: 'h1',
    });
  });

  it('is refreshed by a 304 and not replaced', () => {
    const modified: HeaderList = [...V1, ['Last-Modified', 'Sat, 21 Nov 2026 11:59:00 GMT']];
    const memory = remembering(get(modified), answer('GET', 304, V1, 60));
    const record = best(memory);
    assert.deepEqual(record?.source, { method: 'GET', status: 200, request: undefined });
    assert.equal(record?.lastModified, 'Sat, 21 Nov 2026 11:59:00 GMT');
    assert.equal(record?.seenAt, at(60) + 8);
    assert.equal(resource(memory)?.records.length, 1);
  });

  it('stays as it is when a 304 names another strong tag; that tag is known too', () => {
    const memory = remembering(get(V1), answer('GET', 304, V2, 60, [['If-None-Match', '"v2"']]));
    assert.equal(known(memory), '"v2"');
    assert.deepEqual(
      resource(memory)?.records.map(({ etag, source }) => [etag, source.status]),
      [
        ['"v2"', 304],
        ['"v1"', 200],
      ],
    );
  });

  it('by its date alone is confirmed by a 304 to If-Modified-Since', () => {
    const date = 'Sat, 21 Nov 2026 11:59:00 GMT';
    const memory = remembering(
      get([['Last-Modified', date]]),
      answer('GET', 304, [], 60, [['If-Modified-Since', date]]),
    );
    assert.equal(best(memory)?.seenAt, at(60) + 8);
  });

  it('keeps the source of a tag that a write named', () => {
    const memory = remembering(get(V1), answer('PUT', 204, V2));
    assert.deepEqual(best(memory)?.source, { method: 'PUT', status: 204, request: undefined });
  });
});

describe('our own write', () => {
  it('outdates what everybody read before, in every variant', () => {
    const gzip: HeaderList = [
      ['ETag', '"v1-gzip"'],
      ['Content-Encoding', 'gzip'],
      ['Vary', 'Accept-Encoding'],
    ];
    const accept: HeaderList = [['Accept-Encoding', 'gzip']];
    const memory = remembering(get(V1), get(gzip, 1, accept), answer('PUT', 204));
    assert.equal(known(memory), 'unknown');
    assert.equal(known(memory, accept), 'unknown');
    assert.deepEqual(tags(memory), ['"v1"', '"v1-gzip"']);
  });

  it('is kept with the tag it was answered with', () => {
    const memory = remembering(get(V1), answer('PUT', 204, V2, 10));
    const before = recalled(remembering(get(V1)), URL).best?.content ?? assert.fail();
    assert.deepEqual(resource(memory)?.ownWrites, [
      { method: 'PUT', status: 204, at: at(10) + 8, request: undefined, etag: '"v2"', before },
    ]);
  });

  it('leaves the place to the next reading', () => {
    const memory = remembering(get(V1), answer('PUT', 204), get(V2, 20));
    assert.equal(known(memory), '"v2"');
    assert.equal(resource(memory)?.records.length, 1);
  });

  it('is not undone by a cache that still has the tag from before', () => {
    const hit: HeaderList = [...V1, ['Age', '15'], ['X-Cache', 'HIT']];
    assert.equal(known(remembering(get(V1), answer('PUT', 204, V2), get(hit, 15))), '"v2"');
    assert.equal(known(remembering(get(V1), answer('PUT', 204), get(hit, 15))), 'unknown');
    const young: HeaderList = [...V1, ['X-Cache', 'HIT']];
    assert.equal(known(remembering(get(V1), answer('PUT', 204, V2), get(young, 11))), '"v2"');
  });

  it('gives way to a cached tag that nobody had seen before', () => {
    const hit: HeaderList = [
      ['ETag', '"v3"'],
      ['X-Cache', 'HIT'],
    ];
    assert.equal(known(remembering(get(V1), answer('PUT', 204, V2), get(hit, 60))), '"v3"');
  });

  it('by COPY or MOVE is one to the destination too', () => {
    const moved = exchange('MOVE', 'http://example.test/b', 204, [], { sent: [['Destination', '/a']], at: at(5) });
    const memory = remembering(get(V1), moved);
    assert.equal(known(memory), 'nothing');
    assert.deepEqual(
      resource(memory)?.ownWrites.map(({ method }) => method),
      ['MOVE'],
    );
    assert.equal(recalled(memory, 'http://example.test/b').best?.exists, false);
  });
});

describe('nothing there', () => {
  it('is forgotten as soon as something is', () => {
    assert.equal(known(remembering(get(V1), answer('GET', 404), answer('PUT', 201, V2, 20))), '"v2"');
    const memory = remembering(answer('GET', 404), get(V2, 20));
    assert.equal(resource(memory)?.records.length, 1);
  });

  it('takes no tag from the error page', () => {
    const memory = remembering(answer('GET', 404, V1));
    assert.equal(best(memory)?.etag, undefined);
    assert.deepEqual(tags(memory), []);
  });
});

describe('variants', () => {
  const french: HeaderList = [['Accept-Language', 'fr']];
  const german: HeaderList = [['Accept-Language', 'de']];
  const varying = (etag: string): HeaderList => [
    ['ETag', etag],
    ['Vary', 'Accept-Language, Accept-Encoding'],
  ];
  const both = remembering(get(varying('"fr"'), 0, french), get(varying('"de"'), 1, german));

  it('are told apart by what Vary names', () => {
    assert.equal(known(both, french), '"fr"');
    assert.equal(known(both, [['accept-language', ' FR ']]), '"fr"');
    assert.equal(known(both, german), '"de"');
    assert.equal(known(both, [['Accept-Language', 'it']]), 'nothing');
  });

  it('of another choice are offered as such', () => {
    const { best: fits, fit, other } = recalled(both, URL, [['Accept-Language', 'it']]);
    assert.deepEqual([fits, fit, other?.etag], [undefined, 'none', '"de"']);
  });

  it('fit a request that leaves the choice open, and say so', () => {
    const { best: fits, fit } = recalled(both, URL);
    assert.deepEqual([fits?.etag, fit], ['"de"', 'open']);
  });

  it('of a coding fit only who accepts it', () => {
    const gzip: HeaderList = [
      ['ETag', '"z"'],
      ['Content-Encoding', 'gzip'],
      ['Vary', 'Accept-Encoding'],
    ];
    const memory = remembering(get(gzip, 0, [['Accept-Encoding', 'gzip']]));
    assert.equal(known(memory), 'nothing');
    assert.equal(known(memory, [['Accept-Encoding', 'identity']]), 'nothing');
    assert.equal(known(memory, [['Accept-Encoding', 'gzip;q=0']]), 'nothing');
    assert.equal(known(memory, [['Accept-Encoding', 'gzip;q=1.0, identity']]), '"z"');
  });

  it('of a coding that nobody asked for fit whoever does not ask either', () => {
    const always: HeaderList = [
      ['ETag', '"z"'],
      ['Content-Encoding', 'br'],
    ];
    assert.equal(known(remembering(get(always))), '"z"');
    assert.equal(known(remembering(get([...always, ['Vary', 'Accept-Encoding']]))), '"z"');
    assert.equal(known(remembering(get(always, 0, [['Accept-Encoding', 'br']]))), 'nothing');
  });

  it('of the plain form fit whoever does not ask for another', () => {
    const plain: HeaderList = [
      ['ETag', '"p"'],
      ['Vary', 'Accept-Encoding'],
    ];
    const memory = remembering(get(plain, 0, [['Accept-Encoding', 'identity']]));
    assert.equal(known(memory), '"p"');
    assert.equal(known(memory, [['Accept-Encoding', 'gzip']]), 'nothing');
  });

  it('with Vary: * never fit for certain', () => {
    assert.equal(recalled(remembering(get([...V1, ['Vary', '*']])), URL).fit, 'open');
  });

  it('of another environment or identity are none of ours', () => {
    const context = { environment: 'live', identity: 'h1', request: undefined, now: at(0) };
    const memory = remember(emptyMemory, get(V1), context);
    const wanted = { resource: keyOf(URL), headers: [] };
    assert.equal(recall(memory, { ...wanted, environment: 'live', identity: 'h1' }).best?.etag, '"v1"');
    for (const [environment, identity] of [
      ['live', ''],
      ['live', 'h2'],
      ['', 'h1'],
    ] as const) {
      const { best: fits, other } = recall(memory, { ...wanted, environment, identity });
      assert.deepEqual([fits, other?.etag], [undefined, '"v1"']);
    }
  });
});

describe('secrets', () => {
  const SECRET = 'hunter2-0123456789';
  it('never reach the memory', () => {
    const url = `http://user:${SECRET}@example.test/a`;
    const sent: HeaderList = [
      ['Authorization', `Bearer ${SECRET}`],
      ['Cookie', `s=${SECRET}`],
      ['Proxy-Authorization', SECRET],
      ['X-Api-Key', SECRET],
    ];
    const fields: HeaderList = [
      ...V1,
      ['Set-Cookie', `s=${SECRET}`],
      ['Vary', 'Authorization, Cookie, X-Api-Key, Proxy-Authorization'],
    ];
    const memory = remembering(exchange('GET', url, 200, fields, { sent, body: SECRET }));
    assert.ok(!JSON.stringify([...memory.resources]).includes(SECRET));
    const [record] = resource(memory)?.records ?? [];
    assert.deepEqual(
      record?.vary.map(([name]) => name),
      ['x-api-key'],
    );
  });

  it('still tell variants apart', () => {
    const fields: HeaderList = [...V1, ['Vary', 'X-Api-Key']];
    const memory = remembering(get(fields, 0, [['X-Api-Key', 'one']]));
    assert.equal(known(memory, [['X-Api-Key', 'one']]), '"v1"');
    assert.equal(known(memory, [['X-Api-Key', 'two']]), 'nothing');
  });

  it('are one text to be hashed outside', () => {
    assert.equal(credentialsOf([['Accept', '*/*']]), '');
    assert.equal(
      credentialsOf([
        ['cookie', 'a=1'],
        ['authorization', 'Basic x'],
      ]),
      'Authorization: Basic x\nCookie: a=1',
    );
  });
});

describe('sightings', () => {
  it('are kept once a tag, the one seen last at the end', () => {
    const memory = remembering(get(V1), get(V2, 10), get(V1, 20));
    assert.deepEqual(tags(memory), ['"v2"', '"v1"']);
    const [, last] = resource(memory)?.sightings ?? [];
    assert.deepEqual([last?.firstSeenAt, last?.lastSeenAt], [at(0) + 8, at(20) + 8]);
  });

  it('say of a tag that was read that it was read, and of one only written that it was written', () => {
    const source = (memory: Memory): string | undefined => resource(memory)?.sightings.at(-1)?.source.method;
    assert.equal(source(remembering(answer('PUT', 204, V2))), 'PUT');
    assert.equal(source(remembering(answer('PUT', 204, V2), get(V2, 20))), 'GET');
    assert.equal(source(remembering(get(V2), answer('PUT', 204, V2))), 'GET');
  });

  it('are found on other resources', () => {
    const other = exchange('GET', 'http://example.test/b', 200, V1);
    const found = resourcesWithTag(remembering(get(V1), other), '"v1"', keyOf(URL));
    assert.deepEqual(
      found.map(({ resource: where }) => where),
      ['http://example.test/b'],
    );
  });
});

describe('bounds', () => {
  it('drop the resources not touched for longest', () => {
    const url = (index: number) => `http://example.test/${index}`;
    const one = remembering(exchange('GET', url(0), 200, V1)).resources.get(keyOf(url(0))) ?? assert.fail();
    const many = Array.from({ length: MAX_RESOURCES }, (_, index) => ({ ...one, resource: keyOf(url(index)) }));
    const full: Memory = { ...emptyMemory, resources: new Map(many.map((each) => [each.resource, each])) };
    const context = { environment: '', identity: '', request: undefined, now: at(1) };
    const memory = [0, MAX_RESOURCES, MAX_RESOURCES + 1].reduce(
      (so, index) => remember(so, exchange('GET', url(index), 200, V1), context),
      full,
    );
    assert.equal(memory.resources.size, MAX_RESOURCES);
    assert.ok(memory.resources.has(keyOf(url(0))));
    assert.ok(!memory.resources.has(keyOf(url(1))) && !memory.resources.has(keyOf(url(2))));
    assert.ok(memory.resources.has(keyOf(url(MAX_RESOURCES + 1))));
  });

  it('keep a resource small, however often it changes', () => {
    const reads = Array.from({ length: 300 }, (_, index) =>
      get(
        [
          ['ETag', `"v${index}"`],
          ['Vary', 'Accept'],
        ],
        index,
        [['Accept', `type/${index}`]],
      ),
    );
    const writes = Array.from({ length: 60 }, (_, index) => answer('PUT', 204, [['ETag', `"w${index}"`]], 400 + index));
    const { records, sightings } = resource(remembering(...reads)) ?? assert.fail();
    assert.ok(records.length <= 12 && sightings.length <= 40);
    assert.equal(records[0]?.etag, '"v299"');
    assert.ok((resource(remembering(...writes))?.ownWrites.length ?? 99) <= 20);
  });
});

describe('forgetting', () => {
  it('takes everything of the resource, and nothing else', () => {
    const memory = remembering(get(V1), exchange('GET', 'http://example.test/b', 200, V1));
    const after = forget(memory, keyOf(URL));
    assert.deepEqual([...after.resources.keys()], ['http://example.test/b']);
    assert.equal(forget(after, keyOf(URL)), after);
  });
});

describe('prediction', () => {
  const predicted = (memory: Memory, method: string, headers: HeaderList): string =>
    predict({ method, headers }, recalled(memory, URL, headers), NOON).verdict;

  it('judges by the best record', () => {
    assert.equal(predicted(remembering(get(V2)), 'PUT', [['If-Match', '"v1"']]), 'precondition-failed');
    assert.equal(predicted(remembering(get(V2)), 'PUT', [['If-Match', '"v2"']]), 'perform');
    assert.equal(predicted(remembering(get(V2)), 'GET', [['If-None-Match', '"v2"']]), 'not-modified');
    assert.equal(predicted(remembering(answer('GET', 404)), 'PUT', [['If-Match', '"v2"']]), 'precondition-failed');
  });

  it('is open where nothing is known, or where our own write left the tag unknown', () => {
    assert.equal(predicted(emptyMemory, 'PUT', [['If-Match', '"v1"']]), 'undetermined');
    assert.equal(predicted(remembering(get(V1), answer('PUT', 204)), 'PUT', [['If-Match', '"v1"']]), 'undetermined');
    assert.equal(
      predicted(remembering(get(V1), answer('PUT', 204)), 'PUT', [['If-None-Match', '*']]),
      'precondition-failed',
    );
  });
});

describe('any exchanges', () => {
  const field = fc.tuple(
    fc.constantFrom(
      'ETag',
      'Last-Modified',
      'Date',
      'Age',
      'Vary',
      'Content-Encoding',
      'X-Cache',
      'If-None-Match',
      'Accept',
      'Accept-Encoding',
      'Destination',
    ),
    fc.oneof(
      fc.constantFrom('"v1"', 'W/"v1"', '"v2"', '*', 'gzip', 'Accept', '3', '/b'),
      fc.string({ unit: 'binary', maxLength: 30 }),
    ),
  );
  const any = fc.record({
    method: fc.constantFrom('GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE', 'COPY', 'MOVE', 'FROB', 'LOCK'),
    status: fc.constantFrom(200, 201, 202, 204, 206, 207, 301, 304, 404, 410, 412, 428, 500),
    fields: fc.array(field, { maxLength: 6 }),
    sent: fc.array(field, { maxLength: 4 }),
  });

  it('are remembered without complaint, newest first, and never a tag for what is not there', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (list) => {
        const memory = remembering(
          ...list.map(({ method, status, fields, sent }, index) =>
            exchange(method, URL, status, fields, { sent, at: at(index) }),
          ),
        );
        for (const { records, sightings } of memory.resources.values()) {
          for (const record of records) if (!record.exists) assert.equal(record.etag, undefined);
          const seen = records.map(({ seenAt }) => seenAt);
          assert.deepEqual(
            seen,
            [...seen].sort((a, b) => b - a),
          );
          for (const { firstSeenAt, lastSeenAt } of sightings) assert.ok(firstSeenAt <= lastSeenAt);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('take linear time, whatever stands in their fields', () => {
    const long = (unit: string): string => unit.repeat(Math.ceil(65_536 / unit.length));
    const names = [
      'Vary',
      'Content-Encoding',
      'Last-Modified',
      'Date',
      'Age',
      'X-Cache',
      'Via',
      'Cache-Status',
      'X-Varnish',
    ];
    for (const unit of ['a,', ' ', ';', '1 ', '"']) {
      const fields = names.map((name) => [name, long(unit)] as const);
      const sent: HeaderList = [
        ['Accept-Encoding', long(unit)],
        ['If-None-Match', long('"a",')],
        ['Accept', long(unit)],
      ];
      const began = performance.now();
      remembering(get(V1), answer('GET', 200, [...V1, ...fields], 10, sent), answer('GET', 304, fields, 20, sent));
      assert.ok(performance.now() - began < 2_000, `${performance.now() - began} ms on ${unit}`);
    }
  });
});
