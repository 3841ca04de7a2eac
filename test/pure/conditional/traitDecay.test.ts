import assert from 'node:assert/strict';
import type { TraitId } from '../../../src/core/conditional/traits/traitId.ts';
import { traitsOf } from '../../../src/core/conditional/traits/traits.ts';
import { exchange, keyOf, NOON, remembering } from '../support/exchanges.ts';

const URL = 'http://example.test/notes/a';
const BESIDE = 'http://example.test/notes/b';

/** Reads of a resource, a second apart, each as its tag and its content: `a=one`. */
const reads = (story: string, url = URL, from = 0) =>
  story.split(' ').map((each, index) => {
    const [tag = '', body = 'same'] = each.split('=');
    return exchange('GET', url, 200, [['ETag', `"${tag}"`]], { at: NOON + (from + index) * 1000, body });
  });

const knows = (id: TraitId, ...stories: readonly string[]) => {
  let count = 0;
  const exchanges = stories.flatMap((story) => {
    const [where, what] = story.startsWith('b: ') ? [BESIDE, story.slice(3)] : [URL, story];
    const read = reads(what, where, count);
    count += read.length;
    return read;
  });
  const traits = traitsOf(remembering(...exchanges), keyOf(URL), 'GET', NOON + count * 1000);
  return traits.some((trait) => trait.id === id);
};

describe('a server that behaves again', () => {
  for (const [story, flaps] of [
    ['a b a', true],
    ['a b a a a', true],
    ['a b a a a a', false],
    ['a b a c c c', true],
    ['a b a c c c c', false],
    ['a b a c c c c d c', true],
  ] as const) {
    it(`${flaps ? 'still flaps' : 'flaps no more'} after reading ${story}`, () =>
      assert.equal(knows('tags-flap', story), flaps));
  }

  for (const [story, remains] of [
    ['a=1 a=2', true],
    ['x=8 y=9 a=1 a=2 b=3', true],
    ['a=1 a=2 b=3 c=4', true],
    ['a=1 a=2 b=3 c=4 d=5', false],
    ['a=1 a=2 b=3 c=4 d=3', true],
    ['a=1 a=2 b=3 c=4 d=5 d=6', true],
    ['a=1 a=2 b=3 c=4 d=5 d=6 e=7 f=8', true],
  ] as const) {
    it(`${remains ? 'is not trusted to tell' : 'tells'} versions apart after ${story}`, () =>
      assert.equal(knows('not-discriminating', story), remains));
  }

  it('is judged by its folder where the resource itself showed nothing', () => {
    assert.equal(knows('not-discriminating', 'b: a=1 a=2'), true);
    assert.equal(knows('not-discriminating', 'b: a=1 a=2 b=3 c=4 d=5'), false);
    assert.equal(knows('not-discriminating', 'b: a=1 a=2', 'a=1 b=2 c=3'), false);
  });

  it('says nothing of versions of which the content is not known', () => {
    const heads = ['b', 'c', 'd'].map((tag, index) =>
      exchange('HEAD', URL, 200, [['ETag', `"${tag}"`]], { at: NOON + 10_000 + index * 1000 }),
    );
    const memory = remembering(...reads('a=1 a=2'), ...heads);
    const traits = traitsOf(memory, keyOf(URL), 'GET', NOON + 20_000);
    assert.ok(traits.some(({ id }) => id === 'not-discriminating'));
  });
});
