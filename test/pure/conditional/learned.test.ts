import assert from 'node:assert/strict';
import { loadMemory, storeMemory } from '../../../src/core/conditional/memory/storedMemory.ts';
import { traitsOf } from '../../../src/core/conditional/traits/traits.ts';
import { traitsExpected } from '../../../src/core/conditional/traits/traitsExpected.ts';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import { exchange, keyOf, NOON, remembering } from '../support/exchanges.ts';
import { recordedIn } from './recorded.ts';
import { fieldsOf } from './scenes.ts';
import { at, date, get, URL } from './stories.ts';

const METHODS = ['GET', 'PUT'] as const;

/** A memory in a few lines: what was observed of the server, and what is kept of each resource. */
function memoryTold(story: readonly Exchange[]): string {
  const memory = remembering(...story);
  const stored = storeMemory(memory);
  const again = loadMemory(JSON.parse(JSON.stringify(stored)));
  assert.deepEqual(again.kind === 'loaded' && storeMemory(again.memory), stored);
  const observed = [...memory.origins.values()].flatMap(({ observations }) =>
    observations.map(
      ({ id, method, field, says, weight, what }) =>
        `${says} ${id} ${method}${field ? ` ${field}` : ''} (${weight}): ${what}`,
    ),
  );
  const now = NOON + 60_000;
  const expected = METHODS.flatMap((method) => {
    const key = keyOf(URL);
    const seen = traitsOf(memory, key, method, now).map(({ id, confidence }) => `${id} ${confidence}`);
    const more = traitsExpected(memory, key, method, now).length - seen.length;
    return seen.length + more === 0 ? [] : [`${method} ${seen.join(', ')}${more === 0 ? '' : ` and ${more} expected`}`];
  });
  const kept = [...memory.resources.values()].map(({ resource, records, sightings, ownWrites, observed: told }) =>
    [
      resource.replace('http://example.test', ''),
      ...records.map(
        ({ exists, etag, lastModified, coding, vary, cache, source }) =>
          `${exists ? '' : 'gone '}${etag ?? 'no tag'} ${lastModified ?? 'no date'} ${coding} ${vary.join('=')} ${cache ?? ''} by ${source.method} ${source.status}`,
      ),
      `seen ${sightings.map(({ etag, times, whose }) => `${etag}×${times ?? 1}${whose === undefined ? '' : ` ${whose}`}`).join(' ')}`,
      ...ownWrites.map(({ method, status, etag }) => `wrote ${method} ${status} ${etag ?? ''}`),
      ...(told === undefined ? [] : [JSON.stringify(told).replaceAll(String(NOON).slice(0, 6), '…')]),
    ].join('; '),
  );
  return [...observed, ...expected, ...kept].map((line) => line.replaceAll(/ +/g, ' ').trim()).join('\n    ');
}

const read = (seconds: number, etag: string, more = '', body = 'one'): Exchange =>
  get(seconds, fieldsOf(`ETag: ${etag} | Last-Modified: ${date(-60)} | Date: ${date(seconds)}${more}`), body);

const pasts: readonly (readonly [name: string, story: readonly Exchange[]])[] = [
  ['v1', [read(0, '"v1"')]],
  ['weak v1', [read(0, 'W/"v1"')]],
  [
    'v1-gzip',
    [
      get(
        0,
        fieldsOf('ETag: "v1-gzip" | Content-Encoding: gzip | Vary: Accept-Encoding'),
        'one',
        fieldsOf('Accept-Encoding: gzip'),
      ),
    ],
  ],
  ['v1 of a cache', [read(0, '"v1"', ' | Age: 5')]],
  ['v1, our v3', [read(0, '"v1"'), exchange('PUT', URL, 204, fieldsOf('ETag: "v3"'), { at: at(9), content: 'three' })]],
];

