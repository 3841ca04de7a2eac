import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { Checker } from '../../../src/core/service/check/checker.ts';
import { judgeBlock, newPass } from '../../../src/core/service/check/judgeBlock.ts';
import { wholeProblem } from '../../../src/core/service/check/placeFinding.ts';
import { TargetIndex } from '../../../src/core/service/check/targetIndex.ts';
import { check } from '../../../src/core/service/languageService.ts';
import { surroundingsIn, surroundingsOf } from '../../../src/core/service/request/surroundings.ts';
import { applyEdits } from '../../../src/core/span.ts';
import { scanText } from '../../../src/core/syntax/document/scan/scanText.ts';
import { parse, update } from '../../../src/core/syntax/parse.ts';
import { countingExamples } from '../../support/examples.ts';
import { anyFile } from '../syntax/anyFile.ts';
import { documents, patience } from '../syntax/documents.ts';
import { anyPiece, anyRequests } from './anyRequests.ts';
import { contextOf, exchangeOf, got, host, wrote } from './world.ts';

const validators = ({ url }: { url: string }) => ({ etag: `"${url.length}"`, lastModified: undefined, seenAt: 0 });
const plainWorld = contextOf();
const withValidators = { ...plainWorld, scope: { ...plainWorld.scope, validators } };
const knowing = contextOf({
  story: [got('/1', [['ETag', '"v3"']], { ago: 60, name: 'x' }), wrote('PUT', '/2', [['ETag', 'W/"v4"']])],
  answers: { x: exchangeOf(got('/1', [['ETag', '"v3"']]), '{"a":"v3"}') },
  environment: { base: host, outer: '{{tag}}' },
});
const anyContext = fc.constantFrom(plainWorld, withValidators, knowing);
const all = Number.POSITIVE_INFINITY;
const anyText = fc.oneof({ weight: 5, arbitrary: anyRequests }, anyFile);

const many = (count: number) =>
  Array.from({ length: count }, (_, at) => `### ${at}\nGET http://h/${at}\nIf-Match: v${at}\n\n`).join('');

describe('a glance', function () {
  this.timeout(patience);

  it('lets nothing pass of which a rule has something to say', () => {
    const examples = countingExamples();
    fc.assert(
      fc.property(anyText, anyContext, (text, context) => {
        const document = parse(text);
        const pass = newPass(document, surroundingsIn(context, new TargetIndex(document)));
        for (const { start, first, row } of document.rows) {
          row.blocks.forEach((placed, index) => {
            if (!pass.glance(row.scan, row.from + index)) return;
            const place = { start: start + placed.start, blockIndex: first + index, firstRequest: first + index };
            const judgement = judgeBlock(pass, placed.block, place);
            deepEqual(judgement, { found: [], unresolved: false, asks: false, reachesOut: false });
            examples.count();
          });
        }
      }),
      { numRuns: documents },
    );
    examples.atLeast(100);
  });

  it('is enough for usual requests', () => {
    const text =
      '@base = http://h\n@tag = "v"\n###\nGET {{base}}/a\nIf-None-Match: {{tag}}\n\n###\nPUT {{base}}/b\nIf-Match: "a"\n';
    const { glance } = newPass(parse(text), surroundingsOf(plainWorld));
    const scan = scanText(text);
    deepEqual(
      Array.from({ length: scan.count }, (_, block) => glance(scan, block)),
      [false, true, true],
    );
  });
});

describe('a checker', function () {
  this.timeout(patience);

  it('finds after any edits what a fresh check finds', () =>
    fc.assert(
      fc.property(
        anyText,
        anyContext,
        fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.oneof(anyPiece, anyFile, fc.constantFrom('', 'x', '#', '{'))), {
          maxLength: 3,
        }),
        fc.nat(4),
        (text, context, changes, most) => {
          let document = parse(text);
          const checker = new Checker(document, context);
          for (const [at, length, newText] of changes) {
            checker.settle(at, most);
            checker.problems(at, 3);
            const start = at % (document.text.length + 1);
            const end = Math.min(document.text.length, start + length);
            document = update(document, [{ start, end, newText }]);
            checker.update(document);
          }
          checker.settle(0, all);
          ok(checker.settled);
          deepEqual(checker.problems(0, all).map(wholeProblem), check(parse(document.text), context));
        },
      ),
      { numRuns: documents },
    ));

  it('does so across many rows', () =>
    fc.assert(
      fc.property(fc.nat(), fc.nat(400), anyPiece, (at, length, newText) => {
        const document = parse(`@v = 1\n${many(300)}`);
        const checker = new Checker(document, plainWorld);
        checker.settle(0, all);
        const start = at % document.text.length;
        const edit = { start, end: Math.min(document.text.length, start + length), newText };
        checker.update(update(document, [edit]));
        checker.settle(start, all);
        deepEqual(
          checker.problems(0, all).map(wholeProblem),
          check(parse(applyEdits(document.text, [edit])), plainWorld),
        );
      }),
      { numRuns: 6 },
    ));

  it('judges a typed tag again when a GET of its URL comes or goes, whatever the method', () => {
    const text = '###\nGET http://h/1\n\n###\nFROB http://h/1\nIf-Match: "a"\n\n###\nPUT http://h/1\nIf-Match: "a"\n';
    const before = parse(text.replace('h/1', 'h/2'));
    const checker = new Checker(before, plainWorld);
    checker.settle(0, all);
    const at = text.indexOf('1');
    checker.update(update(before, [{ start: at, end: at + 1, newText: '1' }]));
    checker.settle(0, all);
    deepEqual(checker.problems(0, all).map(wholeProblem), check(parse(text), plainWorld));
  });

  it('judges by new knowledge', () => {
    const text = '###\nPUT http://x.test/1\n\n###\nGET http://x.test/1\n';
    const checker = new Checker(parse(text), plainWorld);
    checker.settle(0, all);
    checker.judgeBy(knowing);
    checker.settle(0, all);
    deepEqual(checker.problems(0, all).map(wholeProblem), check(parse(text), knowing));
  });

  it('judges where the user looks first, a few blocks at a time', () => {
    const checker = new Checker(parse(many(400)), plainWorld);
    const middle = many(200).length;
    checker.settle(middle, 128);
    equal(checker.settled, false);
    const found = checker.problems(middle, all);
    ok(found.length > 0 && found.every(({ start }) => Math.abs(start - middle) < many(140).length));
  });

  it('shows of too many problems those next to the offset, in the order of the text', () => {
    const text = many(400);
    const checker = new Checker(parse(text), plainWorld);
    checker.settle(0, all);
    const middle = Math.floor(text.length / 2);
    const found = checker.problems(middle, 20).map(({ start }) => start);
    const away = check(parse(text), plainWorld).map(({ start }) => Math.abs(start - middle));
    const furthest = away.sort((a, b) => a - b)[19] ?? 0;
    equal(found.length, 20);
    ok(found.every((start) => Math.abs(start - middle) <= furthest));
    deepEqual(
      found,
      [...found].sort((a, b) => a - b),
    );
  });
});
