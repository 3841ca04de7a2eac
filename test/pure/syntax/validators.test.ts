import { deepEqual, equal } from 'node:assert/strict';
import type { SoughtValidators } from '../../../src/core/syntax/values/validatorValue.ts';
import { noon, resolved, valueIn } from './reading.ts';

const held: Readonly<Record<string, { etag?: string; lastModified?: string }>> = {
  'http://h/a': { etag: '"v,1#\\"', lastModified: 'Sat, 21 Nov 2026 09:00:00 GMT' },
  'http://h/weak': { etag: 'W/"w"' },
  'http://other/b?x=1': { etag: '"b"' },
};

function validators({ url }: SoughtValidators) {
  const found = held[url];
  return found && { etag: found.etag, lastModified: found.lastModified, seenAt: noon - 1000 };
}

/** The values of the header fields of the text's last request. */
const fields = (text: string) => resolved(text, { validators }).headers.map(({ field }) => field[1]);
const faults = (text: string) =>
  resolved(text, { validators }).faults.map(({ code, reason, subject }) => `${code} ${reason} ${subject}`);

describe('{{$etag}} and {{$lastModified}}', () => {
  it('are the validators known of the request they stand in, byte for byte', () => {
    deepEqual(fields('PUT http://h/a\nIf-Match: {{$etag}}\nIf-Unmodified-Since: {{ $lastModified }}'), [
      '"v,1#\\"',
      'Sat, 21 Nov 2026 09:00:00 GMT',
    ]);
    deepEqual(fields('GET http://h/weak\nIf-None-Match: "a", {{$ETag}}'), ['"a", W/"w"']);
  });
  it('are those of a named request, an absolute URL, a path of the same server, a variable', () => {
    const file = '@base = http://h\n@there = http://other/b?x=1\n# @name read it\nGET {{base}}/a\n###\n';
    for (const of of ['read it', '"read it"', '1', 'http://h/a', '/a', 'http://h/a#part'])
      deepEqual(fields(`${file}PUT http://h/x\nIf-Match: {{$etag ${of}}}`), ['"v,1#\\"'], of);
    deepEqual(fields(`${file}PUT http://h/x\nIf-Match: {{$etag %there}}`), ['"b"']);
  });
  it('may feed a variable, which each request sees as its own', () => {
    const file = '@tag = {{$etag}}\nGET http://h/weak\nX: {{tag}}\n###\nPUT http://h/a\nX: {{tag}}\nY: {{tag}}';
    deepEqual(fields(file), ['"v,1#\\"', '"v,1#\\"']);
    equal(valueIn(file, 'tag', { validators }), '!validator-unknown');
  });
  it('are sought for the variant and the identity of the request, without its preconditions', () => {
    const sought: SoughtValidators[] = [];
    const text = 'PUT http://h/a\nAccept: text/{{t}}\nIf-Match: {{$etag}}\n@t = x';
    resolved(`@t = x\n${text}`, {
      defaultHeaders: [['Authorization', 'Bearer {{t}}']],
      validators: (asked) => void sought.push(asked),
    });
    deepEqual(sought[0], {
      url: 'http://h/a',
      headers: [
        ['Accept', 'text/x'],
        ['Authorization', 'Bearer x'],
      ],
    });
  });
  it('are unresolved where nothing is known', () => {
    deepEqual(faults('PUT http://h/none\nIf-Match: {{$etag}}'), ['variable-undefined validator-unknown $etag']);
    deepEqual(faults('PUT http://h/weak\nIf-Unmodified-Since: {{$lastModified}}'), [
      'variable-undefined validator-unknown $lastModified',
    ]);
    equal(valueIn('GET http://h/a', '$etag', { validators }), '!validator-unknown');
    equal(valueIn('GET http://h/a', '$etag 1'), '!validator-unknown');
  });
  it('are unresolved where no resource is meant', () => {
    deepEqual(faults('PUT http://h/a\nIf-Match: {{$etag nobody}}'), [
      'variable-undefined request-unknown $etag nobody',
    ]);
    deepEqual(faults('PUT http://h/a\nIf-Match: {{$etag %no}}'), ['variable-undefined undefined no']);
    deepEqual(faults('PUT {{no}}/a\nIf-Match: {{$etag}}'), [
      'variable-undefined undefined no',
      'variable-undefined undefined no',
    ]);
  });
  it('are a circle in the URL that they depend on', () => {
    deepEqual(faults('GET http://h/{{$etag}}')[0], 'variable-cycle cycle $etag');
    deepEqual(
      faults('# @name a\nGET http://h/{{$etag b}}\n###\n# @name b\nGET http://h/{{$etag a}}')[0],
      'variable-cycle cycle $etag a',
    );
  });
});

describe('a date in a precondition', () => {
  const since = (value: string) => fields(`GET http://h/a\nIf-Modified-Since: ${value}`)[0];
  for (const value of ['$datetime iso8601', '$localDatetime rfc1123', '$timestamp', '$timestamp ms', '$isoTimestamp'])
    it(`is an IMF-fixdate by {{${value}}}`, () => equal(since(`{{${value}}}`), 'Sat, 21 Nov 2026 12:30:15 GMT'));
  it('is one too by a variable that is nothing but a date', () => {
    equal(fields('@d = {{$datetime iso8601 -1 d}}\nGET http://h\nIf-Range: {{d}}')[0], 'Fri, 20 Nov 2026 12:30:15 GMT');
  });
  it('stays what it is where it is part of a text, and in other fields', () => {
    equal(fields('@d = x{{$timestamp}}\nGET http://h\nIf-Modified-Since: {{d}}')[0], 'x1795264215');
    equal(fields('GET http://h\nX-Date: {{$timestamp}}')[0], '1795264215');
  });
});

describe('fields that the environment adds', () => {
  const defaults = (text: string) =>
    resolved(text, {
      defaultHeaders: [
        ['X-Api', '{{k}}'],
        ['Accept', 'a/b'],
        ['X-No', '{{no}}'],
      ],
    }).defaults;
  it('have their variables replaced, and are left out where one has no value', () =>
    deepEqual(defaults('@k = 1\nGET http://h'), [
      ['X-Api', '1'],
      ['Accept', 'a/b'],
    ]));
  it('give way to the field of the request', () =>
    deepEqual(defaults('@k = 1\nGET http://h\naccept: x/y'), [['X-Api', '1']]));
});
