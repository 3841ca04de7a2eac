import assert from 'node:assert/strict';
import type { Memory } from '../../../src/core/conditional/memory/record.ts';
import type { TraitId } from '../../../src/core/conditional/traits/traitId.ts';
import {
  FADES_AFTER,
  FORGOTTEN_AFTER,
  FRESH_FOR,
  type Trait,
  traitsOf,
} from '../../../src/core/conditional/traits/traits.ts';
import type { Exchange } from '../../../src/core/http/exchange.ts';
import type { HeaderList } from '../../../src/core/http/headerList.ts';
import { exchange, keyOf, NOON, type Parts, remembering } from '../support/exchanges.ts';

const ORIGIN = 'http://example.test';
const A = `${ORIGIN}/notes/a`;
const EARLIER = 'Sat, 21 Nov 2026 10:00:00 GMT';
const LATER = 'Sat, 21 Nov 2026 11:00:00 GMT';

/** `GET 200 ETag: "v1" ⇐ If-None-Match: "v1"`, a second after the line before it. */
interface Line {
  readonly line: string;
  readonly url?: string;
  readonly sends?: string;
  readonly shows?: string;
}

const fieldsOf = (text: string): HeaderList =>
  text
    .split(' | ')
    .filter((line) => line.trim() !== '')
    .map((line) => [line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim()] as const);

function toExchange({ line, url = A, sends, shows }: Line, index: number): Exchange {
  const [answer = '', sent = ''] = line.split(' ⇐ ');
  const [, method = '', status = '', fields = ''] = /^(\w+) (\d{3})(.*)$/.exec(answer) ?? assert.fail(line);
  const parts: Parts = {
    sent: fieldsOf(sent),
    at: NOON + index * 1000,
    ...(sends === undefined ? {} : { content: sends }),
    ...(shows === undefined ? {} : { body: shows }),
  };
  return exchange(method, url, Number(status), fieldsOf(fields), parts);
}

const seen = (...lines: readonly (Line | string)[]): Memory =>
  remembering(...lines.map((line) => (typeof line === 'string' ? { line } : line)).map(toExchange));

const traitIn = (memory: Memory, method: string, id: TraitId, url = A, later = 60_000): Trait | undefined =>
  traitsOf(memory, keyOf(url), method, NOON + later).find((trait) => trait.id === id);

const read = (tag: string, shows = 'old'): Line => ({
  line: `GET 200 ETag: ${tag} | Last-Modified: ${EARLIER}`,
  shows,
});
const staleWrite: Line = { line: 'PUT 204 ⇐ If-Match: "v1"', sends: 'mine' };

