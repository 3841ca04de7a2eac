import { deepEqual, equal, notEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, type Edit } from '../../../src/core/span.ts';
import type { HttpDocument } from '../../../src/core/syntax/ast.ts';
import { parse, update } from '../../../src/core/syntax/parse.ts';
import { anyFile } from './anyFile.ts';
import { documents, patience } from './documents.ts';
import { plain } from './reading.ts';

const contents = ({ text, blocks }: HttpDocument) => ({
  text,
  blocks: blocks.map(({ start, block }) => ({ start, ...plain(block) })),
});

/** Edits of the text that do not overlap, from numbers that know nothing of it. */
function editsOf(text: string, seeds: readonly (readonly [number, number, string])[]): readonly Edit[] {
  const placed = seeds.map(([at, length, newText]) => {
    const start = at % (text.length + 1);
    return { start, end: Math.min(text.length, start + length), newText };
  });
  const ordered = placed.sort((a, b) => a.start - b.start);
  return ordered.filter((edit, index) => ordered.slice(0, index).every((before) => before.end < edit.start));
}

const seeds = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 6 }), anyFile), { minLength: 1, maxLength: 3 });

/** Start and number of each block by its row. */
const placesOf = ({ rows }: HttpDocument) =>
  rows.flatMap(({ start, first, row }) => row.blocks.map((placed, index) => [start + placed.start, first + index]));

const three = '### a\nGET /a\n\n### b\nGET /b\n\n### c\nGET /c\n';
const edited = (at: string, newText: string, text = three) => {
  const start = text.indexOf(at);
  const document = parse(text);
  return { before: document, after: update(document, [{ start, end: start + at.length, newText }]) };
};
const kept = ({ before, after }: ReturnType<typeof edited>) =>
  after.blocks.map(({ block }) => before.blocks.findIndex((old) => old.block === block));

describe('an update', function () {
  this.timeout(patience);
  it('is what a fresh parse would give', () => {
    fc.assert(
      fc.property(anyFile, seeds, (text, numbers) => {
        const edits = editsOf(text, numbers);
        deepEqual(contents(update(parse(text), edits)), contents(parse(applyEdits(text, edits))));
      }),
      { numRuns: documents },
    );
  });
  it('stays so over many edits', () => {
    fc.assert(
      fc.property(anyFile, fc.array(seeds, { maxLength: 6 }), (text, steps) => {
        let document = parse(text);
        for (const step of steps) document = update(document, editsOf(document.text, step));
        deepEqual(contents(document), contents(parse(document.text)));
      }),
      { numRuns: documents },
    );
  });
  it('is so in a file of many rows, whose untouched rows stay the same', () => {
    const text = Array.from({ length: 400 }, (_, number) => `### ${number}\nGET /${number}\n\n`).join('');
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(900), anyFile, (start, length, newText) => {
        const edit = { start, end: Math.min(text.length, start + length), newText };
        const before = parse(text);
        const after = update(before, [edit]);
        deepEqual(contents(after), contents(parse(applyEdits(text, [edit]))));
        deepEqual(placesOf(after), placesOf(parse(after.text)));
        const open = /boundary=/i.test(newText);
        ok(open || after.rows.some(({ row }) => before.rows.some((old) => old.row === row)));
      }),
      { numRuns: 60 },
    );
  });
  it('keeps the blocks that it does not touch', () => deepEqual(kept(edited('/b', '/b?x')), [0, -1, 2]));
  it('keeps the other blocks when a title changes', () => deepEqual(kept(edited(' b', ' bb')), [0, -1, 2]));
  it('moves what stands behind', () => {
    const { before, after } = edited('/b', '/b?x');
    equal(after.blocks[2]?.start, (before.blocks[2]?.start ?? 0) + 2);
    equal(after.text, three.replace('/b', '/b?x'));
  });
  it('joins blocks when their separator goes', () => deepEqual(kept(edited('### b', '## b')), [-1, 2]));
  it('divides a block', () => deepEqual(kept(edited('GET /b', '###\nGET /b')), [0, -1, -1, 2]));
  it('of several places keeps what lies between', () => {
    const document = parse(three);
    const after = update(document, [
      { start: three.length - 1, end: three.length - 1, newText: 'x' },
      { start: 10, end: 11, newText: 'y' },
    ]);
    equal(after.blocks[1]?.block, document.blocks[1]?.block);
    notEqual(after.blocks[0]?.block, document.blocks[0]?.block);
    notEqual(after.blocks[2]?.block, document.blocks[2]?.block);
  });
  it('of nothing is the same document', () => {
    const document = parse(three);
    equal(update(document, []), document);
  });
  it('of everything leaves one empty block', () => {
    deepEqual(contents(update(parse(three), [{ start: 0, end: three.length, newText: '' }])), contents(parse('')));
  });
  it('that closes a multipart body takes in the separators up to there, and gives them back', () => {
    const text = 'POST /a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n### x\ny\n### z\n';
    const closed = update(parse(text), [{ start: text.length, end: text.length, newText: '--b--\n' }]);
    equal(closed.blocks.length, 1);
    const reopened = update(closed, [{ start: text.length, end: text.length + 2, newText: '' }]);
    deepEqual(contents(reopened), contents(parse(`${text}b--\n`)));
    equal(reopened.blocks.length, 3);
  });
  it('that declares a boundary looks for its closing in the blocks behind', () => {
    const text = 'POST /a\nContent-Type: multipart/mixed; boundary:b\n\n--b\n### x\ny\n--b--\n### z\n';
    const colon = text.indexOf(':b');
    const declared = update(parse(text), [{ start: colon, end: colon + 1, newText: '=' }]);
    equal(declared.blocks.length, 2);
    deepEqual(contents(declared), contents(parse(declared.text)));
  });
});
