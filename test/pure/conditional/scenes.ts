import type { ProbeKind } from '../../../src/core/conditional/explanation/probe.ts';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import { exchange, failed, type Story } from '../support/exchanges.ts';
import { at, date, get, URL } from './stories.ts';

/** `If-Match: "v1" | Accept: a` as fields; nothing for nothing. */
export const fieldsOf = (lines: string): HeaderList =>
  lines === ''
    ? []
    : lines.split(' | ').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const);

/** Situations of one kind, each with what tells it from the others. */
export interface Scene {
  readonly name: string;
  readonly situations: readonly (readonly [name: string, story: Story])[];
}

type Named<Value> = readonly (readonly [name: string, value: Value])[];

const v1 = `ETag: "v1" | Last-Modified: ${date(-60)} | Date: ${date(0)}`;
const v2 = `ETag: "v2" | Last-Modified: ${date(20)} | Date: ${date(31)}`;

const pasts: Named<readonly Exchange[]> = [
  ['nothing known', []],
  ['v1 read', [get(0, fieldsOf(v1), 'one')]],
  [
    'v1 read, v2 written',
    [
      get(0, fieldsOf(v1), 'one'),
      exchange('PUT', URL, 204, fieldsOf('ETag: "v2"'), {
        at: at(10),
        content: 'two',
        sent: fieldsOf('If-Match: "v1"'),
      }),
    ],
  ],
  ['gone', [exchange('GET', URL, 404, [], { at: at(0) })]],
];

const looks: Named<Exchange | undefined> = [
  ['no look-up', undefined],
  ['look-up v1', exchange('HEAD', URL, 200, fieldsOf(v1), { at: at(31) })],
  ['look-up v2', exchange('GET', URL, 200, fieldsOf(v2), { at: at(31), body: 'mine' })],
  ['look-up 404', exchange('HEAD', URL, 404, [], { at: at(31) })],
  ['look-up lost', failed('HEAD', URL, { at: at(31) })],
];

const each = <First, Second, Result>(
  first: Named<First>,
  second: Named<Second>,
  make: (one: First, other: Second) => Result,
): Named<Result> =>
  first.flatMap(([one, value]) => second.map(([other, more]) => [`${one}, ${other}`, make(value, more)] as const));

const withLook = (story: Story, fresh: Exchange | undefined): Story =>
  fresh === undefined ? story : { ...story, fresh };

const write = (method: string, status: number, fields: string, answer = ''): Exchange =>
  exchange(method, URL, status, fieldsOf(answer), { at: at(30), content: 'mine', sent: fieldsOf(fields) });

const writes: readonly Scene[] = [
  'If-Match: "v1"',
  'If-Match: "v2"',
  'If-Match: W/"v1"',
  'If-Match: "v0", "v1"',
  'If-Match: *',
  'If-Match: ',
  'If-None-Match: *',
  'If-None-Match: "v1"',
  `If-Unmodified-Since: ${date(-60)}`,
  `If-Unmodified-Since: ${date(-120)}`,
  `If-Match: "v1" | If-Unmodified-Since: ${date(-120)}`,
  '',
].flatMap((fields) =>
  [
    ['PUT', 412],
    ['PUT', 204],
    ['DELETE', 204],
  ].map(([method = 'PUT', status = 412]) => ({
    name: `${status} to ${method} ${fields === '' ? 'without a condition' : fields}`,
    situations: each(pasts, looks, (past, fresh) =>
      withLook({ past, exchange: write(String(method), Number(status), fields) }, fresh),
    ),
  })),
);

const answers: Named<string> = [
  ['v1', v1],
  ['v2', v2],
  ['no validators', ''],
  ['v1 of a cache', `${v1} | Age: 5 | X-Cache: HIT`],
  ['v1 on the way', `${v1} | Via: 1.1 proxy | X-Cache: MISS`],
  ['v1 of Apache', `${v1} | Server: Apache/2.4.62`],
  ['v1 of Express', `${v1} | X-Powered-By: Express`],
  ['an older v0', `ETag: "v0" | Last-Modified: ${date(-600)}`],
];

