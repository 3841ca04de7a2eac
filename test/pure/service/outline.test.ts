import { deepEqual, equal, ok } from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { blockFoldings } from '../../../src/core/service/folding.ts';
import { foldedLines, foldings, symbols } from '../../../src/core/service/languageService.ts';
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

  const lineOf = (written: string, offset: number) => written.slice(0, offset).split(/\r\n|\n|\r/).length - 1;
  const everything = Number.POSITIVE_INFINITY;
  const plainText = '### Save\r\n# @name a\r\nPUT {{base}}/1\r\nX-A: b  \r\nX-C:\r\n \r\n\r\n{\r\n\r\n} \r\n\r\n';

  /** A plain block, and the same as what is not known to be plain. */
  const unlikeItsTree = (written: string) =>
    parse(written).blocks.flatMap(({ block }) => {
      const { text: own, separator, requests, prologue, variables, comments, responses, faults, openBoundary } = block;
      const treed = { text: own, separator, requests, prologue, variables, comments, responses, faults, openBoundary };
      const [plain, fromTree] = [blockFoldings(block), blockFoldings(treed)];
      return isDeepStrictEqual(plain, fromTree) ? [] : [{ own, plain, fromTree }];
    });

  it('of a plain request are those of its tree', () => {
    ok(parse(plainText).blocks[0]?.block.plain !== undefined);
    deepEqual(unlikeItsTree(plainText), []);
    deepEqual(unlikeItsTree(text), []);
    fc.assert(
      fc.property(anyRequests, (written) => deepEqual(unlikeItsTree(written), [])),
      { numRuns: 300 },
    );
  });

  it('are told by lines, also of a later version', () =>
    fc.assert(
      fc.property(anyRequests, fc.nat(), anyPiece, (written, at, newText) => {
        let document = parse(written);
        foldedLines(document, 0, everything);
        const start = at % (written.length + 1);
        document = update(document, [{ start, end: start, newText }]);
        const byLines = foldings(document)
          .map(({ kind, start, end }) => ({
            kind,
            first: lineOf(document.text, start),
            last: lineOf(document.text, end),
          }))
          .filter(({ first, last }) => first < last);
        deepEqual(foldedLines(document, start, everything), { lines: byLines, whole: 'yes' });
      }),
      { numRuns: 200 },
    ));

  it('of a long file are those next to the place', () => {
    const long = parse(plainText.repeat(2000));
    const lines = plainText.split('\n').length - 1;
    const { lines: some, whole } = foldedLines(long, plainText.length * 1000, 1200);
    ok(some.length > 300 && some.length <= 1200);
    equal(whole, 'no');
    ok(some.every(({ first }) => Math.abs(first - lines * 1000) < lines * 400));
    ok(some.some(({ first }) => first < lines * 1000) && some.some(({ first }) => first > lines * 1000));
  });
});
