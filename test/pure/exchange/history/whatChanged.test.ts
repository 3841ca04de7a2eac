import assert from 'node:assert/strict';
import type { HeaderList } from '../../../../src/core/http/headerList.ts';
import { describeChange } from '../../../../src/exchange/history/describeChange.ts';
import type { HistoryEntry } from '../../../../src/exchange/history/historyEntry.ts';
import { previousOf } from '../../../../src/exchange/history/whatChanged.ts';
import { answered, type Parts, unanswered } from '../answers.ts';
import { entryOf, readOf } from './entries.ts';

const at = () => '09:41:12';
const told = (...entries: HistoryEntry[]): string | undefined => {
  const later = entries.pop() ?? assert.fail();
  return describeChange(previousOf(entries, later).change, at);
};
const asked = (headers: HeaderList) => ({ request: { ...answered().request, headers } });
const tagged = (tag: string, more: Parts = {}) => readOf({ headers: [['ETag', tag]], ...more });

describe('what changed since last time', () => {
  const rows: readonly (readonly [string, () => string | undefined, string | undefined])[] = [
    ['a first send has nothing to be compared with', () => told(readOf()), undefined],
    ['nothing', () => told(tagged('"a"'), tagged('"a"')), 'Since 09:41:12: nothing changed'],
    [
      'status and validators',
      () => told(tagged('"a"'), tagged('"b"', { status: 206 })),
      'Since 09:41:12: 200 → 206 · ETag "a" → "b" · same content',
    ],
    ['a tag that is gone', () => told(tagged('"a"'), readOf()), 'Since 09:41:12: ETag is gone · same content'],
    ['a tag that came', () => told(readOf(), tagged('"a"')), 'Since 09:41:12: ETag "a" is new · same content'],
    [
      'lines of the content',
      () => told(readOf({ body: 'a\nb\nc' }), readOf({ body: 'a\nB\nc\nd' })),
      'Since 09:41:12: content +2 lines −1 line',
    ],
    [
      'lines of JSON as it is shown, not as it came',
      () => {
        const json = (body: string) => readOf({ body, headers: [['Content-Type', 'application/json']] });
        return told(json('{"a":1,"b":2,"c":3}'), json('{"a":1,"b":4,"c":3}'));
      },
      'Since 09:41:12: content +1 line −1 line',
    ],
    [
      'an order of lines',
      () => told(readOf({ body: 'a\nb' }), readOf({ body: 'b\na' })),
      'Since 09:41:12: content in another order',
    ],
    [
      'bytes that are no text',
      () => told(readOf({ body: new Uint8Array([0, 1]) }), readOf({ body: new Uint8Array([0, 2]) })),
      'Since 09:41:12: other content',
    ],
    [
      'other fields by their names, not those of the moment',
      () =>
        told(
          readOf({
            headers: [
              ['Date', 'a'],
              ['Vary', 'x'],
              ['Age', '1'],
            ],
          }),
          readOf({
            headers: [
              ['Date', 'b'],
              ['Server', 's'],
              ['Age', '2'],
            ],
          }),
        ),
      'Since 09:41:12: Vary, Server changed · same content',
    ],
    [
      'a 304 says that nothing changed, whatever it leaves out',
      () =>
        told(
          readOf({
            headers: [
              ['ETag', '"a"'],
              ['Content-Type', 'text/plain'],
            ],
          }),
          readOf({ status: 304 }, {}, asked([['If-None-Match', '"a"']])),
        ),
      'Since 09:41:12: 200 → 304 · nothing changed; the request differs in If-None-Match',
    ],
    [
      'a 304 with the same tag',
      () => told(tagged('"a"', { body: 'x' }), tagged('"a"', { status: 304 })),
      'Since 09:41:12: 200 → 304 · nothing changed',
    ],
    [
      'a 304 of a resource that is only dated',
      () =>
        told(
          readOf({ headers: [['Last-Modified', 'then']] }),
          readOf({ status: 304 }, {}, asked([['If-Modified-Since', 'then']])),
        ),
      'Since 09:41:12: 200 → 304 · nothing changed; the request differs in If-Modified-Since',
    ],
    [
      'a 304 for another version says nothing of the content, and brings fields',
      () =>
        told(
          tagged('"a"', { body: 'x' }),
          readOf({
            status: 304,
            headers: [
              ['ETag', '"b"'],
              ['Cache-Control', 'no-cache'],
            ],
          }),
        ),
      'Since 09:41:12: 200 → 304 · ETag "a" → "b" · Cache-Control changed',
    ],
    [
      'a 200 after a 304 is no news either',
      () => told(tagged('"a"', { status: 304 }), tagged('"a"', { body: 'x' })),
      'Since 09:41:12: 304 → 200 · nothing changed',
    ],
    ['a failure', () => told(readOf(), entryOf(unanswered())), 'Since 09:41:12: 200 → connect-refused'],
    [
      'a request that was another one too',
      () => told(readOf(), readOf({}, {}, asked([['Accept-Language', 'de']]))),
      'Since 09:41:12: nothing changed; the request differs in Accept-Language',
    ],
  ];
  for (const [name, line, expected] of rows) it(name, () => assert.equal(line(), expected));

  const others: readonly (readonly [string, HistoryEntry, HistoryEntry, RegExp | undefined])[] = [
    [
      'another identity',
      readOf({}, { identity: 'a' }),
      readOf({}, { identity: 'b' }),
      /^Not compared .* credentials\.$/,
    ],
    ['another environment', readOf({}, { environment: 'a' }), readOf(), /^Not compared .* another environment\.$/],
    [
      'another variant',
      readOf({ headers: [['Vary', 'Accept']] }, {}, asked([['Accept', 'a/b']])),
      readOf({ headers: [['Vary', 'Accept']] }, {}, asked([['Accept', 'c/d']])),
      /^Not compared .* another variant of the resource\.$/,
    ],
    ['another method', readOf(), readOf({}, {}, { request: { ...answered().request, method: 'HEAD' } }), undefined],
  ];
  for (const [name, before, after, expected] of others)
    it(`${name} is never compared silently`, () => {
      const line = told(before, after);
      if (expected === undefined) assert.equal(line, undefined);
      else assert.match(line ?? '', expected);
    });

  it('compares with the last comparable send, past those of others', () => {
    const mine = tagged('"a"');
    const theirs = readOf({ headers: [['ETag', '"t"']] }, { identity: 'them' });
    assert.equal(previousOf([mine, theirs], tagged('"b"')).previous, mine);
  });

  it('compares with what came of the send before, not with attempts that were repeated, nor with look-ups', () => {
    const whole = tagged('"a"');
    const attempt = readOf({ status: 503 }, { attempt: { number: 1, of: 2 } });
    const last = readOf({ status: 503 }, { attempt: { number: 2, of: 2 } });
    const seen = readOf({}, { lookUp: true });
    assert.equal(previousOf([whole, attempt, seen], tagged('"b"')).previous, whole);
    assert.equal(previousOf([whole, attempt, last, seen], tagged('"b"')).previous, last);
  });

  it('takes time that grows with the content alone', () => {
    const body = (letter: string) => Array.from({ length: 200_000 }, (_, line) => `${letter}${line}`).join('\n');
    const [before, after] = [readOf({ body: body('a') }), readOf({ body: body('b') })];
    const start = performance.now();
    previousOf([before], after);
    assert.ok(performance.now() - start < 5_000);
  });
});