const reads: readonly Scene[] = [
  'If-None-Match: "v1"',
  'If-None-Match: v1',
  'If-None-Match: "v1-gzip"',
  'If-None-Match: "v0", "v1"',
  'If-None-Match: *',
  'If-None-Match: "v1" | Cache-Control: no-cache',
  `If-None-Match: "v1" | If-Modified-Since: ${date(-120)}`,
  `If-Modified-Since: ${date(-60)}`,
  `If-Modified-Since: ${date(-120)}`,
  'If-Match: "v1"',
  'Range: bytes=0-1 | If-Range: "v1"',
  'Range: bytes=0-1 | If-Range: "v0"',
  '',
].flatMap((fields) =>
  [200, 206, 304, 412].map((status) => ({
    name: `${status} to GET ${fields === '' ? 'without a condition' : fields}`,
    situations: each(pasts.slice(0, 2), answers, (past, answer) => ({
      past,
      exchange: exchange('GET', URL, status, fieldsOf(answer), { at: at(30), body: 'one', sent: fieldsOf(fields) }),
    })),
  })),
);

const bodies: Named<readonly [type: string, body: string]> = [
  ['nothing', ['', '']],
  ['text', ['Content-Type: text/plain', 'etag']],
  ['an error', ['Content-Type: application/json', '{"error":"conflict","reason":"Document update conflict."}']],
  ['an error inside', ['Content-Type: application/json', '{"error":{"code":"x","message":"The condition failed"}}']],
  [
    'an empty error',
    ['Content-Type: application/json', '{"message":" ","title":"T","detail":7,"errorCode":"E","code":"C"}'],
  ],
  ['an array', ['Content-Type: application/json', '["etag"]']],
  ['that it exists', ['Content-Type: application/json', '{"message":"It already exists"}']],
  [
    'S3 in flight',
    ['Content-Type: application/xml', '<Error><Code>ConditionalRequestConflict</Code><Message>Busy</Message></Error>'],
  ],
  ['If-Match in XML', ['Content-Type: text/xml', '<Error><Code>X</Code><Message>A If-Match header</Message></Error>']],
];

const refusals: readonly Scene[] = [400, 409, 501, 423].flatMap((status) =>
  [
    'PUT If-Match: "v1"',
    'PUT If-None-Match: *',
    'PUT If-None-Match: "a" | If-None-Match: "b"',
    'PUT ',
    'MKCOL If-Match: "v1"',
    'GET If-None-Match: "v1"',
  ].map((request) => {
    const method = request.slice(0, request.indexOf(' '));
    const fields = request.slice(request.indexOf(' ') + 1);
    return {
      name: `${status} to ${method} ${fields === '' ? 'without a condition' : fields}`,
      situations: each(bodies, [...pasts.slice(0, 2), ['of nginx', []] as const], ([type, body], past) => ({
        past,
        exchange: exchange(
          method,
          URL,
          status,
          fieldsOf(past.length === 0 ? `Server: nginx${type && ` | ${type}`}` : type),
          {
            at: at(30),
            body,
            content: 'mine',
            sent: fieldsOf(fields),
          },
        ),
      })),
    };
  }),
);

const probes: readonly ProbeKind[] = [
  'content',
  'compressed',
  'repeat',
  'other-fields',
  'anonymous',
  'past-cache',
  'browser',
  'locks',
];
const german = get(0, fieldsOf('ETag: "v1" | Vary: Accept-Language, Accept'), 'one', fieldsOf('Accept-Language: de'));

