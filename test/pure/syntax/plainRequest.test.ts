import { deepEqual, equal } from 'node:assert/strict';
import fc from 'fast-check';
import { type PlainRequest, readPlain } from '../../../src/core/syntax/block/plainRequest.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { countingExamples } from '../../support/examples.ts';
import { anyFile } from './anyFile.ts';

/** What the tree says of a block's one request, in the terms of a plain one. */
function fromTree(text: string) {
  const blocks = parse(text).blocks;
  const block = blocks[0]?.block;
  const node = block?.requests[0];
  return {
    only: [blocks.length, block?.requests.length, block?.variables.length, block?.responses.length],
    faults: block?.faults,
    title: node?.title?.text ?? '',
    name: node?.directives[0]?.value.text ?? '',
    directives: node?.directives.map(({ name }) => name.text),
    span: [node?.start, node?.end],
    line: node?.requestLine.start,
    method: node?.method?.text,
    target: node?.target.text,
    lineEnd: node?.requestLine.end,
    noticed: node?.headers.filter(({ start }) => isNoticed(text.slice(start))).length,
    parts: node?.body.parts.every(({ kind }) => kind === 'text'),
    kind: ['none', 'text'].includes(node?.body.kind ?? ''),
  };
}

const isNoticed = (line: string) =>
  /^(?:f|[^i]f|i(?!f-(?:match|none-match|modified-since):)|etag|range|last-m|host|cache-c|pragma|expect)/i.test(line);

function fromPlain(text: string, plain: PlainRequest) {
  const { start, end, line, targetEnd, lineEnd } = plain;
  const [method, target] = text.slice(line, targetEnd).split(/ (.*)/s);
  const name = text.slice(plain.nameStart, plain.nameEnd);
  return {
    only: [1, 1, 0, 0],
    faults: [],
    title: text.slice(plain.titleStart, plain.titleEnd),
    name,
    directives: name === '' ? [] : ['name'],
    span: [start, end],
    line,
    method,
    target,
    lineEnd,
    noticed: 0,
    parts: true,
    kind: true,
  };
}

const line = fc.constantFrom(
  ...[
    'GET https://h/a',
    'PUT {{base}}/x HTTP/1.1',
    'POST http://h HTTP/1.1 ',
    'DELETE {{a}}b{{c}}',
    'GET /x',
    'get http://h',
  ],
  ...[
    'Accept: a/b',
    'X-A:',
    'x-a:  ',
    'X-Y:z  ',
    'If-Match: "a"',
    'If-None-Match:  {{t}} ',
    'if-modified-since:',
    'ETag: "a"',
  ],
  ...['Content-Type: application/json', 'Content-Type: application/json; charset=utf-8', 'Content-Type: text/plain'],
  ...[
    'Content-Type: application/json-seq',
    'Content-Length: 1',
    'Host: h',
    'Cache-Control: no-cache',
    'http://h',
    'A b: c',
  ],
  ...[
    '{',
    '  "a": 1  ',
    '}',
    '[1]',
    '12',
    '"',
    '<',
    '> f',
    '# c',
    '#',
    '## @name y',
    '# @name x',
    '# @name',
    '#@name a-b ',
    '# @raw',
  ],
  ...[
    '',
    ' ',
    '\t',
    '### t',
    '###',
    '#### t #',
    '  ### u ',
    '// c',
    '@v = 1',
    '?a=1',
    ' folded',
    'HTTP/1.1 200 OK',
    'prose',
  ],
);
const lines = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n', '\r'), fc.boolean())
  .map(([all, end, ended]) => all.join(end) + (ended ? end : ''));
/** Lines in an order that is often a plain request's. */
const ordered = fc
  .tuple(
    fc.constantFrom('### t', '###', '### @a', 'GET http://h/z', '# c'),
    fc.subarray(['# c', '', '# @name n', '#@name m']),
    fc.constantFrom('GET https://h/a', 'PUT {{base}}/x HTTP/1.1 ', 'DELETE {{a}}b{{c}}', 'HEAD http://h HTTP/1.0'),
    fc.array(line, { maxLength: 3 }),
    fc.constantFrom('\n', '\r\n'),
    fc.subarray([
      'Accept: x',
      'If-Match: "a" ',
      'X-A:',
      '',
      '{',
      ' ',
      '"a": {{b}} ',
      '}',
      '{{',
      '{{@response',
      '}}',
      '',
    ]),
  )
  .map(([opening, fillers, request, any, end, rest]) => [opening, ...fillers, request, ...any, ...rest].join(end));

describe('a plain request', () => {
  it('is what the tree says', () => {
    const examples = countingExamples();
    fc.assert(
      fc.property(fc.oneof(ordered, lines, anyFile), (text) => {
        const plain = readPlain(text);
        if (plain === undefined) return;
        deepEqual(fromPlain(text, plain), fromTree(text));
        examples.count();
      }),
      { numRuns: 6000 },
    );
    examples.atLeast(50);
  });

  it('is what most requests are', () => {
    const body = '{\n  "a": "{{b}}"\n}\n';
    const text = `### Save\n# @name save\nPUT {{base}}/a\nIf-Match: "v1"\nContent-Type: application/json\n\n${body}`;
    for (const each of [text, text.replaceAll('\n', '\r\n')]) {
      const plain = readPlain(each);
      equal(each.slice(plain?.nameStart, plain?.nameEnd), 'save');
      equal(each.slice(plain?.line, plain?.targetEnd), 'PUT {{base}}/a');
    }
  });
});
