import assert from 'node:assert/strict';
import { comparison } from '../../../../src/exchange/history/comparison.ts';
import type { HistoryEntry } from '../../../../src/exchange/history/historyEntry.ts';
import { answered, unanswered } from '../answers.ts';
import { entryOf, readOf } from './entries.ts';

const at = (epoch: number) => `09:41:0${epoch}`;
const sides = (before: HistoryEntry, after: HistoryEntry) => comparison(before, after, at);
const json = (body: string) => readOf({ body, headers: [['Content-Type', 'application/json']] });
/** The lines of each side that the other has not. */
const difference = (before: HistoryEntry, after: HistoryEntry) => {
  const [one, other] = [sides(before, after).before.split('\n'), sides(before, after).after.split('\n')];
  return [one.filter((line) => !other.includes(line)), other.filter((line) => !one.includes(line))];
};

describe('two responses side by side', () => {
  it('differ in what changed of their fields, not in what is of the moment or in another order', () => {
    const before = readOf({
      headers: [
        ['Date', 'a'],
        ['ETag', '"a"'],
        ['Vary', 'Accept'],
      ],
    });
    const after = readOf({
      headers: [
        ['vary', 'Accept'],
        ['etag', '"b"'],
        ['Date', 'b'],
      ],
    });
    assert.deepEqual(difference(before, after), [['etag: "a"'], ['etag: "b"']]);
  });

  const rows: readonly (readonly [what: string, before: string, after: string, expected: readonly string[][]])[] = [
    ['a value', '{"a":1,"b":2}', '{"a":1,"b":3}', [['  "b": 2'], ['  "b": 3']]],
    ['white space', '{"a":1,"b":[1,2]}', '{ "a" : 1,\n"b":[ 1, 2 ] }', [[], []]],
    [
      'digits that no float holds',
      '[12345678901234567890]',
      '[12345678901234567891]',
      [['  12345678901234567890'], ['  12345678901234567891']],
    ],
    ['a number written otherwise', '[1.5]', '[1.50]', [['  1.5'], ['  1.50']]],
    [
      'an order of members alone',
      '{"a":1,"b":{"c":1,"d":2}}',
      '{"b":{"d":2,"c":1},"a":1}',
      [[], ['# Members stand in the order of the other response.']],
    ],
    [
      'a member among others in another order',
      '{"a":1,"b":2,"c":3}',
      '{"c":3,"new":0,"b":2,"a":9}',
      [
        ['  "a": 1,', '  "c": 3'],
        ['# Members stand in the order of the other response.', '  "a": 9,', '  "c": 3,', '  "new": 0'],
      ],
    ],
    [
      'an order in a list',
      '[1,2]',
      '[2,1]',
      [
        ['  1,', '  2'],
        ['  2,', '  1'],
      ],
    ],
    [
      'an object that became a list',
      '{"a":1}',
      '[1]',
      [
        ['{', '  "a": 1', '}'],
        ['[', '  1', ']'],
      ],
    ],
  ];
  for (const [what, before, after, expected] of rows)
    it(`of JSON: ${what}`, () => assert.deepEqual(difference(json(before), json(after)), expected));

  it('leave JSON that is none as it came', () => {
    assert.match(sides(json('{"a":'), json('{"a":1}')).before, /\n\{"a":$/);
  });

  it('say of what is no text that it is none, and whether it is the same', () => {
    const binary = (last: number) => readOf({ body: new Uint8Array([0, 1, last]) });
    assert.match(sides(binary(1), binary(1)).after, /3 B of content, not kept: it is no text\. Equal contents/);
    assert.deepEqual(difference(binary(1), binary(1)), [[], []]);
    assert.equal(difference(binary(1), binary(2)).flat().length, 2);
  });

  it('say why there is no content', () => {
    const head = readOf({}, {}, { request: { ...answered().request, method: 'HEAD' } });
    assert.match(sides(readOf({ status: 304 }), head).before, /^304 OK\n\n# A 304 sends no content/);
    assert.match(sides(readOf(), head).after, /# The answer to HEAD has no content/);
    assert.equal(sides(readOf(), entryOf(unanswered())).after, 'connect-refused\n\n');
  });

  it('are told apart in the title by status, tag and time', () => {
    const before = readOf({ headers: [['ETag', '"v1"']] }, {}, { startedAt: 1 });
    const after = readOf({ status: 304 }, {}, { startedAt: 2 });
    assert.equal(sides(before, after).title, 'GET 200 "v1" 09:41:01 ↔ 304 09:41:02');
  });

  it('are told apart by their paths too, where those differ', () => {
    const elsewhere = readOf({}, {}, { request: { ...answered().request, url: 'http://a.test/b?c=1' } });
    assert.equal(sides(readOf(), elsewhere).title, 'GET / 200 09:41:00 ↔ GET /b?c=1 200 09:41:00');
    const long = readOf({ headers: [['ETag', `"${'x'.repeat(200)}"`]] });
    assert.ok(sides(long, long).title.length < 120);
  });

  it('take time that grows with the contents alone', () => {
    const members = Array.from({ length: 20_000 }, (_, index) => `"m${index}":${index}`);
    const start = performance.now();
    sides(json(`{${members.join()}}`), json(`{${members.reverse().join()}}`));
    assert.ok(performance.now() - start < 10_000);
  }).timeout(20_000);
});
