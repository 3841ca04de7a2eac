import assert from 'node:assert/strict';
import { explainRecorded, type RecordedEntry } from '../../../src/core/conditional/explanation/explainRecorded.ts';
import { emptyMemory } from '../../../src/core/conditional/memory/memory.ts';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import { exchange, explained, failed } from '../support/exchanges.ts';
import { fieldsOf } from './scenes.ts';
import { at, get, stories, URL } from './stories.ts';

const circumstances = {
  environment: '',
  hashIdentity: (credentials: string) => `#${credentials}`,
  memory: emptyMemory,
};
const recorded = (...exchanges: readonly Exchange[]): readonly RecordedEntry[] =>
  exchanges.map((each, entry) => ({ entry, exchange: each }));

/** `1 412 changed-by-other` for each entry that is explained. */
const told = (entries: readonly RecordedEntry[]): readonly string[] =>
  explainRecorded(entries, circumstances).map(({ entry, explanation }) =>
    `${entry} ${explanation.status} ${explanation.causes.map(({ id }) => id).join(' ')}`.trim(),
  );

/** What is at another version has another content. */
const read = (seconds: number, tag: string, sent = '') => get(seconds, fieldsOf(`ETag: ${tag}`), tag, fieldsOf(sent));
const put = (seconds: number, status: number, sent = 'If-Match: "v1"', answer = '', url = URL) =>
  exchange('PUT', url, status, fieldsOf(answer), { at: at(seconds), sent: fieldsOf(sent), content: 'mine' });

describe('a record explained', () => {
  for (const story of stories.filter(({ earlier = [], probes = [] }) => earlier.length + probes.length === 0)) {
    if (story.exchange.request.url !== URL) continue;
    it(`tells of the last exchange what the story tells: ${story.name}`, () => {
      const { past = [], exchange: last, fresh } = story;
      const entries = recorded(...past, last).map((each, index) =>
        index === past.length && fresh ? { ...each, fresh } : each,
      );
      const found = explainRecorded(entries, circumstances).find(({ entry }) => entry === past.length);
      assert.equal(found?.explanation.summary, explained(story).summary);
    });
  }

  const rows: readonly (readonly [name: string, entries: readonly RecordedEntry[], wanted: readonly string[]])[] = [
    ['of nothing is nothing', [], []],
    ['is silent on what went as it should', recorded(read(0, '"v1"'), put(10, 204)), []],
    [
      'takes the next read for the look-up',
      recorded(read(0, '"v1"'), put(10, 412), read(20, '"v2"')),
      ['1 412 changed-by-other'],
    ],
    [
      'takes no read after a write that went through',
      recorded(read(0, '"v1"'), put(10, 412, 'If-Match: W/"v1"'), put(15, 204, '', 'ETag: "v3"'), read(20, '"v3"')),
      ['1 412 weak-comparison'],
    ],
    [
      'takes a read after a write that was refused too',
      recorded(read(0, '"v1"'), put(10, 412), put(15, 412), read(20, '"v2"')),
      ['1 412 changed-by-other', '2 412 changed-by-other'],
    ],
    [
      'takes no read that failed',
      recorded(read(0, '"v1"'), put(10, 412), failed('GET', URL, { at: at(20) })),
      ['1 412 changed-by-other'],
    ],
    [
      'takes no read by somebody else',
      recorded(read(0, '"v1"'), put(10, 412), read(20, '"v1"', 'Authorization: b')),
      ['1 412 changed-by-other'],
    ],
    [
      'goes by the time, and tells by the place',
      recorded(put(10, 412), read(0, '"v1"'), read(20, '"v2"')),
      ['0 412 changed-by-other'],
    ],
    ['tells nothing of what failed', recorded(failed('PUT', URL, { at: at(0), sent: fieldsOf('If-Match: "v1"') })), []],
    [
      'tells nothing of what is no http',
      recorded({ ...put(0, 412), request: { ...put(0, 412).request, url: 'about:blank' } }),
      [],
    ],
    [
      'tells of a 304 and of a 428',
      recorded(exchange('GET', URL, 304, [], { at: at(0), sent: fieldsOf('If-None-Match: "v1"') }), put(5, 428, '')),
      ['0 304', '1 428 no-condition'],
    ],
    [
      'knows a redirect before for a hop',
      recorded(put(0, 307, 'If-Match: "v1"', 'Location: /b'), put(1, 204, '', '', 'http://example.test/b')),
      ['1 204 redirect'],
    ],
    [
      'knows a redirect elsewhere for none',
      recorded(put(0, 307, 'If-Match: "v1"', 'Location: /c'), put(1, 204, '', '', 'http://example.test/b')),
      [],
    ],
    [
      'knows a Location of what was created for no redirect',
      recorded(put(0, 201, 'If-Match: "v1"', 'Location: /b'), put(1, 204, '', '', 'http://example.test/b')),
      ['0 201 precondition-ignored'],
    ],
    [
      'learns from an exchange once it has ended',
      recorded(
        read(0, '"v1"'),
        { ...put(5, 204, 'If-Match: "v1"', 'ETag: "v2"'), endedAt: at(30) },
        put(10, 412),
        read(40, '"v2"'),
      ),
      ['2 412 changed-by-other'],
    ],
    [
      'tells what somebody else read apart',
      recorded(
        read(0, '"v1"', 'Authorization: a'),
        put(10, 412, 'If-Match: "v1" | Authorization: b'),
        read(20, '"v2"', 'Authorization: b'),
      ),
      ['1 412 changed-by-other auth-dependent'],
    ],
  ];
  it('says that a guarded write stopped at a redirect', () => {
    const stopped = (names: readonly string[], sent: string): Exchange => ({
      ...put(0, 307, sent, 'Location: /b'),
      stopped: { target: 'http://example.test/b', conditions: names },
    });
    const [one] = explainRecorded(recorded(stopped(['if-match'], 'If-Match: "v1"')), circumstances);
    assert.deepEqual(one?.explanation, {
      status: 307,
      verdict: 'undetermined',
      culprit: 'If-Match',
      confidence: 'certain',
      summary: 'The server redirected the PUT, and it stopped there: at the new URL nothing would have guarded it.',
      steps: one?.explanation.steps,
      causes: [
        {
          id: 'redirect',
          title: 'The condition was for another URL',
          likelihood: 'high',
          effort: 'easy',
          evidence: ['http://example.test/a redirects to http://example.test/b, and if-match speaks of the first.'],
          fixes: [{ id: 'send-to-target', title: 'Send it to the new URL' }],
        },
      ],
      unknowns: ['Whether the condition holds at the new URL is not known: a tag belongs to one resource.'],
      deviation: undefined,
    });
    const [two] = explainRecorded(recorded(stopped(['If-None-Match', 'If'], '')), circumstances);
    assert.equal(two?.explanation.culprit, 'If-None-Match');
    assert.match(two?.explanation.causes[0]?.evidence[0] ?? '', /If-None-Match and If speaks/);
    const [three] = explainRecorded(recorded(stopped(['If'], '')), circumstances);
    assert.equal(three?.explanation.culprit, undefined);
  });

  for (const [name, entries, wanted] of rows) it(name, () => assert.deepEqual(told(entries), wanted));
});
