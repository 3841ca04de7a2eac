import assert from 'node:assert/strict';
import { type Current, NONE } from '../../../src/core/conditional/evaluation/current.ts';
import { evaluate } from '../../../src/core/conditional/evaluation/evaluate.ts';
import type { HeaderField } from '../../../src/core/http/headerList.ts';

/** 2026-11-21 12:00:00 UTC. */
const NOON = Date.UTC(2026, 10, 21, 12);

/**
 * RFC 9110 §13.2.2 written down a second time, over values that stand for themselves, and held against the engine
 * over the whole product of methods, fields and states.
 */
const EARLIER = 'Sun, 06 Nov 1994 08:49:37 GMT';
const MODIFIED = 'Sun, 06 Nov 1994 08:49:38 GMT';
const LATER = 'Sun, 06 Nov 1994 08:49:39 GMT';
const SECOND = 784_111_778_000;

/** `[lines, matches]`: which current tags the field's value matches strongly and weakly. */
interface TagValue {
  readonly lines: readonly string[];
  readonly tags: readonly string[] | '*';
}

const tagValues: readonly TagValue[] = [
  { lines: [], tags: [] },
  { lines: ['"a"'], tags: ['"a"'] },
  { lines: ['W/"a"'], tags: ['W/"a"'] },
  { lines: ['"b"'], tags: ['"b"'] },
  { lines: ['*'], tags: '*' },
  { lines: ['"b", W/"a"'], tags: ['"b"', 'W/"a"'] },
  { lines: ['"b"', '"a"'], tags: ['"b"', '"a"'] },
  { lines: ['a'], tags: [] },
];

/** A date field's lines, and the moment that it names: undefined where it must be ignored. */
interface DateValue {
  readonly lines: readonly string[];
  readonly epoch: number | undefined;
}

const dateValues: readonly DateValue[] = [
  { lines: [], epoch: undefined },
  { lines: [EARLIER], epoch: SECOND - 1000 },
  { lines: [MODIFIED], epoch: SECOND },
  { lines: ['Sunday, 06-Nov-94 08:49:38 GMT'], epoch: SECOND },
  { lines: ['Sun Nov  6 08:49:39 1994'], epoch: SECOND + 1000 },
  { lines: [LATER, LATER], epoch: undefined },
  { lines: ['1994-11-06T08:49:38Z'], epoch: undefined },
];

/** An If-Range value and whether it is true of a resource: its tag, and its date when that is strong. */
const ranges: readonly { readonly lines: readonly string[]; readonly tag?: string; readonly date?: number }[] = [
  { lines: [] },
  { lines: ['"a"'], tag: '"a"' },
  { lines: ['W/"a"'] },
  { lines: [MODIFIED], date: SECOND },
  { lines: [LATER], date: SECOND + 1000 },
];

interface State {
  readonly tag: string | undefined;
  readonly modified: number | undefined;
  /** How long after the last change the response was made: closer than a second, a date is weak. */
  readonly age: number;
  readonly exists: boolean;
}

const states: readonly State[] = [
  { exists: false, tag: undefined, modified: undefined, age: 0 },
  ...['"a"', 'W/"a"', undefined].flatMap((tag) => [
    { exists: true, tag, modified: SECOND, age: 5000 },
    { exists: true, tag, modified: SECOND, age: 0 },
    { exists: true, tag, modified: undefined, age: 0 },
  ]),
];

const methods = ['GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'] as const;

interface Asked {
  readonly method: string;
  readonly match: TagValue;
  readonly unmodified: DateValue;
  readonly none: TagValue;
  readonly modified: DateValue;
  readonly range: (typeof ranges)[number];
  readonly ranged: boolean;
}

