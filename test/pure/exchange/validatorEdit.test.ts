import assert from 'node:assert/strict';
import { applyEdits, shift } from '../../../src/core/span.ts';
import { documentRequests } from '../../../src/core/syntax/locate.ts';
import { createScope } from '../../../src/core/syntax/values/scope.ts';
import { answerBehind, validatorEdit } from '../../../src/exchange/validators/validatorEdit.ts';
import { answered } from './answers.ts';
import { circumstances } from './circumstances.ts';

function place(text: string) {
  const around = circumstances();
  around.answers.set('read', answered({ headers: [['ETag', '"r1"']] }));
  const { document, scope } = around.sending(text);
  const placed = documentRequests(document).at(-1);
  const header = placed?.node.headers.find(({ name }) => /^if-/i.test(name.text));
  assert.ok(placed && header);
  return { place: { document, scope: createScope(document, scope) }, template: shift(header.value, placed.start) };
}

const writes = (what: string, before: string, after: string) =>
  it(what, () => {
    const { place: where, template } = place(before);
    const written = validatorEdit(where, template, '"v4"');
    assert.equal(written.kind === 'edits' ? applyEdits(before, written.edits) : written.kind, after);
  });

const put = (value: string) => `PUT http://a.test/1\nIf-Match:${value}\n\n{}`;
const reading = '# @name read\nGET http://a.test/1\n\n###\n';

describe('validatorEdit', () => {
  writes('replaces a literal', put(' "v3"'), put(' "v4"'));
  writes('fills an empty value', put(''), put(' "v4"'));
  writes('replaces a whole list', put(' "v1", "v2"'), put(' "v4"'));
  writes(
    'writes to the variable that feeds the field',
    `@tag = "v3"\n${put(' {{tag}}')}`,
    `@tag = "v4"\n${put(' {{tag}}')}`,
  );
  writes('keeps quotes around a variable', `@v = v3\n${put(' "{{v}}"')}`, `@v = v4\n${put(' "{{v}}"')}`);
  writes(
    'follows variables to the definition',
    `@a = v3\n@b = "{{a}}"\n${put(' {{b}}')}`,
    `@a = v4\n@b = "{{a}}"\n${put(' {{b}}')}`,
  );
  writes(
    'writes to the last of several definitions',
    `@t = "a"\n@t = "b"\n${put(' {{t}}')}`,
    `@t = "a"\n@t = "v4"\n${put(' {{t}}')}`,
  );
  writes('replaces a template that the tag does not fit', `@v = v3\n${put(' W/"{{v}}"')}`, `@v = v3\n${put(' "v4"')}`);
  writes(
    'replaces a template of two variables',
    `@v = v\n@n = 3\n${put(' "{{v}}{{n}}"')}`,
    `@v = v\n@n = 3\n${put(' "v4"')}`,
  );
  writes('replaces a variable that is not defined', put(' {{nowhere}}'), put(' "v4"'));
  writes('does not touch what an environment defines', put(' {{fromEnvironment}}'), 'outside');
  writes('does not touch what another answer holds', `${reading}${put(' {{read.response.headers.etag}}')}`, 'answer');
  writes(
    'sees an answer behind a variable',
    `@t = {{read.response.headers.etag}}\n${reading}${put(' {{t}}')}`,
    'answer',
  );
  writes(
    'survives a circle of definitions',
    `@a = {{b}}\n@b = {{a}}\n${put(' {{a}}')}`,
    `@a = "v4"\n@b = {{a}}\n${put(' {{a}}')}`,
  );
});

describe('answerBehind', () => {
  const behind = (text: string) => {
    const { place: where, template } = place(text);
    return answerBehind(where, template);
  };

  it('is the expression that takes from an answer', () => {
    assert.equal(behind(`${reading}${put(' {{read.response.headers.etag}}')}`), 'read.response.headers.etag');
  });

  it('is found behind variables, also before the answer came', () => {
    const later = '# @name later\nGET http://a.test/2\n\n###\n';
    assert.equal(
      behind(`@t = {{later.response.headers.etag}}\n${later}${put(' {{t}}')}`),
      'later.response.headers.etag',
    );
  });

  it('is none for a literal', () => assert.equal(behind(put(' "v3"')), undefined));
});
