import { deepEqual, equal } from 'node:assert/strict';
import { faultsOf, requestOf } from './reading.ts';

const fields = (lines: string) =>
  requestOf(`GET /a\n${lines}`).headers.map(({ name, value }) => [name.text, value.text]);
const faults = (lines: string) => faultsOf(`GET /a\n${lines}`);

describe('header fields', () => {
  it('keep their order and duplicates', () => {
    deepEqual(fields('If-Match: "a"\nX: 1\nif-match: "b"'), [
      ['If-Match', '"a"'],
      ['X', '1'],
      ['if-match', '"b"'],
    ]);
  });
  it('need no space after the colon, and lose the blanks around the value', () => {
    deepEqual(fields('A:b\nC:  d \t\nE:\nF: \t'), [
      ['A', 'b'],
      ['C', 'd'],
      ['E', ''],
      ['F', ''],
    ]);
  });
  it('keep a comma at the end', () => deepEqual(fields('If-Match: "a",'), [['If-Match', '"a",']]));
  it('are divided at the first colon', () => deepEqual(fields('A: b: c'), [['A', 'b: c']]));
  it('may have references in their names', () => {
    deepEqual(fields('X-{{a:b}}-c: d'), [['X-{{a:b}}-c', 'd']]);
    deepEqual(faults('X-{{a:b}}-c: d'), []);
  });
  it('may be folded, which is a fault that loses nothing', () => {
    const [header] = requestOf('GET /a\nIf-Match: "a",\n  "b"\n\t"c"\nX: y').headers;
    equal(header?.value.text, '"a", "b" "c"');
    equal(header?.folded, true);
    deepEqual(
      header?.lines?.map(({ text }) => text),
      ['"a",', '"b"', '"c"'],
    );
    deepEqual(faults('If-Match: "a",\n  "b"'), ['header-folded: "a",\n  "b"']);
  });
  it('may begin their value on the folded line', () => deepEqual(fields('If-Match:\n  "a"'), [['If-Match', '"a"']]));
  it('are read although a space stands before the colon', () => {
    deepEqual(fields('If-Match : "a"'), [['If-Match', '"a"']]);
    deepEqual(faults('If-Match \t: "a"'), ['header-space-before-colon:  \t']);
  });
  it('are faulty without a colon', () => {
    deepEqual(fields('If-Match'), []);
    deepEqual(faults('If-Match "a" '), ['header-name-invalid: If-Match "a"']);
  });
  it('are faulty under a name that is no token', () => {
    deepEqual(faults('Ünï: 1\n: x\n...spread'), [
      'header-name-invalid: Ünï',
      'header-name-invalid: :',
      'script-not-run: ...spread',
    ]);
    equal(fields('If Match: "a"')[0]?.[0], 'If Match');
  });
  it('are faulty with a character that cannot be sent, at its first', () => {
    deepEqual(faults('If-Match: “v1”'), ['header-value-invalid: “']);
    deepEqual(faults('A: x\u0000y\u0001'), ['header-value-invalid: \u0000']);
    deepEqual(faults('A: 😀'), ['header-value-invalid: 😀']);
    deepEqual(faults('A: caf\u00e9\tb'), []);
  });
  it('are not judged inside references', () => {
    deepEqual(faults('A: {{→}} {{ü→}}'), []);
    deepEqual(faults('A: {{a}}→{{b}}'), ['header-value-invalid: →']);
    deepEqual(faults('A: {{→'), ['header-value-invalid: →']);
  });
  it('end at an assertion or a script that follows without a blank line', () => {
    const request = requestOf('GET /a\nX: y\n?? status == 200\n> {% x %}');
    deepEqual(
      request.epilogue.map(({ kind }) => kind),
      ['assertion', 'script'],
    );
    equal(request.headers.length, 1);
  });
});
