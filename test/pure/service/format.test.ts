import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { format } from '../../../src/core/service/languageService.ts';
import { applyEdits } from '../../../src/core/span.ts';
import { documentRequests } from '../../../src/core/syntax/locate.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { resolveRequest } from '../../../src/core/syntax/resolving/resolve.ts';
import { indentJson } from '../../../src/core/syntax/values/indentJson.ts';
import { createScope } from '../../../src/core/syntax/values/scope.ts';
import { anyFile } from '../syntax/anyFile.ts';
import { documents, patience } from '../syntax/documents.ts';
import { inputs } from '../syntax/reading.ts';

const options = { indent: '  ' };
const formatted = (text: string) => applyEdits(text, format(parse(text), options));
const turns = (name: string, before: string, after: string) => it(name, () => equal(formatted(before), after));
const keeps = (name: string, text: string) => it(name, () => equal(formatted(text), text));

describe('the formatter', () => {
  turns(
    'parts name and value by a colon and a blank',
    'GET http://h\nA:1\nB : 2\nC:   3\nD:',
    'GET http://h\nA: 1\nB: 2\nC: 3\nD:',
  );
  turns('takes blanks off the ends of lines', 'GET   http://h  HTTP/1.1  \nA: 1 \t\n', 'GET http://h HTTP/1.1\nA: 1\n');
  turns('writes definitions alike', '@a=1\n@b  :=  {{a}}\n@c d\n@e=\n', '@a = 1\n@b := {{a}}\n@c d\n@e=\n');
  turns(
    'leaves one blank line before a separator',
    'GET http://h\n###a\nGET http://h\n\n\n \n### b\nGET http://h\n\n\n',
    'GET http://h\n\n### a\nGET http://h\n\n### b\nGET http://h\n',
  );
  turns(
    'leaves one blank line over the content',
    'POST http://h\nA: 1\n\n \n\ntext\n',
    'POST http://h\nA: 1\n\ntext\n',
  );
  turns('indents JSON', 'POST http://h\n\n{"a":[1,{}]}', 'POST http://h\n\n{\n  "a": [\n    1,\n    {}\n  ]\n}');
  turns(
    'keeps every digit, every escape and every reference of JSON',
    'POST http://h\nContent-Type: application/merge-patch+json\n\n{"id":9223372036854775807,"s":"\\u0041\\/","r":{{r}},"t":"{{ t }}","n":1.0}\n',
    'POST http://h\nContent-Type: application/merge-patch+json\n\n{\n  "id": 9223372036854775807,\n  "s": "\\u0041\\/",\n  "r": {{r}},\n  "t": "{{ t }}",\n  "n": 1.0\n}\n',
  );
  turns(
    'writes the line breaks of the file',
    'POST http://h\r\n\r\n{"a":1}\r\n',
    'POST http://h\r\n\r\n{\r\n  "a": 1\r\n}\r\n',
  );

  keeps('leaves a folded value', 'GET http://h\nA: 1\n  2\n');
  keeps('leaves content that is no JSON', 'POST http://h\nContent-Type: text/plain\n\n{"a":1}\n  x  \n');
  keeps('leaves JSON where a reference spans its tokens', 'POST http://h\n\n{"{{":1,"":{}}\n');
  keeps(
    'leaves JSON where the braces of a string and of objects make a reference',
    'POST http://h\n\n{"":{"":"{{"}}\n',
  );
  keeps('leaves a command of curl', "curl   http://h -H 'A:1' --json '{\"a\":1}'\n");
  keeps('leaves broken JSON', 'POST http://h\n\n{"a":1,}\n');
  keeps('leaves a row of JSON texts', 'POST http://h\nContent-Type: application/x-ndjson\n\n{"a":1}\n{"b":2}\n');
  keeps('leaves JSON with comments', 'POST http://h\n\n{\n# why\n"a":1}\n');
  keeps('leaves raw content', '# @raw\nPOST http://h\n\n\n{"a":1}\n');
  keeps(
    'leaves multipart content',
    'POST http://h\nContent-Type: multipart/form-data; boundary=b\n\n--b\n\n{"a":1}\n--b--\n',
  );
  keeps(
    'leaves multipart content that nothing closes',
    'POST http://h\nContent-Type: multipart/form-data; boundary=b\n\n--b\n\n\n\n###\nA:1\n',
  );
  keeps('leaves a divider', '###\n### a\nGET http://h\n');
  keeps('leaves an empty file', '');

  it('formats what touches the range alone', () => {
    const text = '@a=1\n\n###\nGET http://h\nA:1\nB:2\n';
    const start = text.indexOf('A:1');
    equal(applyEdits(text, format(parse(text), options, { start, end: start + 2 })), text.replace('A:1', 'A: 1'));
  });

  it('indents as it is told', () =>
    equal(applyEdits('POST h.x\n\n[1]', format(parse('POST h.x\n\n[1]'), { indent: '\t' })), 'POST h.x\n\n[\n\t1\n]'));
});

/** What the requests send, JSON content without its white space. */
function wire(text: string) {
  const document = parse(text);
  const scope = createScope(document, inputs({ environment: { name: '', values: { base: 'http://h', v: '"x"' } } }));
  return documentRequests(document).map((placed) => {
    const { method, url, target, headers, body, faults } = resolveRequest(placed, scope);
    return {
      wire: [
        method,
        url,
        target,
        headers.map(({ field }) => field),
        faults.map(({ code, subject }) => [code, subject]),
      ],
      body: body.map((part) => (part.kind === 'file' ? part.path : (compact(part.text) ?? part.text))),
    };
  });
}

const compact = (text: string) => indentJson(text, { indent: '', lineBreak: '', references: 'allowed' });

const jsonFile = fc
  .tuple(fc.json(), fc.constantFrom('\n', '\r\n'), fc.constantFrom('', ' ', '\t', '\n\n'))
  .map(([json, eol, blank]) =>
    ['###', `POST http://h`, 'A:b', '', `${blank}${json}`, '', '###x', 'GET http://h', ''].join(eol),
  );
const anyText = fc.oneof(anyFile, anyFile, jsonFile);

describe('the formatter, whatever the file', function () {
  this.timeout(patience);

  it('never changes what is sent but for the white space of JSON', () =>
    fc.assert(
      fc.property(anyText, (text) => deepEqual(wire(formatted(text)), wire(text))),
      { numRuns: documents },
    ));

  it('changes nothing the second time', () =>
    fc.assert(
      fc.property(anyText, (text) => {
        const once = formatted(text);
        equal(formatted(once), once);
      }),
      { numRuns: documents },
    ));

  it('edits stretches that do not overlap', () =>
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0;
        for (const edit of [...format(parse(text), options)].sort((a, b) => a.start - b.start)) {
          ok(edit.start >= end && edit.end >= edit.start && edit.end <= text.length);
          end = edit.end;
        }
      }),
      { numRuns: documents },
    ));
});
