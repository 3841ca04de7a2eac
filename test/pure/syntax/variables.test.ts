import { deepEqual, equal, ok } from 'node:assert/strict';
import { parse } from '../../../src/core/syntax/parse.ts';
import { expand, references } from '../../../src/core/syntax/values/expand.ts';
import { createScope } from '../../../src/core/syntax/values/scope.ts';
import { inputs, lookUp, valueIn } from './reading.ts';

const environment = { name: 'dev', values: { a: 'env', e: 'only env' } };

describe('a variable', () => {
  it('is the last definition in the file, wherever it is asked for', () =>
    equal(valueIn('@a = 1\n###\n@a = 2', 'a'), '2'));
  it('is an option before it is anything', () =>
    equal(valueIn('@a = 1', 'a', { options: { a: 'opt' }, environment }), 'opt'));
  it('is the file before the environment', () => equal(valueIn('@a = 1', 'a', { environment }), '1'));
  it('may come from the environment', () => equal(valueIn('@a = 1', 'e', { environment }), 'only env'));
  it('says where it comes from', () => {
    const found = lookUp('###\n###\n@a = {{b}}\n@b = 1', 'a');
    deepEqual(found, { kind: 'value', value: '1', origin: { kind: 'file', block: 1, span: { start: 4, end: 14 } } });
    deepEqual(lookUp('', 'e', { environment }), {
      kind: 'value',
      value: 'only env',
      origin: { kind: 'environment', environment: 'dev' },
    });
  });
  it('may be global', () => equal(valueIn('@global.a = 1', 'a'), '1'));
  it('keeps quotes, hashes and backslashes', () => equal(valueIn('@e = W/"a#\\n"', 'e'), 'W/"a#\\n"'));
  it('may be empty', () => equal(valueIn('@a =', 'a'), ''));
  it('may be written with blanks around', () => equal(valueIn('@a = 1', '  a\t'), '1'));
  it('may be percent-encoded', () => {
    equal(valueIn('@a = "x y/ü"', '%a'), '%22x%20y%2F%C3%BC%22');
    equal(valueIn('@a = \ud800', '% a'), '%EF%BF%BD');
  });
  it('is undefined where nothing defines it, object members included', () => {
    for (const name of ['x', 'constructor', '__proto__', 'toString', 'a.b'])
      equal(valueIn('@a = 1', name), '!undefined');
  });
});

describe('a value that refers to others', () => {
  it('is made of theirs', () => equal(valueIn('@a = {{b}}-{{ c }}\n@b = 1\n@c = {{b}}2', 'a'), '1-12'));
  it('mixes sources', () =>
    equal(valueIn('@a = {{e}}{{o}}', 'a', { environment, options: { o: '{{a2}}', a2: '!' } }), 'only env!'));
  it('is unresolved in a cycle', () => {
    deepEqual(lookUp('@a = {{b}}\n@b = x{{a}}', 'a'), { kind: 'unresolved', reason: 'cycle', culprit: 'a' });
    equal(valueIn('@a = {{a}}', 'a'), '!cycle');
  });
  it('names what is missing', () => {
    deepEqual(lookUp('@a = {{b}}\n@b = x{{c}}', 'a'), { kind: 'unresolved', reason: 'undefined', culprit: 'c' });
  });
  it('is unresolved beyond a depth', () => {
    const chain = Array.from({ length: 40 }, (_, at) => `@v${at} = {{v${at + 1}}}`).join('\n');
    equal(valueIn(`${chain}\n@v40 = 1`, 'v0'), '!too-deep');
    equal(valueIn(`${chain}\n@v40 = 1`, 'v20'), '1');
  });
  it('is unresolved beyond a length, quickly', () => {
    const doubling = Array.from({ length: 30 }, (_, at) => `@v${at} = {{v${at + 1}}}{{v${at + 1}}}`).join('\n');
    equal(valueIn(`${doubling}\n@v30 = 0123456789`, 'v0'), '!too-deep');
  });
  it('is fixed at its first use, so that an id is one id in a request', () => {
    let calls = 0;
    const random = () => (calls++ % 16) / 16;
    const scope = createScope(parse('@id = {{$guid}}'), inputs({ random }));
    deepEqual(scope.lookUp('id'), scope.lookUp('id'));
    const guid = (of: typeof scope) => JSON.stringify(of.lookUp('$guid'));
    ok(guid(scope).length > 30);
  });
});

describe('references in a text', () => {
  const found = (text: string) =>
    references(text).map(({ start, end, expression }) => [text.slice(start, end), expression]);
  const cases: readonly (readonly [string, readonly (readonly string[])[]])[] = [
    ['{{a}}', [['{{a}}', 'a']]],
    [
      'x{{ a }}y{{b c}}',
      [
        ['{{ a }}', 'a'],
        ['{{b c}}', 'b c'],
      ],
    ],
    ['{"a":{{b}}}', [['{{b}}', 'b']]],
    ['{{{a}}}', [['{{a}}', 'a']]],
    ['{{a {{b}}', [['{{b}}', 'b']]],
    ['{{a\n{{b}}', [['{{b}}', 'b']]],
    ['{{a\n}}', []],
    ['{{}} {{ }} {{a', []],
    ['\\{\\{a\\}\\}', []],
    ['}}{{', []],
  ];
  for (const [text, expected] of cases) it(JSON.stringify(text), () => deepEqual(found(text), expected));
});

describe('an expansion', () => {
  const expanded = (text: string, start = 100) =>
    expand({ text, start, end: start + text.length }, createScope(parse('@a = long value\n@e ='), inputs()));
  it('replaces what it can and leaves the rest', () => equal(expanded('{{a}}, {{b}}').text, 'long value, {{b}}'));
  it('turns escaped braces into braces', () => equal(expanded('\\{\\{a\\}\\}={{a}}').text, '{{a}}=long value'));
  it('maps every piece to what the user wrote', () => {
    const { text, pieces } = expanded('x{{a}}y\\{\\{{{e}}z');
    equal(text, 'xlong valuey{{z');
    deepEqual(
      pieces.map(({ expanded: to, source }) => [text.slice(to.start, to.end), source.start - 100, source.end - 100]),
      [
        ['x', 0, 1],
        ['long value', 1, 6],
        ['y', 6, 7],
        ['{{', 7, 11],
        ['', 11, 16],
        ['z', 16, 17],
      ],
    );
    equal(pieces[1]?.reference?.start, 101);
  });
});
