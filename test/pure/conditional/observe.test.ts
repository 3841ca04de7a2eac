import { deepEqual, equal } from 'node:assert/strict';
import { locksOver } from '../../../src/core/conditional/memory/locks.ts';
import type { Observed } from '../../../src/core/conditional/memory/observed.ts';
import { loadMemory, storeMemory } from '../../../src/core/conditional/memory/storedMemory.ts';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import { exchange, keyOf, NOON, remembering } from '../support/exchanges.ts';

const URL = 'http://example.test/a';
const TOKEN = 'opaquelocktoken:1';
const at = (seconds: number) => NOON + seconds * 1000;

const observedAfter = (...story: readonly Exchange[]): Observed | undefined =>
  remembering(...story).resources.get(keyOf(URL))?.observed;

const lock = (fields: HeaderList = [['Lock-Token', `<${TOKEN}>`]], body = '') =>
  exchange('LOCK', URL, 200, fields, { body });
const unlock = exchange('UNLOCK', URL, 204, [], { sent: [['Lock-Token', `<${TOKEN}>`]], at: at(5) });
const put = (status: number, sent: HeaderList = []) => exchange('PUT', URL, status, [], { sent, at: at(9) });
const states = (...story: readonly Exchange[]) =>
  (observedAfter(...story)?.locks ?? []).map(({ token, state }) => `${token ?? 'somebody'} ${state}`);

describe('what is observed of locks', () => {
  it('a LOCK tells of one, until the time its answer grants', () => {
    const body = '<D:timeout>Second-600</D:timeout>';
    deepEqual(observedAfter(lock(undefined, body))?.locks, [
      { token: TOKEN, state: 'held', at: NOON + 8, until: NOON + 8 + 600_000, depth: 'infinity' },
    ]);
  });
  it('a refresh without Lock-Token prolongs the one that If names', () => {
    const refresh = exchange('LOCK', URL, 200, [], { sent: [['If', `(<${TOKEN}>)`]], at: at(3) });
    deepEqual(states(lock(), refresh), [`${TOKEN} held`]);
    equal(observedAfter(lock(), refresh)?.locks?.[0]?.at, at(3) + 8);
  });
  it('its depth is what its answer tells, else what was asked for, else infinite', () => {
    const depth = (sent: HeaderList, body = '') =>
      observedAfter(exchange('LOCK', URL, 200, [['Lock-Token', `<${TOKEN}>`]], { sent, body }))?.locks?.[0]?.depth;
    equal(depth([]), 'infinity');
    equal(depth([['Depth', 'Infinity']]), 'infinity');
    equal(depth([['Depth', '0']]), undefined);
    equal(depth([], '<D:depth>0</D:depth>'), undefined);
    equal(depth([['Depth', '0']], '<D:depth>infinity</D:depth>'), 'infinity');
  });
  it('an UNLOCK releases it', () => deepEqual(states(lock(), unlock), [`${TOKEN} released`]));
  it('a 423 tells of somebody’s', () => deepEqual(states(put(423)), ['somebody held']));
  it('a 423 beside a lock of ours tells nothing new', () => deepEqual(states(lock(), put(423)), [`${TOKEN} held`]));
  it('a write without a token that went through denies it', () => deepEqual(states(put(423), put(204)), []));
  it('a write with our token denies nothing', () =>
    deepEqual(states(lock(), put(204, [['If', `(<${TOKEN}>)`]])), [`${TOKEN} held`]));
  it('a DELETE takes the locks along', () => deepEqual(states(lock(), exchange('DELETE', URL, 204)), []));
  it('a refused LOCK tells of somebody’s', () => deepEqual(states(exchange('LOCK', URL, 423)), ['somebody held']));
});

describe('the locks over a resource', () => {
  const over = (path: string, at: string, sent: HeaderList = []) => {
    const taken = exchange('LOCK', `http://example.test${at}`, 200, [['Lock-Token', `<${TOKEN}>`]], { sent });
    return locksOver(remembering(taken).resources, keyOf(`http://example.test${path}`)).length;
  };
  for (const [path, at, count] of [
    ['/docs/a', '/docs/a', 1],
    ['/docs/a', '/docs/', 1],
    ['/docs/a', '/docs', 1],
    ['/docs/a', '/', 1],
    ['/docs/deep/er/a?b=/c', '/docs/', 1],
    ['/docs/', '/docs', 1],
    ['/docs', '/docs/', 0],
    ['/docs2/a', '/docs', 0],
    ['/docs/a', '/docs/a/b', 0],
    ['/docs?at=/secret/a', '/docs?at=/secret/', 0],
  ] as const) {
    it(`${count === 0 ? 'leave out' : 'hold'} the one of ${at} at ${path}`, () => equal(over(path, at), count));
  }
  it('leave out one of depth 0 above it', () => equal(over('/docs/a', '/docs/', [['Depth', '0']]), 0));
  it('take linear time to find for a deep path', () => equal(over(`${'/a'.repeat(4000)}`, '/a'), 1));
});

