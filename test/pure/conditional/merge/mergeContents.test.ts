import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Merge } from '../../../../src/core/conditional/merge/merge.ts';
import { mergeContents } from '../../../../src/core/conditional/merge/mergeContents.ts';
import { countingExamples } from '../../../support/examples.ts';

const merge = (base: string, theirs: string, mine: string): Merge => mergeContents({ base, theirs, mine });

/** The merged text, or where it conflicts. */
function told(base: string, theirs: string, mine: string): string {
  const merged = merge(base, theirs, mine);
  return merged.kind === 'merged' ? merged.text : `conflicts ${merged.conflicts.map(({ at }) => at).join(' ')}`;
}

type Row = readonly [what: string, base: string, theirs: string, mine: string, expected: string];

function table(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    for (const [what, base, theirs, mine, expected] of rows)
      it(what, () => assert.equal(told(base, theirs, mine), expected));
  });
}

table('objects merge by name', [
  ['both change another member', '{"a":1,"b":1}', '{"a":2,"b":1}', '{"a":1,"b":2}', '{"a":2,"b":2}'],
  ['both change one alike', '{"a":1}', '{"a":2}', '{ "a": 2 }', '{ "a": 2 }'],
  ['both change one, otherwise', '{"a":1}', '{"a":2}', '{"a":3}', 'conflicts /a'],
  ['they add one, in its place', '{"a":1,"c":1}', '{"a":1,"b":1,"c":1}', '{"a":1,"c":2}', '{"a":1,"b":1,"c":2}'],
  ['they add the first', '{"b":1}', '{"a":1,"b":1}', '{"b":2}', '{"a":1,"b":2}'],
  ['both add', '{}', '{"a":1}', '{"b":1}', '{"a":1,"b":1}'],
  ['both add one name, otherwise', '{"x":1}', '{"x":1,"a":1}', '{"x":1,"a":2}', 'conflicts /a'],
  ['they remove one', '{"a":1,"b":1}', '{"b":1}', '{"a":1,"b":2}', '{"b":2}'],
  ['they remove the last', '{"a":1,"b":1}', '{"a":1}', '{"a":2,"b":1}', '{"a":2}'],
  ['they remove what I changed', '{"a":1,"b":1}', '{"b":1}', '{"a":2,"b":1}', 'conflicts /a'],
  ['I remove what they changed', '{"a":1,"b":1}', '{"a":2,"b":1}', '{"b":1}', 'conflicts /a'],
  ['both remove one', '{"a":1,"b":1,"c":1}', '{"b":1,"c":2}', '{"b":2,"c":1}', '{"b":2,"c":2}'],
  [
    'deep inside',
    '{"o":{"p":{"a":1,"b":1}}}',
    '{"o":{"p":{"a":2,"b":1}}}',
    '{"o":{"p":{"a":1,"b":2}}}',
    '{"o":{"p":{"a":2,"b":2}}}',
  ],
  ['an object became a value', '{"a":{"b":1}}', '{"a":5}', '{"a":{"b":2}}', 'conflicts /a'],
  ['names are escaped in a pointer', '{"a/b":{"~":1}}', '{"a/b":{"~":2}}', '{"a/b":{"~":3}}', 'conflicts /a~1b/~0'],
  [
    'one name twice is not looked into',
    '{"a":{"b":1,"b":2},"c":1}',
    '{"a":{"b":3,"b":2},"c":1}',
    '{"a":{"b":1,"b":2},"c":2}',
    '{"a":{"b":3,"b":2},"c":2}',
  ],
  [
    '__proto__ is a name like any other',
    '{"__proto__":{"a":1},"b":1}',
    '{"__proto__":{"a":2},"b":1}',
    '{"__proto__":{"a":1},"b":2}',
    '{"__proto__":{"a":2},"b":2}',
  ],
]);

table('what did not change keeps its bytes', [
  [
    '64-bit numbers',
    '{"id":9007199254740993,"a":1}',
    '{"a":2,"id":9007199254740993}',
    '{"id": 9007199254740993, "a": 1,"b":1.50}',
    '{"id": 9007199254740993, "a": 2,"b":1.50}',
  ],
  [
    'a number written otherwise is no change',
    '{"n":1.50,"a":1}',
    '{"n":15e-1,"a":2}',
    '{"n":1.50,"a":1,"b":1}',
    '{"n":1.50,"a":2,"b":1}',
  ],
  [
    'numbers that a float cannot tell apart are two',
    '{"n":9007199254740993}',
    '{"n":9007199254740992}',
    '{"n":9007199254740994}',
    'conflicts /n',
  ],
  [
    'escapes',
    '{"s":"\\u00e9\\/","a":1}',
    '{"s":"é/","a":2}',
    '{"s":"\\u00e9\\/","a":1,"b":1}',
    '{"s":"\\u00e9\\/","a":2,"b":1}',
  ],
  [
    'layout',
    '{"a":1,"b":1}',
    '{"a":1,"b":1,"c":3}',
    '{\n  "a": 2,\n  "b": 1\n}\n',
    '{\n  "a": 2,\n  "b": 1,\n  "c": 3\n}\n',
  ],
  ['layout, as members go', '{"a":1,"b":1}', '{"b":1}', '{\n  "a": 1,\n  "b": 2\n}', '{\n  "b": 2\n}'],
]);

