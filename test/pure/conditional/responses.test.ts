import assert from 'node:assert/strict';
import { recall } from '../../../src/core/conditional/memory/memory.ts';
import { responseFindings } from '../../../src/core/conditional/responses/responseFindings.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import { responseExamples } from '../service/examples/responses.ts';
import { exchangeOf, memoryOf, type Seen } from '../service/world.ts';
import { exchange, keyOf, recalled, remembering } from '../support/exchanges.ts';
import { recordedIn } from './recorded.ts';
import { fieldsOf } from './scenes.ts';
import { at, date, get, URL } from './stories.ts';

type Findings = ReturnType<typeof responseFindings>;

const findingsTold = (findings: Findings): string =>
  findings
    .map(({ code, field, facts }) => `${code}${field === undefined ? '' : ` in ${field}`} ${JSON.stringify(facts)}`)
    .join(' | ') || 'nothing';

/** The findings on the last exchange of a story, the others being remembered. */
function ofStory(story: readonly Seen[]): string {
  const last = story.at(-1) ?? assert.fail('an empty story');
  const answered = exchangeOf(last);
  const resource = keyOf(answered.request.url);
  const before = recall(memoryOf(story.slice(0, -1)), { resource, headers: last.sent, environment: '', identity: '' });
  return findingsTold(responseFindings(answered, before));
}

const pasts = [
  ['nothing known', []],
  ['a read', [get(0, fieldsOf(`ETag: "a" | Vary: Accept | Cache-Control: x | Last-Modified: ${date(-60)}`), 'old')]],
  [
    'a read compressed',
    [get(0, fieldsOf('ETag: "a-gzip" | Content-Encoding: gzip'), 'old', fieldsOf('Accept-Encoding: gzip'))],
  ],
  [
    'a read, b written',
    [
      get(0, fieldsOf('ETag: "a"'), 'old'),
      exchange('PUT', URL, 204, fieldsOf('ETag: "b"'), { at: at(10), content: 'new' }),
    ],
  ],
  [
    'W/b written',
    [
      get(0, fieldsOf('ETag: "a"'), 'old'),
      exchange('PUT', URL, 200, fieldsOf('ETag: W/"b"'), { at: at(10), content: 'new' }),
    ],
  ],
  [
    'b written and read',
    [
      get(0, fieldsOf('ETag: "a"'), 'old'),
      exchange('PUT', URL, 204, fieldsOf('ETag: "b"'), { at: at(10), content: 'new' }),
      get(20, fieldsOf('ETag: "b"'), 'new'),
    ],
  ],
] as const;

const answers: readonly (readonly [fields: string, body: string])[] = [
  ['', 'old'],
  ['ETag: "a"', 'old'],
  ['ETag: "a"', 'other'],
  ['ETag:  "b" ', 'new'],
  ['ETag: "b"', 'old'],
  ['ETag: W/"a"', 'old'],
  ['ETag: a', 'old'],
  ['ETag: "a" | Content-Encoding: gzip', 'old'],
  ['ETag: "a-gzip" | Vary: Cookie , accept-encoding', 'old'],
  ['ETag: "a-gzip" | Vary: my-accept-encoding', 'other'],
  ['ETag: "abcdefghijkl"', 'other'],
  [`Last-Modified: ${date(-60)} | Date: ${date(-60)}`, 'old'],
  [`Last-Modified: ${date(-59)} | Date: ${date(-60)}`, 'old'],
  ['Last-Modified: x | Date: x', 'old'],
  ['ETag: "3-abcdefghijklmnopqrstuvwxyz+"', 'old'],
  ['ETag: "3-abcdefghijklmnopqrstuvwxyz+"', 'four'],
  ['Content-Length: 7', ''],
  ['Content-Length: 0', ''],
];