describe('what is observed of redirects', () => {
  const passed = exchange('GET', 'http://example.test/b', 200, [], {
    hops: [{ status: 307, url: URL, droppedFields: [] }],
  });
  const stopped = exchange('GET', URL, 301, [['Location', '/b']]);
  const redirect = (...story: readonly Exchange[]) => observedAfter(...story)?.redirect?.to;

  it('one that was followed', () => equal(redirect(passed), 'http://example.test/b'));
  it('one that was not', () => equal(redirect(stopped), 'http://example.test/b'));
  it('is over once the resource answers itself', () => equal(redirect(stopped, exchange('GET', URL, 200)), undefined));
  it('stays through an error', () => equal(redirect(stopped, exchange('GET', URL, 500)), 'http://example.test/b'));
  it('without a place to go to it is none', () => equal(redirect(exchange('GET', URL, 301)), undefined));
  it('to itself it is none', () => equal(redirect(exchange('GET', URL, 302, [['Location', URL]])), undefined));
  it('keeps no credentials of the URL', () =>
    equal(
      redirect(exchange('GET', URL, 302, [['Location', 'http://me:word@example.test/c']])),
      'http://example.test/c',
    ));
});

describe('what is observed of a representation', () => {
  const get = (fields: HeaderList, body = 'x') => exchange('GET', URL, 200, fields, { body });

  it('by whose credentials it varies', () => {
    const by = (vary: string) => observedAfter(get([['Vary', vary]]))?.variesBy;
    deepEqual(by('Accept, AUTHORIZATION,cookie, Cookie'), ['authorization', 'cookie']);
    equal(by('Accept'), undefined);
    equal(observedAfter(get([['Vary', 'Cookie']]), get([]))?.variesBy, undefined);
    deepEqual(observedAfter(get([['Vary', 'Cookie']]), exchange('HEAD', URL, 200))?.variesBy, ['cookie']);
  });
  it('how long it is immutable, its age counted', () =>
    equal(
      observedAfter(
        get([
          ['Cache-Control', 'public, max-age=60, immutable'],
          ['Age', '10'],
        ]),
      )?.immutableUntil,
      NOON + 8 + 50_000,
    ));
  it('without a lifetime it is not', () =>
    equal(observedAfter(get([['Cache-Control', 'immutable']]))?.immutableUntil, undefined));
  it('what a 304 has to repeat', () =>
    deepEqual(
      observedAfter(
        get([
          ['ETag', '"a"'],
          ['Vary', 'Accept'],
        ]),
      )?.shown,
      ['etag', 'vary'],
    ));
  it('which program answered, errors aside', () => {
    equal(observedAfter(get([['Server', 'Apache/2.4']]))?.server, 'Apache/2.4');
    equal(observedAfter(exchange('GET', URL, 500, [['Server', 'proxy']])), undefined);
  });
});

describe('what is observed of a redirect', () => {
  const to = (status: number, location: string) =>
    observedAfter(exchange('GET', URL, status, [['Location', location]]));
  const target = keyOf('http://example.test/b');
  for (const status of [301, 302, 307, 308]) {
    it(`a ${status} tells its target`, () =>
      deepEqual(to(status, '/b'), { redirect: { status, to: target, at: NOON + 8 } }));
  }
  for (const [what, status, location] of [
    ['a 303 names another resource', 303, '/b'],
    ['a 201 is none', 201, '/b'],
    ['to itself is none', 301, '/a'],
    ['to no URL is none', 301, 'http://['],
    ['to no place of HTTP is none', 301, 'mailto:a@b.test'],
    ['to a URL without an end is none', 301, `/${'b'.repeat(9000)}`],
  ] as const) {
    it(what, () => equal(to(status, location)?.redirect, undefined));
  }

  it('that was followed is told of each hop', () => {
    const urls = ['http://example.test/1', 'http://example.test/2'];
    const hops = urls.map((url, index) => ({ url, status: index === 0 ? 301 : 307, headers: [], droppedFields: [] }));
    const memory = remembering(
      exchange('GET', URL, 200, [['ETag', '"a"']], { hops: hops as unknown as Exchange['hops'] }),
    );
    deepEqual(
      urls.map((url) => memory.resources.get(keyOf(url))?.observed?.redirect),
      [
        { status: 301, to: keyOf('http://example.test/2'), at: NOON + 8 },
        { status: 307, to: keyOf(URL), at: NOON + 8 },
      ],
    );
  });

  it('is forgotten when the resource answers itself', () =>
    equal(
      observedAfter(exchange('GET', URL, 301, [['Location', '/b']]), exchange('GET', URL, 200))?.redirect,
      undefined,
    ));
});

