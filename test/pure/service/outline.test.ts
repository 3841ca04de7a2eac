import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { foldings, symbols } from '../../../src/core/service/languageService.ts';
import { OutlineReader } from '../../../src/core/service/outlineReader.ts';
import { documentRequests } from '../../../src/core/syntax/locate.ts';
import { parse, update } from '../../../src/core/syntax/parse.ts';
import { anyPiece, anyRequests } from './anyRequests.ts';
import { host } from './world.ts';

const text = `@base = ${host}
@token = hunter2

### List them
GET {{base}}/all

### Save one
# @name save
# a note
# on two lines
PUT {{base}}/1
Content-Type: application/json
If-Match: "v1"

{
  "a": 1
}

###
{{base}}/bare
`;

describe('the outline', () => {
  const all = symbols(parse(text));

  it('holds variables and requests in the order of the file', () =>
    deepEqual(
      all.map(({ kind, name }) => `${kind} ${name}`),
      ['variable @base', 'variable @token', 'request List them', 'request save', 'request GET {{base}}/bare'],
    ));

  it('tells method and target of a request that has a name', () =>
    deepEqual(
      all.filter(({ kind }) => kind === 'request').map(({ detail }) => detail),
      ['GET {{base}}/all', 'PUT {{base}}/1', ''],
    ));

  it('is what the trees say', () =>
    fc.assert(
      fc.property(anyRequests, (written) => {
        const document = parse(written);
        const requests = documentRequests(document).map(({ start, node }) => ({
          name: node.name?.text ?? node.title?.text ?? `${node.method?.text ?? 'GET'} ${node.target.text}`,
          span: [start + node.start, start + node.end],
          selection: [start + node.requestLine.start, start + node.requestLine.end],
        }));
        const entries = symbols(document).filter(({ kind }) => kind === 'request');
        const shown = entries.map(({ name, start, end, selection }) => {
          return { name, span: [start, end], selection: [selection.start, selection.end] };
        });
        deepEqual(shown, requests);
      }),
      { numRuns: 200 },
    ));

  it('read on from version to version is that of the last one', () =>
    fc.assert(
      fc.property(
        anyRequests,
        fc.array(fc.tuple(fc.nat(), fc.nat(9), anyPiece), { maxLength: 4 }),
        (written, changes) => {
          const reader = new OutlineReader();
          let document = parse(written);
          reader.symbols(document);
          for (const [at, length, newText] of changes) {
            const start = at % (document.text.length + 1);
            document = update(document, [{ start, end: Math.min(document.text.length, start + length), newText }]);
            deepEqual(reader.symbols(document), symbols(parse(document.text)));
          }
        },
      ),
      { numRuns: 150 },
    ));

  it('hides what looks like a secret', () => {
    equal(all[0]?.detail, host);
    ok(!all[1]?.detail.includes('hunter2'));
  });

  it('puts the caret on the request line or the name', () => {
    for (const { start, end, selection } of all) ok(selection.start >= start && selection.end <= end);
    equal(text.slice(all[3]?.selection.start, all[3]?.selection.end), 'PUT {{base}}/1');
    equal(text.slice(all[0]?.selection.start, all[0]?.selection.end), 'base');
  });
});

describe('the foldings', () => {
  const folded = foldings(parse(text)).map(({ kind, start, end }) => [kind, text.slice(start, end)] as const);
  const of = (kind: string) => folded.filter(([each]) => each === kind).map(([, stretch]) => stretch);

  it('are requests from their separator on', () =>
    deepEqual(
      of('request').map((stretch) => stretch.split('\n')[0]),
      ['### List them', '### Save one', '###'],
    ));

  it('are header groups and bodies', () => {
    deepEqual(of('headers'), ['Content-Type: application/json\nIf-Match: "v1"']);
    deepEqual(
      of('body').map((body) => body.trim()),
      ['{\n  "a": 1\n}'],
    );
  });

  it('are comments of several lines, as one', () => deepEqual(of('comment'), ['# a note\n# on two lines']));
});
