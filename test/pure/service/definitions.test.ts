import { deepEqual, equal, match } from 'node:assert/strict';
import { check } from '../../../src/core/service/languageService.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { contextOf } from './world.ts';

const base = contextOf({ environment: { base: 'http://e.test', token: 'their secret', same: 'a', made: '{{same}}' } });

function messages(text: string, dialect: 'standard' | 'jetbrains' = 'standard', options = {}): readonly string[] {
  const context = { ...base, scope: { ...base.scope, dialect, options } };
  return check(parse(text), context)
    .filter(({ code }) => code === 'variable-shadowed')
    .map(({ message }) => message);
}

describe('a variable that the environment defines too', () => {
  it('says the other value and which one is used', () => {
    const [inFile = ''] = messages('@base = http://f.test\n');
    match(inFile, /http:\/\/e\.test\. The one in this file is used/);
    const [inEnvironment = ''] = messages('@base = http://f.test\n', 'jetbrains');
    match(inEnvironment, /which is used: http:\/\/e\.test/);
  });

  it('keeps a secret to itself', () => equal(messages('@token = mine\n').join().includes('secret'), false));

  for (const [name, text] of [
    ['the same value', '@same = a\n'],
    ['what comes to the same value', '@same = a\n@made = a\n'],
    ['another name', '@other = a\n'],
  ] as const) {
    it(`is left with ${name}`, () => deepEqual(messages(text), []));
  }

  it('is left when the command line decides', () =>
    deepEqual(messages('@base = http://f.test\n', 'standard', { base: 'x' }), []));
});
