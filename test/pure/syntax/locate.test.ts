import { deepEqual, equal } from 'node:assert/strict';
import { documentRequests, requestAt, requestNamed, requestNumbered } from '../../../src/core/syntax/locate.ts';
import { parse } from '../../../src/core/syntax/parse.ts';

/** The target of the request that the caret, written `|`, stands in. */
function at(marked: string): string | undefined {
  const found = requestAt(parse(marked.replace('|', '')), marked.indexOf('|'));
  return found?.node.target.text;
}

describe('the request at an offset', () => {
  it('is the one around it', () => equal(at('GET /a\n###\nGET /b\nX: |y\n###\nGET /c'), '/b'));
  it('is the one of its block, before and after', () => {
    equal(at('GET /a\n###\n|\nGET /b'), '/b');
    equal(at('GET /a\n\n\n|###\nGET /b'), '/b');
    equal(at('GET /a\n\n|\n###\nGET /b'), '/a');
  });
  it('is the last that begins before it, of several in a block', () => {
    equal(at('GET /a\n\nGET /b\n\n# @name c\nGE|T /c'), '/c');
    equal(at('GET /a\n\nGET /b|\n\nGET /c'), '/b');
    equal(at('GET /a\n\nGET /b\n\n# @name| c\nGET /c'), '/c');
  });
  it('is none in a block without requests', () => equal(at('@a = |1\n###\nGET /b'), undefined));
  it('counts over the whole file', () => {
    const text = 'GET /a\n\nGET /b\n###\nGET /c';
    equal(requestAt(parse(text), text.length)?.index, 2);
    equal(documentRequests(parse(text))[2]?.blockIndex, 1);
  });
});

describe('a request by its number in the file', () => {
  const blocks = ['GET /a', 'GET /a\n\nGET /b\n\nGET /c', '@a = 1', '', 'GET /a\n# @name b\nPUT /b\n\n{}'];
  const text = Array.from({ length: 400 }, (_, each) => blocks[((each * 7) % 5) ^ (each % 3)] ?? '').join('\n###\n');
  const document = parse(text);

  it('is the one that all of them have there, over rows and blocks of none and of several', () => {
    const all = documentRequests(document);
    equal(all.length > 300, true);
    for (const placed of all) deepEqual({ ...requestNumbered(document, placed.index) }, { ...placed });
  });
  it('is none behind the last, and none before the first', () => {
    equal(requestNumbered(document, documentRequests(document).length), undefined);
    equal(requestNumbered(document, -1), undefined);
    equal(requestNumbered(parse(''), 0), undefined);
  });
});

describe('a request by its name in a long file', () => {
  const blocks = [
    '### a\nGET /a',
    '# @name b\nGET /b\n\n# @name c\nGET /c',
    '@v = 1',
    '### d\n# @name e\nPUT /d\n\n{}',
  ];
  const text = Array.from({ length: 400 }, (_, each) => (blocks[each % 4] ?? '').replace(/\b[a-e]$/gm, `$&${each}`));
  const document = parse(text.join('\n###\n'));

  it('is the one that is there under its number too', () => {
    const named = documentRequests(document).filter(({ node }) => node.name !== undefined);
    equal(named.length, 400);
    for (const placed of named) deepEqual({ ...requestNamed(document, placed.node.name?.text ?? '') }, { ...placed });
  });
});

describe('a request by name or number', () => {
  const named = (name: string) =>
    requestNamed(parse('### t\nGET /a\n### 1\nGET /b\n### t\nGET /c'), name)?.node.target.text;
  it('is found by its name, the first of several', () => equal(named('t'), '/a'));
  it('is found by its number, counted from one', () => equal(named('3'), '/c'));
  it('is found by its name first', () => equal(named('1'), '/b'));
  for (const name of ['0', '4', '-1', '1.0', '', 'x'])
    it(`is not there: ${JSON.stringify(name)}`, () => equal(named(name), undefined));
});