const opaque = (tag: string): string => tag.replace(/^W\//, '');
const strongly = (tags: TagValue['tags'], state: State): boolean =>
  tags === '*' ? state.exists : tags.some((tag) => tag === state.tag && !tag.startsWith('W/'));
const weakly = (tags: TagValue['tags'], state: State): boolean =>
  tags === '*' ? state.exists : tags.some((tag) => state.tag !== undefined && opaque(tag) === opaque(state.tag));

/** §13.2.1 and §13.2.2, step by step. */
function expected({ method, match, unmodified, none, modified, range, ranged }: Asked, state: State): string {
  const isRead = method === 'GET' || method === 'HEAD';
  if (method === 'OPTIONS') return 'perform';
  if (!state.exists && (isRead || method === 'DELETE' || method === 'PROPFIND')) return 'perform';
  if (match.lines.length > 0) {
    if (!strongly(match.tags, state)) return 'precondition-failed';
  } else if (unmodified.epoch !== undefined && state.modified !== undefined && state.modified > unmodified.epoch) {
    return 'precondition-failed';
  }
  if (none.lines.length > 0) {
    if (weakly(none.tags, state)) return isRead ? 'not-modified' : 'precondition-failed';
  } else if (
    isRead &&
    modified.epoch !== undefined &&
    state.modified !== undefined &&
    state.modified <= modified.epoch
  ) {
    return 'not-modified';
  }
  if (method !== 'GET' || !ranged || range.lines.length === 0) return 'perform';
  const holds =
    (range.tag !== undefined && range.tag === state.tag) ||
    (range.date !== undefined && range.date === state.modified && state.age >= 1000);
  return holds ? 'perform-range' : 'perform';
}

function currentOf({ exists, tag, modified, age }: State): Current {
  return {
    exists,
    etag: tag === undefined ? NONE : { kind: 'known', value: { weak: tag.startsWith('W/'), opaque: 'a' } },
    lastModified: modified === undefined ? NONE : { kind: 'known', value: modified },
    date: modified === undefined ? undefined : modified + age,
  };
}

function headersOf({ match, unmodified, none, modified, range, ranged }: Asked): readonly HeaderField[] {
  const lines = (name: string, values: readonly string[]) => values.map((value): HeaderField => [name, value]);
  return [
    ...lines('If-Match', match.lines),
    ...lines('If-Unmodified-Since', unmodified.lines),
    ...lines('If-None-Match', none.lines),
    ...lines('If-Modified-Since', modified.lines),
    ...lines('If-Range', range.lines),
    ...(ranged ? lines('Range', ['bytes=0-1']) : []),
  ];
}

describe('the evaluation over the whole product of methods, fields and states', () => {
  for (const method of methods) {
    it(`of ${method} is the one of RFC 9110 §13.2`, () => {
      let cases = 0;
      for (const match of tagValues)
        for (const unmodified of dateValues)
          for (const none of tagValues)
            for (const modified of dateValues)
              for (const range of method === 'GET' ? ranges : ranges.slice(0, 2))
                for (const ranged of range === ranges[1] ? [true, false] : [true]) {
                  const asked = { method, match, unmodified, none, modified, range, ranged };
                  const headers = headersOf(asked);
                  for (const state of states) {
                    const { verdict } = evaluate({ method, headers }, currentOf(state), NOON);
                    cases += 1;
                    if (verdict !== expected(asked, state)) {
                      assert.fail(
                        `${JSON.stringify(headers)} on ${JSON.stringify(state)}: ${verdict}, not ${expected(asked, state)}`,
                      );
                    }
                  }
                }
      assert.ok(cases > 50_000, `${cases}`);
    });
  }
});

describe('the 2xx that §13.1.1 allows', () => {
  const there: Current = { ...currentOf({ exists: true, tag: '"a"', modified: SECOND, age: 5000 }) };
  const allowed = (method: string, ...headers: readonly HeaderField[]): boolean =>
    evaluate({ method, headers }, there, NOON).allowance !== undefined;

  it('goes with a write that If-Match or If-Unmodified-Since refuses', () => {
    assert.ok(allowed('PUT', ['If-Match', '"b"']));
    assert.ok(allowed('PUT', ['If-Unmodified-Since', EARLIER]));
  });

  it('goes with nothing else', () => {
    assert.ok(!allowed('PUT', ['If-Match', '"a"']));
    assert.ok(!allowed('GET', ['If-Match', '"b"']));
    assert.ok(!allowed('PUT', ['If-None-Match', '*']));
  });
});