table('lists merge by id, else by what is equal, else by place', [
  [
    'by id',
    '[{"id":1,"v":1},{"id":2,"v":1}]',
    '[{"id":1,"v":2},{"id":2,"v":1}]',
    '[{"id":1,"v":1},{"id":2,"v":2}]',
    '[{"id":1,"v":2},{"id":2,"v":2}]',
  ],
  [
    'by id, moved by them',
    '[{"id":1},{"id":2}]',
    '[{"id":2},{"id":1}]',
    '[{"id":1,"v":1},{"id":2}]',
    '[{"id":2},{"id":1,"v":1}]',
  ],
  [
    'by id, moved by both',
    '[{"id":1},{"id":2},{"id":3}]',
    '[{"id":2},{"id":1},{"id":3}]',
    '[{"id":3},{"id":1},{"id":2}]',
    'conflicts ',
  ],
  [
    'by id, one added by each',
    '[{"id":1}]',
    '[{"id":1},{"id":2}]',
    '[{"id":0},{"id":1}]',
    '[{"id":0},{"id":1},{"id":2}]',
  ],
  ['by id, removed by them', '[{"id":1},{"id":2}]', '[{"id":2}]', '[{"id":1},{"id":2,"v":1}]', '[{"id":2,"v":1}]'],
  ['an element added at each end', '["a","b"]', '["a","b","c"]', '["x","a","b"]', '["x","a","b","c"]'],
  ['by place, where all are as long', '[1,2,3]', '[1,2,4]', '[0,2,3]', '[0,2,4]'],
  ['by place, neighbours', '[1,2]', '[1,4]', '[3,2]', '[3,4]'],
  ['one element changed by both', '[1,2]', '[1,3]', '[1,4]', 'conflicts /1'],
  ['both added at one place', '["a"]', '["a","b"]', '["a","c"]', 'conflicts '],
  ['my layout stays in a list', '[ 1, 2, 3 ]', '[1,2,4]', '[ 0, 2,  3 ]', '[ 0, 2,4 ]'],
]);

table('other text merges by lines', [
  ['far apart', 'a\nb\nc\nd\n', 'A\nb\nc\nd\n', 'a\nb\nc\nD\n', 'A\nb\nc\nD\n'],
  ['one line, otherwise', 'a\nb\n', 'a\nx\n', 'a\ny\n', 'conflicts 2'],
  ['one line, alike', 'a\nb\n', 'a\nx\n', 'a\nx\n', 'a\nx\n'],
  ['in my line ends', 'a\nb\nc\n', 'A\nb\nc\n', 'a\r\nb\r\nC\r\n', 'A\r\nb\r\nC\r\n'],
  ['JSON on one side alone', '{"a":1}', '{"a":2}', '{"a":1', 'conflicts 1'],
]);

describe('a merge with conflicts', () => {
  it('settles the rest in all three versions, which differ where they conflict and nowhere else', () => {
    const merged = merge(
      '{\n "a": 1,\n "b": 1,\n "c": 1\n}',
      '{\n "a": 2,\n "b": 2,\n "c": 1\n}',
      '{\n "a": 1,\n "b": 3,\n "c": 3\n}',
    );
    assert.ok(merged.kind === 'conflicts');
    assert.deepEqual(merged.sides, {
      base: '{\n "a": 2,\n "b": 1,\n "c": 3\n}',
      theirs: '{\n "a": 2,\n "b": 2,\n "c": 3\n}',
      mine: '{\n "a": 2,\n "b": 3,\n "c": 3\n}',
    });
    assert.deepEqual(merged.conflicts, [{ at: '/b', base: '1', theirs: '2', mine: '3' }]);
    assert.match(
      merged.marked,
      /^\{\n "a": 2,\n<<<<<<< yours\n "b": 3,\n\|{7} what you read\n "b": 1,\n={7}\n "b": 2,\n>{7} the server's\n "c": 3\n\}$/,
    );
  });
});

/** Values as APIs send them, in some layout. */
const json = fc
  .tuple(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(undefined, 2, '\t'))
  .map(([value, indent]) => JSON.stringify(value, undefined, indent));
/** Three versions that have much in common. */
const record = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'd'),
  fc.oneof(
    fc.integer({ max: 2, min: 0 }),
    fc.array(fc.integer({ max: 2, min: 0 }), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('x', 'y'), fc.integer({ max: 2, min: 0 })),
    fc.array(fc.record({ id: fc.integer({ min: 0, max: 3 }), v: fc.integer({ min: 0, max: 2 }) }), { maxLength: 3 }),
  ),
);
const near = fc
  .tuple(record, fc.constantFrom(undefined, 2))
  .map(([value, indent]) => JSON.stringify(value, undefined, indent));