describe('a trait that ordinary exchanges teach', () => {
  const rows: readonly (readonly [TraitId, string, Trait['confidence'], ...(Line | string)[]])[] = [
    ['ignores-if-match', 'PUT', 'likely', read('"v2"'), staleWrite],
    ['ignores-if-match', 'PUT', 'seen', read('"v2"'), staleWrite, read('"v3"', 'mine')],
    ['ignores-if-match', 'PUT', 'seen', { line: 'PUT 201 ⇐ If-Match: *', sends: 'mine' }],
    ['ignores-if-match', 'DELETE', 'seen', read('"v2"'), 'DELETE 204 ⇐ If-Match: "v1"', 'GET 404'],
    ['ignores-if-match', 'GET', 'seen', 'GET 200 ETag: "v2" ⇐ If-Match: "v1"'],
    ['im-weak-comparison', 'PUT', 'likely', read('W/"v1"'), { line: 'PUT 204 ⇐ If-Match: W/"v1"', sends: 'mine' }],
    ['ignores-if-none-match', 'PUT', 'likely', read('"v1"'), { line: 'PUT 204 ⇐ If-None-Match: *', sends: 'mine' }],
    ['ignores-if-none-match', 'GET', 'seen', 'GET 200 ETag: "v1" ⇐ If-None-Match: "v1"'],
    ['never-answers-304', 'GET', 'likely', 'GET 200 ETag: "v1" ⇐ If-None-Match: "v1"'],
    ['inm-single-tag-only', 'GET', 'likely', 'GET 200 ETag: "v1" ⇐ If-None-Match: "v0", "v1"'],
    ['no-cache-defeats-304', 'GET', 'seen', 'GET 200 ETag: "v1" ⇐ If-None-Match: "v1" | Cache-Control: no-cache'],
    [
      'inm-and-ims',
      'GET',
      'seen',
      `GET 200 ETag: "v1" | Last-Modified: ${LATER} ⇐ If-None-Match: "v1" | If-Modified-Since: ${EARLIER}`,
    ],
    ['ignores-if-modified-since', 'GET', 'seen', `GET 200 Last-Modified: ${LATER} ⇐ If-Modified-Since: ${LATER}`],
    ['ims-exact', 'GET', 'likely', `GET 200 Last-Modified: ${EARLIER} ⇐ If-Modified-Since: ${LATER}`],
    ['ignores-if-unmodified-since', 'GET', 'seen', `GET 200 Last-Modified: ${LATER} ⇐ If-Unmodified-Since: ${EARLIER}`],
    [
      'ignores-if-unmodified-since',
      'PUT',
      'likely',
      `GET 200 Last-Modified: ${LATER}`,
      `PUT 204 ⇐ If-Unmodified-Since: ${EARLIER}`,
    ],
    ['ius-unusable', 'PUT', 'likely', read('"v1"'), `PUT 412 ⇐ If-Unmodified-Since: ${LATER}`],
    ['ius-unusable', 'PUT', 'seen', read('"v1"'), `PUT 412 ⇐ If-Unmodified-Since: ${LATER}`, read('"v1"')],
    ['requires-precondition', 'PUT', 'seen', 'PUT 428'],
    ['rejects-conditional', 'PATCH', 'likely', 'PATCH 400 ⇐ If-Match: "v1"'],
    [
      'rejects-conditional',
      'PATCH',
      'seen',
      { line: 'PATCH 400 ⇐ If-Match: "v1"', shows: '{"message":"Conditional request headers are not allowed"}' },
    ],
    ['duplicate-lines-refused', 'GET', 'seen', 'GET 400 ⇐ If-None-Match: "v1" | If-None-Match: "v2"'],
    ['no-head', 'HEAD', 'seen', 'HEAD 405'],
    ['no-etag', 'GET', 'seen', 'GET 200'],
    ['no-etag', 'PUT', 'seen', 'GET 200'],
    [
      'weakens-when-compressing',
      'PUT',
      'seen',
      'GET 200 ETag: "v1" | Vary: Accept-Encoding ⇐ Accept-Encoding: identity',
      'GET 200 ETag: W/"v1" | Vary: Accept-Encoding | Content-Encoding: gzip ⇐ Accept-Encoding: gzip',
    ],
    [
      'adds-coding-suffix',
      'PUT',
      'seen',
      'GET 200 ETag: "v1-gzip" | Vary: Accept-Encoding | Content-Encoding: gzip ⇐ Accept-Encoding: gzip',
      'GET 200 ETag: "v1" | Vary: Accept-Encoding ⇐ Accept-Encoding: identity',
    ],
    [
      'same-tag-for-codings',
      'GET',
      'seen',
      'GET 200 ETag: "v1" | Vary: Accept-Encoding | Content-Encoding: gzip ⇐ Accept-Encoding: gzip',
      'GET 200 ETag: "v1" | Vary: Accept-Encoding ⇐ Accept-Encoding: identity',
    ],
    ['tags-flap', 'GET', 'seen', read('"a"'), read('"b"'), read('"a"')],
    ['tags-flap', 'GET', 'likely', read('"a"', 'one'), read('"b"', 'two'), read('"a"', 'one')],
    ['not-discriminating', 'PUT', 'seen', read('"a"', 'one'), read('"a"', 'two')],
    ['put-answer-tag-foreign', 'PUT', 'seen', { line: 'PUT 200 ETag: "p"', sends: 'mine' }, read('"g"', 'mine')],
    ['put-answer-tag-foreign', 'PUT', 'seen', { line: 'PUT 200 ETag: "p"', sends: 'mine' }, read('"p"', 'other')],
    ['transforms-put', 'PUT', 'likely', { line: 'PUT 204', sends: 'mine' }, read('"g"', 'MINE')],
    ['write-not-applied', 'PUT', 'seen', read('"a"', 'old'), { line: 'PUT 200', sends: 'mine' }, read('"a"', 'old')],
  ];
  for (const [id, method, confidence, ...lines] of rows) {
    const story = lines.map((line) => (typeof line === 'string' ? line : line.line)).join(', then ');
    it(`${id} on ${method} is ${confidence} after ${story}`, () => {
      const trait = traitIn(seen(...lines), method, id);
      assert.equal(trait?.confidence, confidence);
      assert.equal(trait.origin, ORIGIN);
      assert.ok(trait.evidence.length > 0);
    });
  }
});