const probed: readonly Scene[] = probes.map((kind) => ({
  name: `probed: ${kind}`,
  situations: each(
    [
      ['"v1" replaced', [write('PUT', 412, 'If-Match: "v1"'), looks[2]?.[1]]],
      ['"v1" current', [write('PUT', 412, 'If-Match: "v1"'), looks[1]?.[1]]],
      ['W/"v2" replaced', [write('PUT', 412, 'If-Match: W/"v2"'), looks[2]?.[1]]],
      [
        '"v1" of a cache',
        [write('PUT', 412, 'If-Match: "v1"'), exchange('HEAD', URL, 200, fieldsOf(`${v1} | Age: 5`), { at: at(31) })],
      ],
      ['refused too', [write('PUT', 412, 'If-Match: "v1"'), exchange('HEAD', URL, 412, [], { at: at(31) })]],
      ['no look-up', [write('PUT', 412, 'If-Match: "v1"'), undefined]],
      ['a date', [write('PUT', 412, `If-Unmodified-Since: ${date(-60)}`), looks[2]?.[1]]],
      ['a lock', [write('PUT', 412, 'If: (<opaquelocktoken:1>)'), looks[1]?.[1]]],
    ] as Named<readonly [Exchange, Exchange | undefined]>,
    [
      ['answered v1', [[200, 'ETag: "v1"', 'one']]],
      ['answered v2', [[200, 'ETag: "v2"', 'mine']]],
      ['answered W/"v2"', [[200, 'ETag: W/"v2"', 'mine']]],
      [
        'answered v2, v1, v2',
        [
          [200, 'ETag: "v2"', ''],
          [200, 'ETag: "v1"', ''],
          [200, 'ETag: "v2"', ''],
        ],
      ],
      [
        'answered v2, v1',
        [
          [200, 'ETag: "v2"', ''],
          [200, 'ETag: "v1"', ''],
        ],
      ],
      ['answered without a tag', [[200, '', 'one']]],
      ['refused', [[412, '', '']]],
    ] as Named<readonly (readonly [number, string, string])[]>,
    ([last, fresh], back) =>
      withLook(
        {
          past: [german],
          exchange: last,
          probes: [
            {
              kind,
              exchanges: back.map(([status, fields, body]) =>
                exchange('HEAD', URL, status, fieldsOf(fields), { at: at(32), body }),
              ),
            },
          ],
        },
        fresh,
      ),
  ),
}));

const cachedReads: Named<readonly Exchange[]> = [
  ['read', [get(0, fieldsOf(v1), 'one')]],
  ['from a cache', [get(0, fieldsOf(`${v1} | Age: 5`), 'one')]],
  ['through a proxy', [get(0, fieldsOf(`${v1} | Via: 1.1 proxy`), 'one')]],
  [
    'from a cache after a write',
    [
      exchange('PUT', URL, 204, fieldsOf('ETag: "v3"'), { at: at(-20), content: 'two' }),
      get(0, fieldsOf(`${v1} | X-Cache: HIT`), 'one'),
    ],
  ],
  [
    'from a cache before a write',
    [
      get(0, fieldsOf(`${v1} | X-Cache: HIT`), 'one'),
      exchange('PUT', URL, 204, fieldsOf('ETag: "v3"'), { at: at(20), content: 'two' }),
    ],
  ],
  ['between two', [get(0, fieldsOf(v1)), get(5, fieldsOf('ETag: "v2"')), get(10, fieldsOf(v1))]],
  ['before another', [get(0, fieldsOf('ETag: "v2"')), get(5, fieldsOf(v1))]],
  ['elsewhere', [exchange('GET', `${URL}/b`, 200, fieldsOf(v1), { at: at(0), body: 'one' })]],
  ['with HEAD', [exchange('HEAD', URL, 200, fieldsOf('ETag: "v1"'), { at: at(0) })]],
  ['without a tag', [get(0, fieldsOf(`Last-Modified: ${date(-60)}`), 'one')]],
];

const lookedUp: Named<Exchange | undefined> = [
  'ETag: "v2"',
  `ETag: "v2" | Last-Modified: ${date(-30)} | Date: ${date(31)}`,
  'ETag: "v2" | CF-Ray: 1',
  'ETag: "5e1f-62a" | Via: 1.1 cdn | Server: cdn',
  'ETag: "v1" | Server: other | X-Served-By: b',
  'ETag: "v1" | Via: 1.1 cdn | Age: 2',
  'ETag: "v1-gzip" | Server: Apache',
  'ETag: W/"v1"',
  'ETag: "v3"',
  `Last-Modified: ${date(-60)}`,
].map((fields) => [fields, exchange('HEAD', URL, 200, fieldsOf(fields), { at: at(31) })] as const);

const onTheWay: readonly Scene[] = [
  'If-Match: "v1"',
  'If-Match: "v1-gzip"',
  'If-Match: "V1"',
  'If-Match: v1',
  `If-Unmodified-Since: ${date(-30)}`,
].map((fields) => ({
  name: `412 to PUT ${fields}, with what was read and looked up`,
  situations: each(cachedReads, lookedUp, (past, fresh) =>
    withLook({ past, exchange: write('PUT', 412, fields, 'Server: nginx | X-Served-By: a') }, fresh),
  ),
}));

/** Every situation at hand: what was sent, what came back, what was known and what was looked up, in products. */
export const scenes: readonly Scene[] = [...writes, ...reads, ...refusals, ...probed, ...onTheWay];
