import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Current, type Known, NONE, UNKNOWN } from '../../../src/core/conditional/evaluation/current.ts';
import { evaluate } from '../../../src/core/conditional/evaluation/evaluate.ts';
import type { EntityTag } from '../../../src/core/http/entityTag.ts';
import type { HeaderField } from '../../../src/core/http/headerList.ts';
import { formatHttpDate } from '../../../src/core/http/httpDate.ts';
import { countingExamples } from '../../support/examples.ts';

/** 2026-11-21 12:00:00 UTC. */
const NOON = Date.UTC(2026, 10, 21, 12);

const seconds = fc.constantFrom(0, 1000, 2000);
const tag: fc.Arbitrary<EntityTag> = fc.record({ weak: fc.boolean(), opaque: fc.constantFrom('a', 'b') });

/** A state in which everything is settled. */
const whole: fc.Arbitrary<Current> = fc.oneof(
  fc.constant<Current>({ exists: false, etag: NONE, lastModified: NONE, date: undefined }),
  fc
    .record({
      etag: fc.option(tag, { nil: undefined }),
      lastModified: fc.option(seconds, { nil: undefined }),
      date: seconds,
    })
    .map(
      ({ etag, lastModified, date }): Current => ({
        exists: true,
        etag: etag === undefined ? NONE : { kind: 'known', value: etag },
        lastModified: lastModified === undefined ? NONE : { kind: 'known', value: lastModified },
        date,
      }),
    ),
);

/** Which of the facts a client does not have. */
const gaps = fc.record({ exists: fc.boolean(), etag: fc.boolean(), lastModified: fc.boolean(), date: fc.boolean() });

/** The same state, with facts left out. Existence can only be unknown where no validator is known. */
function withGaps(
  state: Current,
  gap: { exists: boolean; etag: boolean; lastModified: boolean; date: boolean },
): Current {
  if (gap.exists) return { exists: 'unknown', etag: UNKNOWN, lastModified: UNKNOWN, date: undefined };
  if (state.exists !== true) return state;
  const open = <T>(known: Known<T>, missing: boolean): Known<T> => (missing ? UNKNOWN : known);
  return {
    exists: true,
    etag: open(state.etag, gap.etag),
    lastModified: open(state.lastModified, gap.lastModified),
    date: gap.date ? undefined : state.date,
  };
}

const tagValue = fc.constantFrom(
  '"a"',
  'W/"a"',
  '"b"',
  '"a", W/"b"',
  '*',
  '"a", *',
  '',
  'a',
  '{{v}}',
  '"b", {{v}}',
  '"*"',
);
const dateValue = fc.constantFrom(
  formatHttpDate(0),
  formatHttpDate(1000),
  'now',
  '',
  '{{d}}',
  `${formatHttpDate(0)}, x`,
);
const field: fc.Arbitrary<HeaderField> = fc.oneof(
  fc.tuple(fc.constantFrom('If-Match', 'If-None-Match', 'if-match', 'If-Range'), tagValue),
  fc.tuple(fc.constantFrom('If-Modified-Since', 'If-Unmodified-Since', 'If-Range'), dateValue),
  fc.tuple(fc.constant('Range'), fc.constantFrom('bytes=0-1', 'bytes=', 'lines=1')),
  fc.tuple(fc.constant('If'), fc.constantFrom('(["a"])', '(Not ["a"])', '(<t>)', 'x', '(<t>) (["b"])')),
);
const request = fc.record({
  method: fc.constantFrom('GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS', 'LOCK'),
  headers: fc.array(field, { maxLength: 4 }),
});

describe('evaluation', () => {
  it('never overturns a certain verdict by learning more', () => {
    const examples = countingExamples();
    fc.assert(
      fc.property(request, whole, gaps, gaps, (asked, state, few, more) => {
        const known = withGaps(state, few);
        const less = withGaps(known, more);
        const before = evaluate(asked, less, NOON).verdict;
        if (before === 'undetermined') return;
        assert.equal(evaluate(asked, known, NOON).verdict, before);
        assert.equal(evaluate(asked, state, NOON).verdict, before);
        examples.count();
      }),
      { numRuns: 20_000 },
    );
    examples.atLeast(1000);
  });

  it('never turns true into false, nor false into true, by learning more', () => {
    fc.assert(
      fc.property(request, whole, gaps, (asked, state, gap) => {
        const sure = evaluate(asked, state, NOON).steps;
        for (const [index, { field: name, result }] of evaluate(asked, withGaps(state, gap), NOON).steps.entries()) {
          assert.equal(sure[index]?.field, name);
          // A step may turn out not to be reached; what was judged stays judged.
          const after = sure[index]?.result;
          if (result === 'true') assert.notEqual(after, 'false');
          if (result === 'false') assert.notEqual(after, 'true');
        }
      }),
      { numRuns: 20_000 },
    );
  });

  it('gives one step for each precondition field, and a reason for each', () => {
    fc.assert(
      fc.property(request, whole, (asked, state) => {
        const names = new Set(asked.headers.map(([name]) => name.toLowerCase()).filter((name) => name !== 'range'));
        const { steps } = evaluate(asked, state, NOON);
        assert.equal(steps.length, names.size);
        for (const { because } of steps) assert.match(because, /^[^\r\n]+\.$/);
      }),
    );
  });

  it('stays calm at any value', () => {
    const text = fc.string({ unit: 'binary', maxLength: 80 });
    const name = fc.constantFrom(
      'If-Match',
      'If-None-Match',
      'If-Modified-Since',
      'If-Unmodified-Since',
      'If-Range',
      'Range',
      'If',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, text)), whole, fc.constantFrom('GET', 'PUT'), (headers, state, method) => {
        evaluate({ method, headers }, state, NOON);
      }),
      { numRuns: 3000 },
    );
  });

  for (const value of ['"a",', ',', '"', '{{', '(["a"])', 'Sun, ', ' ']) {
    it(`takes linear time on 64 KiB of ${JSON.stringify(value)} in every field`, () => {
      const long = value.repeat(Math.ceil(65_536 / value.length));
      const names = [
        'If-Match',
        'If-None-Match',
        'If-Modified-Since',
        'If-Unmodified-Since',
        'If-Range',
        'Range',
        'If',
      ];
      const state: Current = { exists: 'unknown', etag: UNKNOWN, lastModified: UNKNOWN, date: undefined };
      const began = performance.now();
      evaluate({ method: 'GET', headers: names.map((name) => [name, long] as const) }, state, NOON);
      assert.ok(performance.now() - began < 2_000, `${performance.now() - began} ms`);
    });
  }
});