const exchanges: readonly (readonly [name: string, last: Exchange])[] = [
  ...['"v1"', '"v2"', 'W/"v1"', '"v0", "v1"', '*', '"v1-gzip"', 'v1'].flatMap((tags) =>
    (
      [
        ['GET', 200],
        ['GET', 304],
        ['PUT', 204],
        ['PUT', 412],
        ['GET', 412],
      ] as const
    ).flatMap(([method, status]) =>
      (['If-Match', 'If-None-Match'] as const).map(
        (field) =>
          [
            `${method} ${status} ${field}: ${tags}`,
            exchange(
              method,
              URL,
              status,
              fieldsOf(method === 'GET' ? `ETag: "v1" | Last-Modified: ${date(-60)}` : ''),
              {
                at: at(20),
                body: method === 'GET' && status === 200 ? 'one' : '',
                content: method === 'PUT' ? 'mine' : '',
                sent: [[field, tags]],
              },
            ),
          ] as const,
      ),
    ),
  ),
  ...[-60, -120, 600].flatMap((seconds) =>
    (
      [
        ['GET', 200, 'If-Modified-Since'],
        ['GET', 304, 'If-Modified-Since'],
        ['PUT', 204, 'If-Unmodified-Since'],
        ['PUT', 412, 'If-Unmodified-Since'],
        ['GET', 206, 'If-Range'],
      ] as const
    ).map(
      ([method, status, field]) =>
        [
          `${method} ${status} ${field} ${seconds} s`,
          exchange(method, URL, status, fieldsOf(method === 'GET' ? `ETag: "v1" | Last-Modified: ${date(-60)}` : ''), {
            at: at(20),
            body: status === 200 ? 'one' : '',
            content: method === 'PUT' ? 'mine' : '',
            sent: [[field, date(seconds)], ...(field === 'If-Range' ? fieldsOf('Range: bytes=0-1') : [])],
          }),
        ] as const,
    ),
  ),
  ...[
    ['GET', 200, 'ETag: "v2" | Vary: Accept, Cookie, Accept-Language', 'Accept: a | Accept-Language: de'],
    ['GET', 200, 'ETag: "v2" | Vary: *', ''],
    ['GET', 200, 'ETag: v2', ''],
    ['GET', 200, 'Last-Modified: x', ''],
    [
      'GET',
      200,
      'ETag: "v1" | Cache-Control: immutable, max-age=100 | Server: Apache | X-Powered-By: Express | DAV: 1',
      '',
    ],
    ['GET', 200, 'ETag: "v1" | X-Cache: HIT | Age: 7 | Content-Encoding: br', 'Accept-Encoding: br'],
    ['HEAD', 200, 'ETag: "v2"', ''],
    ['GET', 206, 'ETag: "v2" | Content-Range: bytes 0-1/3', 'Range: bytes=0-1'],
    ['GET', 301, 'Location: /b | ETag: "v2"', ''],
    ['GET', 302, 'Location: http://u:p@other.test/c', ''],
    ['GET', 404, '', ''],
    ['GET', 410, 'ETag: "v2"', ''],
    ['GET', 500, 'ETag: "v2"', ''],
    ['GET', 200, 'ETag: "v2" | Content-Location: /b', ''],
    ['PUT', 201, 'ETag: "v2" | Location: /b', ''],
    ['PUT', 200, 'ETag: W/"v2"', ''],
    ['PUT', 202, 'ETag: "v2"', ''],
    ['PUT', 400, '', 'If-Match: "a" | If-Match: "b"'],
    ['PUT', 428, '', ''],
    ['PUT', 409, '', 'If-Match: "v1"'],
    ['PUT', 423, '', ''],
    ['PUT', 501, '', 'If-Match: "v1"'],
    ['POST', 201, 'ETag: "v2" | Location: /b', ''],
    ['POST', 200, 'Content-Location: /b | ETag: "v2"', ''],
    ['PATCH', 204, 'ETag: "v2" | Last-Modified: Sat, 21 Nov 2026 12:00:09 GMT', 'If-Match: "v1"'],
    ['DELETE', 204, '', 'If-Match: "v1"'],
    ['DELETE', 404, '', ''],
    ['MOVE', 201, '', 'Destination: /b'],
    ['COPY', 201, 'ETag: "v2"', 'Destination: http://example.test/b'],
    ['LOCK', 200, 'Lock-Token: <urn:1> | Timeout: Second-60', 'Depth: infinity'],
    ['UNLOCK', 204, '', 'Lock-Token: <urn:1>'],
    ['PROPFIND', 207, 'ETag: "v2"', 'Depth: 0'],
    ['OPTIONS', 200, 'ETag: "v2"', ''],
  ].map(
    ([method, status, fields, sent]) =>
      [
        `${method} ${status} ${fields} ⇐ ${sent}`,
        exchange(String(method), URL, Number(status), fieldsOf(String(fields)), {
          at: at(20),
          body: method === 'GET' ? 'two' : '',
          content: method === 'PUT' ? 'mine' : '',
          sent: fieldsOf(String(sent)),
        }),
      ] as const,
  ),
];

const then = read(25, '"v4"', '', 'mine');

/** What is known after the exchange, and after one reading more, whatever came before. */
function exchangeTold([name, last]: (typeof exchanges)[number]): string {
  const told = new Map<string, string[]>();
  for (const [past, story] of pasts) {
    for (const [end, more] of past === 'weak v1' || past === 'v1-gzip'
      ? [[past, []] as const]
      : [[past, []] as const, [`${past} … v4`, [then]] as const]) {
      const text = memoryTold([...story, last, ...more]);
      told.set(text, [...(told.get(text) ?? []), end]);
    }
  }
  return [name, ...[...told].map(([text, which]) => `${which.join('; ')}:\n    ${text}`)].join('\n  ');
}

describe('what is learned from', () => {
  const recorded = recordedIn('learned.txt', () => exchanges.map(exchangeTold));
  for (const each of exchanges) it(each[0], () => assert.equal(exchangeTold(each), recorded.get(each[0])));

  it('each exchange is recorded, and none that is gone', () =>
    assert.deepEqual(
      [...recorded.keys()],
      exchanges.map(([name]) => name),
    ));
});
