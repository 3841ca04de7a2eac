import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compilePattern, matchesPattern } from '../../../src/exchange/answers/linearPattern.ts';

function matches(pattern: string, text: string): boolean | undefined {
  const compiled = compilePattern(pattern);
  return compiled && matchesPattern(compiled, text);
}

const finds = (pattern: string, text: string) =>
  it(`${pattern} finds ${JSON.stringify(text)}`, () => assert.equal(matches(pattern, text), true));
const misses = (pattern: string, text: string) =>
  it(`${pattern} does not find ${JSON.stringify(text)}`, () => assert.equal(matches(pattern, text), false));
const refuses = (pattern: string) =>
  it(`${pattern} is refused`, () => assert.equal(compilePattern(pattern), undefined));

describe('linearPattern', () => {
  finds('b', 'abc');
  finds('^a.c$', 'abc');
  misses('^b', 'abc');
  misses('b$', 'abc');
  finds('', '');
  finds('^$', '');
  finds('a|b|c', 'xxc');
  finds('^(ab)+$', 'ababab');
  misses('^(?:ab)+$', 'aba');
  finds('^[a-c^-]+$', 'a-c^b');
  misses('[^a-z]', 'abc');
  finds('^\\d{3}\\s\\w{2,}$', '412 ok');
  misses('^\\d{3}$', '41');
  finds('^a{2,3}$', 'aaa');
  misses('^a{2,3}$', 'aaaa');
  finds('\\.json\\?', '/a.json?x');
  finds('^é.$', 'é😀');
  refuses('(?=a)');
  refuses('(a)\\1');
  refuses('(a');
  refuses('a)');
  refuses('[a');
  refuses('*a');
  refuses('a'.repeat(300));
  refuses('((a{99}){99}){99}');

  it('does not backtrack', () => {
    assert.equal(matches('^(a+)+$', `${'a'.repeat(60_000)}b`), false);
  });

  it('agrees with the engine on what both can read', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '(a|b)', '(ab)', 'a?', 'b*', '(a*b)+', '^', '$');
    const pattern = fc.array(atom, { maxLength: 5 }).map((atoms) => atoms.join(''));
    const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 }).map((characters) => characters.join(''));
    fc.assert(fc.property(pattern, text, (p, t) => matches(p, t) === new RegExp(p).test(t)));
  });
});