describe('what is observed of the programs behind a resource', () => {
  const get = (fields: HeaderList, status = 200) => exchange('GET', URL, status, fields);
  const software = (...story: readonly Exchange[]) => {
    const { server, poweredBy, dav, resembles } = observedAfter(...story) ?? {};
    return [server, poweredBy, dav, resembles];
  };
  const JSON_SERVER: HeaderList = [
    ['X-Powered-By', 'Express'],
    ['Expires', '-1'],
    ['Pragma', 'no-cache'],
  ];

  it('their names, cut where they are long', () =>
    deepEqual(
      software(
        get([
          ['Server', 's'.repeat(300)],
          ['X-Powered-By', 'p'.repeat(300)],
          ['DAV', 'd'.repeat(300)],
        ]),
      ),
      ['s'.repeat(200), 'p'.repeat(200), 'd'.repeat(200), undefined],
    ));
  it('which stand until others answer', () =>
    deepEqual(
      software(
        get([
          ['Server', 'a'],
          ['DAV', '1'],
        ]),
        get([['X-Powered-By', 'b']]),
        get([]),
      ),
      ['a', 'b', '1', undefined],
    ));
  it('json-server by its three fields', () => {
    equal(software(get(JSON_SERVER))[3], 'json-server');
    equal(software(get(JSON_SERVER), get([]))[3], 'json-server');
    for (const left of [0, 1, 2]) equal(software(get(JSON_SERVER.filter((_, index) => index !== left)))[3], undefined);
  });
  it('nothing by an error, and all the same by a lock', () => {
    equal(observedAfter(get([['Server', 'a']], 400)), undefined);
    equal(observedAfter(get([['Server', 'a']], 423))?.server, 'a');
    equal(observedAfter(get([['Server', 'a']], 399))?.server, 'a');
  });
});

describe('how long content is immutable', () => {
  const FOR = 'max-age=60, immutable';
  const until = (cacheControl: string, age?: string, ...then: readonly Exchange[]) => {
    const fields: HeaderList = [['Cache-Control', cacheControl], ...(age === undefined ? [] : [['Age', age] as const])];
    const found = observedAfter(exchange('GET', URL, 200, fields), ...then)?.immutableUntil;
    return found === undefined ? undefined : (found - NOON - 8) / 1000;
  };
  for (const [cacheControl, age, seconds] of [
    [FOR, undefined, 60],
    ['immutable, max-age="60"', undefined, 60],
    ['IMMUTABLE , Max-Age = 60', undefined, 60],
    [FOR, '60', undefined],
    [FOR, '59', 1],
    [FOR, 'old', 60],
    ['max-age=60', undefined, undefined],
    ['max-age=60, not-immutable', undefined, undefined],
    ['max-age=60, immutable=1', undefined, undefined],
    ['s-max-age=60, immutable', undefined, undefined],
  ] as const) {
    it(`${cacheControl}${age === undefined ? '' : `, aged ${age}`}: ${seconds ?? 'not at all'}`, () =>
      equal(until(cacheControl, age), seconds));
  }
  for (const [what, then, seconds] of [
    ['stands after a HEAD', exchange('HEAD', URL, 200), 60],
    ['ends with another reading', exchange('GET', URL, 200), undefined],
    ['ends with a write', exchange('PUT', URL, 204), undefined],
    ['stands after a write that was refused', exchange('PUT', URL, 412), 60],
    ['stands after a redirected write', exchange('PUT', URL, 303), 60],
  ] as const) {
    it(what, () => equal(until(FOR, undefined, then), seconds));
  }
});

describe('observations in the stored form', () => {
  const memory = remembering(lock(), exchange('GET', URL, 301, [['Location', '/b']]));
  const stored = (observed: unknown) => {
    const data = JSON.parse(JSON.stringify(storeMemory(memory)));
    data.resources[0].observed = observed;
    const loaded = loadMemory(data);
    return loaded.kind === 'unreadable' ? loaded.why : 'loaded';
  };

  it('come back as they were', () =>
    deepEqual(loadMemory(JSON.parse(JSON.stringify(storeMemory(memory)))), { kind: 'loaded', memory }));
  for (const [observed, why] of [
    [undefined, 'loaded'],
    [[], 'resources[0].observed is not an object'],
    [{ redirect: { status: 301, to: 'x' } }, 'resources[0].observed.redirect.at is missing'],
    [{ locks: [{ state: 'open', at: 1 }] }, 'resources[0].observed.locks[0].state is neither held nor released'],
    [{ shown: [1] }, 'resources[0].observed.shown[0] is not a text'],
    [{ immutableUntil: 'noon' }, 'resources[0].observed.immutableUntil is not a number'],
    [{ server: 1 }, 'resources[0].observed.server is not a text'],
  ] as const) {
    it(`${JSON.stringify(observed)}: ${why}`, () => equal(stored(observed), why));
  }
});