const requests = [
  'GET ',
  'GET If-None-Match: "a"',
  'GET If-None-Match: W/"b", "c"',
  `GET If-Modified-Since: ${date(-60)}`,
  `GET If-Modified-Since: ${date(-61)}`,
  'GET Accept-Encoding: gzip',
  'HEAD If-None-Match: "a"',
  'PUT If-Match: "a"',
  'PUT ',
  'DELETE If-None-Match: *',
  'PROPFIND If-None-Match: "a"',
  'COPY Overwrite: F',
  'COPY Overwrite: T',
  'MOVE Overwrite:  f ',
  'PUT Overwrite: F',
  'PUT x-goog-if-generation-match: 1',
  'PUT x-ms-lease-id: 1',
  'PUT my-if-match: 1',
  'PUT if: (<a>)',
] as const;

/** What is found in the answers to one request, those together in which the same is found. */
function requestTold(request: string, status: number, url = URL): string {
  const method = request.slice(0, request.indexOf(' '));
  const sent: HeaderList = fieldsOf(request.slice(request.indexOf(' ') + 1));
  const told = new Map<string, string[]>();
  for (const [past, story] of pasts) {
    const before = recalled(remembering(...story), URL, sent);
    for (const [fields, body] of answers) {
      const answered = exchange(method, url, status, fieldsOf(fields), { at: at(30), body, sent, content: 'four' });
      const found = findingsTold(responseFindings(answered, before));
      told.set(found, [...(told.get(found) ?? []), `${past}, ${fields} ${body}`.trim()]);
    }
  }
  const lines = [...told].filter(([found]) => found !== 'nothing');
  return [
    `${status} to ${request}${url === URL ? '' : ` at ${url}`}`,
    ...lines.flatMap(([found, which]) => [`${which.join('; ')}:`, `  ${found}`]),
  ].join('\n  ');
}

const scenes: readonly (readonly [request: string, status: number, url?: string])[] = [
  ...requests.flatMap((request) => [200, 304, 412].map((status) => [request, status] as const)),
  ['PUT ', 412, `${URL}?ifGenerationMatch=1`],
  ['PUT ', 412, `${URL}?x=1&if_seq_no=1`],
  ['PUT ', 412, `${URL}?if=1`],
  ['PUT ', 412, `${URL}?x=if_a=1`],
];

describe('what is wrong with a response', () => {
  const recorded = recordedIn('responses.txt', () => scenes.map((scene) => requestTold(...scene)));
  for (const scene of scenes) {
    const told = requestTold(...scene);
    const name = told.split('\n', 1)[0];
    it(`${name}`, () => assert.equal(requestTold(...scene), recorded.get(name)));
  }

  for (const { code, fires, silent } of responseExamples) {
    it(`${code} is found where it is, and not elsewhere`, () => {
      assert.ok(ofStory(fires).includes(code), ofStory(fires));
      assert.ok(!ofStory(silent).includes(code), ofStory(silent));
    });
  }

  it('is nothing where none came', () =>
    assert.deepEqual(responseFindings({ ...get(0, []), response: undefined }, recalled(remembering(), URL)), []));

  for (const [name, fields, complete, bytes, found] of [
    [
      'cut off before its first octet',
      'Content-Length: 7',
      false,
      0,
      'response-412-broken-framing in Content-Length {"announced":"7"}',
    ],
    ['cut off later', 'Content-Length: 7', false, 3, 'nothing'],
    ['whole', 'Content-Length: 7', true, 0, 'nothing'],
    ['cut off, of no length', '', false, 0, 'nothing'],
    ['cut off, of a length amiss', 'Content-Length: 7x', false, 0, 'nothing'],
    ['cut off, of length 0', 'Content-Length: 00', false, 0, 'nothing'],
    [
      'cut off, of a padded length',
      'Content-Length:  007',
      false,
      0,
      'response-412-broken-framing in Content-Length {"announced":"007"}',
    ],
  ] as const) {
    it(`in a 412 ${name} is ${found === 'nothing' ? 'nothing' : 'its framing'}`, () => {
      const answered = exchange('PUT', URL, 412, fieldsOf(fields), { sent: fieldsOf('If-Match: "a"') });
      const response = answered.response && { ...answered.response, complete, bodyBytes: bytes };
      assert.equal(findingsTold(responseFindings({ ...answered, response }, recalled(remembering(), URL))), found);
    });
  }
});