const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 8 }).map((all) => all.join('\n'));
const any = fc.oneof(json, near, lines);

describe('the laws of merging', () => {
  it('merge(b, b, x) is x: what only I changed is mine', () => {
    fc.assert(fc.property(any, any, (base, mine) => assert.equal(told(base, base, mine), mine)));
  });

  it('merge(b, x, b) is x: what only they changed is theirs', () => {
    fc.assert(fc.property(any, any, (base, theirs) => assert.equal(told(base, theirs, base), theirs)));
  });

  it('merge(b, x, x) is x', () => {
    fc.assert(fc.property(any, any, (base, both) => assert.equal(told(base, both, both), both)));
  });

  for (const [name, versions] of [
    ['JSON', near],
    ['text', lines],
  ] as const) {
    it(`conflicts are symmetric: the same ones with the sides exchanged (${name})`, () => {
      const examples = countingExamples();
      fc.assert(
        fc.property(versions, versions, versions, (base, one, other) => {
          const [there, back] = [merge(base, one, other), merge(base, other, one)];
          assert.equal(there.kind, back.kind);
          if (there.kind !== 'conflicts' || back.kind !== 'conflicts') return;
          const values = (text: string | undefined) =>
            name === 'JSON' && text !== undefined ? JSON.stringify(sorted(JSON.parse(text))) : text;
          const seen = (merged: typeof there, side: 'theirs' | 'mine') =>
            merged.conflicts.map((each) => `${values(each.base)} ${values(each[side])}`).sort();
          assert.deepEqual(seen(there, 'theirs'), seen(back, 'mine'));
          examples.count();
        }),
        { numRuns: 3000 },
      );
      examples.atLeast(100);
    });
  }

  it('objects come to the same, whoever is called mine', () => {
    const examples = countingExamples();
    const flat = fc
      .dictionary(
        fc.constantFrom('a', 'b', 'c'),
        fc.oneof(
          fc.integer({ min: 0, max: 2 }),
          fc.dictionary(fc.constantFrom('x', 'y'), fc.integer({ min: 0, max: 2 })),
        ),
      )
      .map((value) => JSON.stringify(value));
    fc.assert(
      fc.property(flat, flat, flat, (base, one, other) => {
        const [there, back] = [merge(base, one, other), merge(base, other, one)];
        if (there.kind === 'conflicts' || back.kind === 'conflicts') return;
        assert.deepEqual(JSON.parse(there.text), JSON.parse(back.text));
        examples.count();
      }),
      { numRuns: 2000 },
    );
    examples.atLeast(100);
  });

  it('what merges without conflict is JSON again, and so is each side of what does not', () => {
    fc.assert(
      fc.property(near, near, near, (base, theirs, mine) => {
        const merged = merge(base, theirs, mine);
        for (const text of merged.kind === 'merged' ? [merged.text] : Object.values(merged.sides)) JSON.parse(text);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('hostile content', () => {
  for (const [name, text] of [
    ['ten thousand equal lines', 'x\n'.repeat(10_000)],
    ['ten thousand equal elements', `[${'1,'.repeat(10_000)}1]`],
    ['a hundred thousand brackets', '['.repeat(100_000)],
    ['deep lists', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['a megabyte of escapes', `"${'\\u0041'.repeat(170_000)}"`],
    ['a number of a hundred thousand digits', '1'.repeat(100_000)],
  ] as const) {
    it(`${name} takes little time`, () => {
      const began = performance.now();
      merge(text, `${text} `.replace(/1\]? $/, '2]'), `x${text}`);
      merge(text, text.replace('1', '2'), text.replace(/1(?=\]?$)/, '3'));
      assert.ok(performance.now() - began < 4000, `${performance.now() - began} ms`);
    });
  }
});

/** With the members of objects in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, sorted(each)]),
  );
}
