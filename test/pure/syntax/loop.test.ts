import { deepEqual, equal } from 'node:assert/strict';
import { documentRequests } from '../../../src/core/syntax/locate.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { loopLine, type Passes, passesOf } from '../../../src/core/syntax/resolving/loop.ts';
import { resolveRequest } from '../../../src/core/syntax/resolving/resolve.ts';
import { createScope } from '../../../src/core/syntax/values/scope.ts';
import { circumstances } from '../exchange/circumstances.ts';

const variables =
  '@three = 3\n@words = a, b ,c\n@json = ["a","\\u0062",3,{"id":12345678901234567890}]\n@bad = {"a":1}\n';

function passes(loop: string): Passes | undefined {
  const { document, scope } = circumstances().sending(`${variables}# @loop ${loop}\nGET http://x.test/\n`);
  const line = loopLine(documentRequests(document)[0]?.node.directives ?? []);
  return line === undefined ? undefined : passesOf(line, createScope(document, scope).lookUp);
}

const items = (...all: readonly string[]): Passes => ({ kind: 'items', variable: 'x', items: all });
const none = (why: 'script' | 'no-list' | 'too-many', what = ''): Passes => ({ kind: 'none', why, what });

describe('# @loop', () => {
  const rows: readonly (readonly [loop: string, passes: Passes])[] = [
    ['for 3', { kind: 'count', count: 3 }],
    ['for 0', { kind: 'count', count: 0 }],
    ['for three', { kind: 'count', count: 3 }],
    ['for {{three}}', { kind: 'count', count: 3 }],
    ['for words', none('no-list', 'words')],
    ['for nothing', none('no-list', 'nothing')],
    ['for 1001', none('too-many', '1001')],
    ['for x of words', items('a', 'b', 'c')],
    ['for x of {{words}}', items('a', 'b', 'c')],
    ['for x of a, b', items('a', 'b')],
    ['for x of ["p", 2]', items('"p"', '2')],
    ['for x of []', items()],
    ['for x of json', items('"a"', '"\\u0062"', '3', '{"id":12345678901234567890}')],
    ['for x of bad', none('no-list', 'bad')],
    ['for x of x', none('no-list', 'x')],
    ['while a < 3', none('script')],
    ['for', none('script')],
    ['', none('script')],
  ];

  for (const [loop, expected] of rows) it(`reads “${loop}”`, () => deepEqual(passes(loop), expected));
});

describe('a pass of a loop', () => {
  const text = `${variables}@url = http://x.test/{{x}}\n# @loop for x of json\nGET {{url}}?n={{$index}}&id={{x.id}}\n###\nGET {{url}}\n`;

  function target(pass: number, request = 0): string {
    const document = parse(text);
    const { scope } = circumstances().sending('');
    const placed = documentRequests(document)[request];
    return placed === undefined ? '' : resolveRequest(placed, createScope(document, { ...scope, pass })).target;
  }

  it('has its member, the count, and what stands inside the member, digit for digit', () => {
    equal(target(0), 'http://x.test/a?n=0&id={{x.id}}');
    equal(target(1), 'http://x.test/b?n=1&id={{x.id}}');
    equal(target(3), 'http://x.test/{"id":12345678901234567890}?n=3&id=12345678901234567890');
  });

  it('lends nothing to another request', () => equal(target(1, 1), '{{url}}'));
});
