import { deepEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { check, foldings, lenses, type ServiceContext, symbols } from '../../../src/core/service/languageService.ts';
import { nameIndex } from '../../../src/core/service/names/nameIndex.ts';
import type { HttpDocument } from '../../../src/core/syntax/ast.ts';
import { definedVariables } from '../../../src/core/syntax/document/definitionIndex.ts';
import { countRequests } from '../../../src/core/syntax/document/requestCount.ts';
import { documentOf, rowsOf } from '../../../src/core/syntax/document/rows.ts';
import { scanText } from '../../../src/core/syntax/document/scan/scanText.ts';
import { documentRequests, requestsWithin } from '../../../src/core/syntax/locate.ts';
import { parse } from '../../../src/core/syntax/parse.ts';
import { anyFile } from '../syntax/anyFile.ts';
import { documents, patience } from '../syntax/documents.ts';
import { anyRequests } from './anyRequests.ts';
import { allExamples } from './examples/allExamples.ts';
import { contextOf, got, unmarked, wrote } from './world.ts';

/** The document as if the scanner had been sure of no block: everything is told by the trees and judged in full. */
function withoutScanner(text: string): HttpDocument {
  const scan = scanText(text);
  const none = new Int32Array(scan.count);
  return documentOf(
    rowsOf({ ...scan, traits: none, targets: none, given: new Int32Array(0), blocks: new Map(scan.blocks) }, 0, 0),
    text,
  );
}

/** What the language service says of a document, and what it is said from. */
function said(document: HttpDocument, context: ServiceContext) {
  const { variables, requests } = nameIndex(document);
  const half = { start: 0, end: document.text.length >> 1 };
  return {
    problems: check(document, context),
    lenses: lenses(document, context),
    around: lenses(document, context, half),
    symbols: symbols(document),
    foldings: foldings(document),
    defined: [...definedVariables(document)],
    variables: [...variables],
    requests: [...requests],
    count: countRequests(document),
    placed: documentRequests(document).map(({ index, start, blockIndex }) => [index, start, blockIndex]),
    within: requestsWithin(document, half).map(({ index, start, blockIndex }) => [index, start, blockIndex]),
  };
}

const sameBothWays = (text: string, context: ServiceContext) =>
  deepEqual(said(parse(text), context), said(withoutScanner(text), context));

const knowing = contextOf({
  story: [got('/1', [['ETag', '"v3"']], { ago: 60, name: 'x' }), wrote('PUT', '/2', [['ETag', 'W/"v4"']])],
});

describe('what the scanner says', function () {
  this.timeout(patience);

  it('changes nothing that is said of any document', () =>
    fc.assert(
      fc.property(
        fc.oneof({ weight: 4, arbitrary: anyRequests }, anyFile),
        fc.constantFrom(contextOf(), knowing),
        fc.constantFrom('\n', '\r\n'),
        (text, context, lineEnd) => sameBothWays(text.replaceAll('\n', lineEnd), context),
      ),
      { numRuns: Math.ceil(documents / 5) },
    ));

  it('keeps no rule from firing on its examples', () => {
    for (const { fires, silent, world, otherwise } of allExamples) {
      sameBothWays(unmarked(fires).text, contextOf(world));
      sameBothWays(silent, contextOf(otherwise));
    }
  });
});
