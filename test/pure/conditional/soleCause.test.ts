import { deepEqual, ok } from 'node:assert/strict';
import type { CauseId } from '../../../src/core/conditional/explanation/explanation.ts';
import { exchange, explained, NOON, type Story } from '../support/exchanges.ts';

const URL = 'http://example.test/a';
const seconds = (count: number) => NOON + count * 1000;
const read = (at: number, etag: string, more: readonly (readonly [string, string])[] = []) =>
  exchange('GET', URL, 200, [['ETag', etag], ...more], {
    at: seconds(at),
    body: 'the same',
    sent: more.length > 0 ? [['Accept-Encoding', 'gzip']] : [],
  });
const refused = (etag: string) =>
  exchange('PUT', URL, 412, [], { at: seconds(30), content: 'mine', sent: [['If-Match', etag]] });
const causes = (story: Story): readonly CauseId[] => explained(story).causes.map(({ id }) => id);

describe('that the content is the same', () => {
  it('says nothing more of a tag that is weak', () =>
    deepEqual(causes({ past: [read(0, 'W/"a"')], exchange: refused('W/"a"'), fresh: read(31, 'W/"a"') }), [
      'weak-server',
    ]));

  it('says nothing more of the tag of a compressed form', () => {
    const coded = read(0, '"a-gzip"', [
      ['Content-Encoding', 'gzip'],
      ['Vary', 'Accept-Encoding'],
    ]);
    deepEqual(causes({ past: [coded], exchange: refused('"a-gzip"'), fresh: read(31, '"a"') }), ['coding-suffix']);
  });

  it('is the cause where nothing else is proven', () =>
    deepEqual(
      causes({ past: [read(0, '"a"')], exchange: refused('"a"'), fresh: read(31, '"b"') })[0],
      'background-change',
    ));
});

describe('a refusal without a condition', () => {
  it('is told in the answer’s own words, not by the User-Agent', () => {
    const body = '{"error":"file_exists","reason":"The database exists already."}';
    const story = {
      exchange: exchange('PUT', URL, 412, [['Content-Type', 'application/json']], { at: seconds(30), body }),
    };
    const evidence = explained(story).causes[0]?.evidence ?? [];
    ok(evidence.includes('The answer says “The database exists already.”.'), evidence.join(' '));
    ok(!evidence.some((sentence) => sentence.includes('User-Agent')));
  });
});
