import assert from 'node:assert/strict';
import fc from 'fast-check';
import { indentJson } from '../../../src/core/syntax/values/indentJson.ts';
import { LargeJson } from '../../../src/core/syntax/values/largeJson.ts';

const long = 'x'.repeat(60);
const whole = (text: string) => new LargeJson(text).next();
const inPieces = (text: string, length: number) => {
  const layout = new LargeJson(text);
  const pieces: string[] = [];
  while (!layout.isDone) pieces.push(layout.next(length));
  return pieces;
};

describe('large JSON laid out', () => {
  for (const { what, text, laid } of [
    { what: 'what is short on one line', text: '{"a":[1,2],"b":{}}', laid: '{ "a": [1, 2], "b": {} }' },
    { what: 'what is short and was on many', text: '[\n  1,\n  { "a" :\n2 }\n]\n', laid: '[1, { "a": 2 }]' },
    {
      what: 'each row of a table on its own',
      text: `[{"id":1,"t":"${long}"},{"id":2,"t":"${long}"}]`,
      laid: `[\n  { "id": 1, "t": "${long}" },\n  { "id": 2, "t": "${long}" }\n]`,
    },
    {
      what: 'what holds something long in lines of its own',
      text: `{"a":["${long}","${long}"],"b":1}`,
      laid: `{\n  "a": [\n    "${long}",\n    "${long}"\n  ],\n  "b": 1\n}`,
    },
    {
      what: 'digits and escapes as they came',
      text: '[1.0e+02,9007199254740993,"\\u0041"]',
      laid: '[1.0e+02, 9007199254740993, "\\u0041"]',
    },
    { what: 'a value that is none of both', text: ' "a" ', laid: '"a"' },
    { what: 'white space that has no end', text: `[${' '.repeat(5000)}]`, laid: '[\n]' },
  ]) {
    it(`has ${what}`, () => assert.equal(whole(text), laid));
  }

  for (const [text, laid] of [
    ['', ''],
    ['no JSON', 'no JSON'],
    ['[1', '[\n  1'],
    ['[1,', '[\n  1,\n  '],
    ['[1,]', '[\n  1,\n  ]'],
    ['{"a"}', '{\n  "a"}'],
    ['{"a":}', '{\n  "a": }'],
    ['{"a":1,"b":"cut he', '{\n  "a": 1,\n  "b": "cut he'],
    ['[1]\n[2]', '[1]\n[2]'],
    ['01', '01'],
    ['[}', '[\n  }'],
    ['{"a":1]', '{\n  "a": 1]'],
  ] as const) {
    it(`has ${JSON.stringify(text)} as far as it goes`, () => assert.equal(whole(text), laid));
  }

  it('leaves as it came what is nested too deeply', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    assert.equal(whole(deep).replaceAll(/\s/g, ''), deep);
  });

  it('never outgrows the content by its indentation', () => {
    const text = `${'['.repeat(99)}${'1,'.repeat(500_000)}1${']'.repeat(99)}`;
    assert.ok(whole(text).length < 10 * text.length);
  });

  it('begins with what then is the whole', () => {
    const text = JSON.stringify(Array.from({ length: 200 }, (_, id) => ({ id, long })));
    const pieces = inPieces(text, 1000);
    assert.ok(pieces.length > 10);
    assert.equal(pieces.join(''), whole(text));
  });

  it('says the same as before, whatever it is, in whatever pieces', () =>
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.integer({ min: 1, max: 50 }), (text, length) => {
        const laid = inPieces(text, length).join('');
        assert.equal(indentJson(laid), indentJson(text));
      }),
    ));

  it('loses nothing of any text but white space', () =>
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.nat(), (text, cut) => {
        const begin = text.slice(0, cut % (text.length + 1));
        assert.equal(whole(begin).replaceAll(/\s/g, ''), begin.replaceAll(/\s/g, ''));
      }),
    ));
});
