import assert from 'node:assert/strict';
import { isInRequest, placedText } from '../../../src/core/interchange/placedText.ts';
import { documentRequests } from '../../../src/core/syntax/locate.ts';
import { parse } from '../../../src/core/syntax/parse.ts';

const pasted = 'GET http://pasted/\n';

/** The document after the insertion at `|`. */
function after(marked: string): string {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const placed = placedText(parse(text), offset, pasted);
  return text.slice(0, placed.offset) + placed.newText + text.slice(placed.offset);
}

const targets = (text: string) => documentRequests(parse(text)).map(({ node }) => node.target.text);

describe('requests inserted into a document', () => {
  const cases: readonly (readonly [name: string, marked: string, targets: readonly string[]])[] = [
    ['stand alone in an empty one', '|', ['http://pasted/']],
    ['come after the request at the caret', 'GET http://a/|\nA: b\n\n{}\n', ['http://a/', 'http://pasted/']],
    ['come after the content at the caret', 'PUT http://a/\n\n{"b": |1}\n', ['http://a/', 'http://pasted/']],
    ['come before the request below', '@a = 1\n|\nGET http://a/\n', ['http://pasted/', 'http://a/']],
    ['come before a separator at the start', '|### one\nGET http://a/\n', ['http://pasted/', 'http://a/']],
    [
      'come before a separator further down',
      'GET http://a/\n\n|### b\nGET http://b/\n',
      ['http://a/', 'http://pasted/', 'http://b/'],
    ],
    ['stay in their own block', '### one\n|\n### two\nGET http://a/\n', ['http://pasted/', 'http://a/']],
    ['part two blocks', 'GET http://a/\n\n|\n###\nGET http://b/\n', ['http://a/', 'http://pasted/', 'http://b/']],
    ['follow a last line without an end', 'GET http://a/\n###\n# note|', ['http://a/', 'http://pasted/']],
  ];
  for (const [name, marked, expected] of cases) {
    it(name, () => {
      assert.deepEqual(targets(after(marked)), expected, after(marked));
      assert.doesNotMatch(after(marked), /###\s+###/);
      assert.deepEqual(
        parse(after(marked)).blocks.flatMap(({ block }) => block.faults),
        [],
      );
    });
  }

  it('are no content of the request they are pasted into', () => {
    const text = 'PUT http://a/\n\n{"b": 1}\n\n### two\n';
    assert.ok(isInRequest(parse(text), text.indexOf('1')));
    assert.ok(!isInRequest(parse(text), text.length));
    assert.ok(!isInRequest(parse(text), 0));
  });
});
