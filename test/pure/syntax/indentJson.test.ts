import assert from 'node:assert/strict';
import fc from 'fast-check';
import { indentJson } from '../../../src/core/syntax/values/indentJson.ts';

const laidOut = (text: string, expected: string) => () => assert.equal(indentJson(text), expected);
const left = (text: string) => () => assert.equal(indentJson(text), undefined);

describe('indentJson', () => {
  it(
    'puts members on lines of their own',
    laidOut('{"a":1,"b":[true,null]}', '{\n  "a": 1,\n  "b": [\n    true,\n    null\n  ]\n}'),
  );
  it('keeps empty objects and arrays closed', laidOut('{"a":{},"b":[ ]}', '{\n  "a": {},\n  "b": []\n}'));
  it(
    'keeps every digit of a 64-bit integer',
    laidOut('{"id":9223372036854775807}', '{\n  "id": 9223372036854775807\n}'),
  );
  it('keeps a number as it is written', laidOut('[1.0,1e+2,-0]', '[\n  1.0,\n  1e+2,\n  -0\n]'));
  it('keeps escapes as they are written', laidOut('["\\u0041\\/\\n"]', '[\n  "\\u0041\\/\\n"\n]'));
  it('keeps duplicate members, in order', laidOut('{"a":1,"a":2}', '{\n  "a": 1,\n  "a": 2\n}'));
  it('takes a scalar for a whole text', laidOut(' "x" ', '"x"'));
  it('leaves a text that is cut off', left('{"a":[1,'));
  it('leaves a string that is cut off', left('["a'));
  it('leaves two values', left('{}{}'));
  it('leaves a trailing comma', left('[1,]'));
  it('leaves a missing value', left('{"a":}'));
  it('leaves a missing name', left('{1:2}'));
  it('leaves a closing bracket of the other kind', left('[1}'));
  it('leaves an empty text', left('  '));
  it('leaves what is nested beyond sense', left('['.repeat(5000) + ']'.repeat(5000)));

  const inFile = { indent: '\t', lineBreak: '\r\n', references: 'allowed' } as const;

  it('takes a reference for a value where the layout allows it, and only there', () => {
    assert.equal(
      indentJson('{"a":{{b c}},"d":[{{e}}]}', inFile),
      '{\r\n\t"a": {{b c}},\r\n\t"d": [\r\n\t\t{{e}}\r\n\t]\r\n}',
    );
    assert.equal(indentJson('{"a":{{b}}}'), undefined);
    for (const text of ['{{{a}}:1}', '[{{a}}{{b}}]', '[{{a}}5]', '[{{a]', '[{{}}]', '[{{a\n}}]'])
      assert.equal(indentJson(text, inFile), undefined, text);
  });

  it('changes nothing but white space between tokens', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const out = indentJson(text);
        return out === undefined || JSON.stringify(JSON.parse(out)) === JSON.stringify(JSON.parse(text));
      }),
    );
  });

  it('takes for JSON what the engine takes for JSON, and nothing else', () => {
    const parses = (text: string) => {
      try {
        return JSON.parse(text) !== undefined;
      } catch {
        return false;
      }
    };
    const near = fc.array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', 'null', ' ', '-', '"'), {
      maxLength: 8,
    });
    fc.assert(fc.property(near, (parts) => (indentJson(parts.join('')) !== undefined) === parses(parts.join(''))));
  });

  it('needs no more than a moment for a string of ten megabytes', () => {
    const text = `["${'x'.repeat(10_000_000)}"]`;
    assert.equal(indentJson(text)?.length, text.length + 4);
  });
});