describe('what teaches no trait', () => {
  const rows: readonly (readonly [string, TraitId, string, ...(Line | string)[]])[] = [
    ['a guarded write with the current tag', 'ignores-if-match', 'PUT', read('"v1"'), staleWrite],
    ['a guarded write of what nothing is known', 'ignores-if-match', 'PUT', staleWrite],
    [
      'a repetition of what is there already',
      'ignores-if-match',
      'PUT',
      read('"v2"', 'mine'),
      { line: 'PUT 204 ⇐ If-Match: "v1"', sends: 'mine' },
    ],
    ['a 202, which promises nothing', 'ignores-if-match', 'PUT', read('"v2"'), 'PUT 202 ⇐ If-Match: "v1"'],
    ['a tag that a cache showed', 'ignores-if-match', 'PUT', 'GET 200 ETag: "v2" | Age: 7 | X-Cache: HIT', staleWrite],
    ['a 200 with a new tag', 'ignores-if-none-match', 'GET', 'GET 200 ETag: "v2" ⇐ If-None-Match: "v1"'],
    ['a tag that comes back after our own write', 'tags-flap', 'GET', read('"a"'), read('"b"'), 'PUT 204', read('"a"')],
    ['a weak tag that stays', 'not-discriminating', 'GET', read('W/"a"', 'one'), read('W/"a"', 'two')],
    ['a HEAD without a tag', 'no-etag', 'GET', 'HEAD 200'],
    ['a failed POST', 'requires-precondition', 'POST', 'POST 412'],
  ];
  for (const [what, id, method, ...lines] of rows) {
    it(`${what}: not ${id}`, () => assert.equal(traitIn(seen(...lines), method, id), undefined));
  }
});

describe('a contradicting observation', () => {
  const rows: readonly (readonly [TraitId, string, readonly (Line | string)[], Line | string])[] = [
    ['ignores-if-match', 'PUT', [read('"v2"'), staleWrite, read('"v3"', 'mine')], 'PUT 412 ⇐ If-Match: "v1"'],
    ['ignores-if-none-match', 'GET', ['GET 200 ETag: "v1" ⇐ If-None-Match: "v1"'], 'GET 304 ⇐ If-None-Match: "v1"'],
    ['requires-precondition', 'PUT', ['PUT 428'], 'PUT 204'],
    ['no-etag', 'PUT', ['GET 200'], 'GET 200 ETag: "v1"'],
    ['no-head', 'HEAD', ['HEAD 405'], 'HEAD 200'],
  ];
  for (const [id, method, lines, against] of rows) {
    it(`retires ${id}`, () => {
      assert.notEqual(traitIn(seen(...lines), method, id), undefined);
      assert.equal(traitIn(seen(...lines, against), method, id), undefined);
    });
  }

  it('that is only a sign does not overturn a proof', () => {
    const memory = seen('PUT 412 ⇐ If-Match: "v1"', read('"v2"'), staleWrite);
    assert.equal(traitIn(memory, 'PUT', 'ignores-if-match'), undefined);
  });

  it('readings of one tag in a row retire a flapping', () => {
    const memory = seen(read('"a"'), read('"b"'), ...Array.from({ length: 10 }, () => read('"a"')));
    assert.equal(traitIn(memory, 'GET', 'tags-flap'), undefined);
  });
});

