import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compactJson } from '../../../src/core/syntax/values/compactJson.ts';
import { indentJson } from '../../../src/core/syntax/values/indentJson.ts';

const long = 'x'.repeat(60);

describe('large JSON laid out', () => {
  for (const { what, text, laid } of [
    { what: 'what is short on one line', text: '{"a":[1,2],"b":{}}', laid: '{ "a": [1, 2], "b": {} }' },
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
  ]) {
    it(`has ${what}`, () => assert.equal(compactJson(text), laid));
  }

  for (const text of [
    '',
    '[',
    '[1',
    '[1,]',
    '{"a"}',
    '{"a":}',
    '{a:1}',
    '[1] 2',
    '"a',
    '"a\n"',
    '01',
    '[}',
    '{"a":1]',
  ]) {
    it(`is not had of ${JSON.stringify(text)}`, () => assert.equal(compactJson(text), undefined));
  }

  it('is not had of what is nested too deeply', () =>
    assert.equal(compactJson(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), undefined));

  it('says the same as before, whatever it is', () =>
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        const laid = compactJson(text);
        assert.ok(laid !== undefined);
        assert.equal(indentJson(laid), indentJson(text));
      }),
    ));
});