describe('where a trait is known', () => {
  const there = { line: 'PUT 428', url: A };
  const at = (url: string, ...lines: Line[]) =>
    traitIn(seen(...lines), 'PUT', 'requires-precondition', url)?.confidence;

  it('is its own resource and its folder', () => {
    assert.equal(at(A, there), 'seen');
    assert.equal(at(`${ORIGIN}/notes/b`, there), 'seen');
  });
  it('is, less surely, the rest of its origin', () => assert.equal(at(`${ORIGIN}/other/b`, there), 'likely'));
  it('is not another origin, or another method', () => {
    assert.equal(at('http://example.test:81/notes/a', there), undefined);
    assert.equal(traitIn(seen(there), 'DELETE', 'requires-precondition'), undefined);
  });
  it('is nowhere else when the places of one origin do not agree', () => {
    const other = { line: 'PUT 204', url: `${ORIGIN}/free/b` };
    assert.equal(at(`${ORIGIN}/third/c`, there, other), undefined);
    assert.equal(at(`${ORIGIN}/notes/c`, there, other), 'seen');
    assert.equal(at(`${ORIGIN}/free/c`, there, other), undefined);
  });
});

describe('the age of a trait', () => {
  const at = (later: number) => traitIn(seen('PUT 428'), 'PUT', 'requires-precondition', A, later)?.confidence;
  for (const [later, confidence] of [
    [FRESH_FOR - 1000, 'seen'],
    [FRESH_FOR + 1000, 'likely'],
    [FADES_AFTER + 1000, 'faded'],
    [FORGOTTEN_AFTER + 1000, undefined],
  ] as const) {
    it(`of ${Math.round(later / 86_400_000)} days makes it ${confidence ?? 'unsaid'}`, () =>
      assert.equal(at(later), confidence));
  }
});

describe('an answer with several explanations', () => {
  const list = 'GET 200 ETag: "v1" ⇐ If-None-Match: "v0", "v1"';
  const single = 'GET 304 ⇐ If-None-Match: "v1"';
  const none = 'GET 200 ETag: "v1" ⇐ If-None-Match: "v1"';

  it('is a sign for each of the narrow ones, and for no broad one', () => {
    const memory = seen(list);
    assert.equal(traitIn(memory, 'GET', 'inm-single-tag-only')?.confidence, 'likely');
    assert.equal(traitIn(memory, 'GET', 'ignores-if-none-match'), undefined);
  });

  it('keeps those that later answers do not contradict', () => {
    const memory = seen(read('"v1"'), list, single);
    assert.equal(traitIn(memory, 'GET', 'inm-single-tag-only')?.confidence, 'likely');
    assert.equal(
      traitIn(seen(read('"v1"'), list, 'GET 304 ⇐ If-None-Match: "v0", "v1"'), 'GET', 'inm-single-tag-only'),
      undefined,
    );
  });

  it('proves the broad one when only that is left', () =>
    assert.equal(traitIn(seen(none), 'GET', 'ignores-if-none-match')?.confidence, 'seen'));

  it('teaches nothing where what is known explains it', () => {
    const known = seen(
      read('"v1-gzip"'),
      'GET 304 ⇐ If-None-Match: "v1"',
      'GET 200 ETag: "v1-gzip" ⇐ If-None-Match: "v1-gzip"',
    );
    assert.equal(traitIn(known, 'GET', 'ignores-if-none-match'), undefined);
    assert.ok(traitIn(known, 'GET', 'coded-tag-never-current'));
  });

  it('is no reading of a field that turns out not to be looked at', () => {
    const weakly = 'GET 200 ETag: W/"v1" ⇐ If-Match: W/"v1"';
    assert.ok(traitIn(seen(weakly), 'GET', 'im-weak-comparison'));
    const memory = seen(weakly, 'GET 200 ETag: W/"v2" ⇐ If-Match: "v1"', 'GET 200 ETag: "v2" ⇐ If-Match: "v1"');
    assert.ok(traitIn(memory, 'GET', 'ignores-if-match'));
    assert.equal(traitIn(memory, 'GET', 'im-weak-comparison'), undefined);
  });

  it('says nothing of If-Range where a Range is answered with all content', () => {
    const memory = seen('GET 200 ETag: "v1" ⇐ Range: bytes=0-1 | If-Range: "v1"');
    assert.deepEqual(traitsOf(memory, keyOf(A), 'GET', NOON + 60_000), []);
  });

  it('is not looked into when the condition is endless', () => {
    const endless = Array.from({ length: 500 }, (_, index) => `"${index}"`).join(', ');
    const memory = seen(read('"v1"'), { line: `PUT 204 ⇐ If-Match: ${endless}`, sends: 'mine' });
    assert.equal(traitIn(memory, 'PUT', 'inm-strong-on-writes'), undefined);
  });
});
