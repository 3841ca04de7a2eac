import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import type { HttpDocument } from '../../../src/core/syntax/ast.ts';
import { roleBits } from '../../../src/core/syntax/document/scan/references.ts';
import { scanText } from '../../../src/core/syntax/document/scan/scanText.ts';
import type { Scan } from '../../../src/core/syntax/document/scan/tables.ts';
import { formIn, formNumber, NAMED, PLAIN } from '../../../src/core/syntax/document/scan/traits.ts';
import { parse, update } from '../../../src/core/syntax/parse.ts';
import { countingExamples } from '../../support/examples.ts';
import { anyRequests } from '../service/anyRequests.ts';
import { anyFile } from './anyFile.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);

/** What the tables hold of each block, in words. */
const contents = (scan: Scan) =>
  numbers(scan.count).map((block) => ({
    text: scan.text.slice(scan.starts[block], scan.starts[block + 1]),
    bits: (scan.traits[block] ?? 0) & 7,
    form: formNumber(formIn(scan.traits[block] ?? 0)),
    references: [...scan.references.slice(scan.firstReferences[block], scan.firstReferences[block + 1])].map(
      (reference) => [scan.names[reference >> roleBits], reference & ((1 << roleBits) - 1)],
    ),
  }));

const request = (number: number) =>
  `### ${number}\n# @name n${number}\nGET {{base}}/${number % 7}/{{page}}\nIf-None-Match: {{tag}}\nX: é{{page}}\n\n`;
const usual = (number: number) => request(number).replace('é', '');

describe('a scan', () => {
  it('says the same of a block wherever it stands', () => {
    const examples = countingExamples();
    fc.assert(
      fc.property(fc.oneof(anyRequests, anyFile), fc.nat(3000), (text, room) => {
        const filler = `###\nPOST http://h/\n\n${'"\n'.repeat(room)}`;
        const before = filler.repeat(Math.ceil(65_500 / filler.length));
        const alone = contents(scanText(`###\n${text}`));
        const whole = contents(scanText(`${before}###\n${text}`));
        if (alone.length > whole.length || /boundary/i.test(text)) return;
        deepEqual(whole.slice(-alone.length), alone);
        examples.count();
      }),
      { numRuns: 60 },
    );
    examples.atLeast(20);
  });

  it('is that of each block, stretch after stretch', () => {
    const text = numbers(3000).map(usual).join('');
    const scan = scanText(text);
    equal(scan.count, 3000);
    deepEqual(
      contents(scan),
      numbers(3000).flatMap((number) => contents(scanText(usual(number)))),
    );
    deepEqual(scan.names, ['base', 'page', 'tag']);
  });

  it('knows many names', () => {
    const text = numbers(5000)
      .map((number) => `###\nGET {{b${number}}}/{{b${number % 100}}}\n`)
      .join('');
    const scan = scanText(text);
    equal(new Set(scan.names).size, 5000);
    ok(contents(scan).every(({ references }, number) => references[0]?.[0] === `b${number}`));
  });

  it('leaves to the tree what it does not know, and what is longer than a stretch', () => {
    const bits = (text: string) => contents(scanText(text)).map((each) => each.bits & PLAIN);
    deepEqual(bits(request(1)), [0]);
    deepEqual(bits(usual(1)), [1]);
    deepEqual(bits(`${usual(1)}{"a": "${'x'.repeat(70_000)}"}\n${usual(2)}`), [0, 1]);
    deepEqual(bits(usual(1).replaceAll('\n', '\r\n')), [1]);
    deepEqual(bits(usual(1).replaceAll('\n', '\r')), [0]);
  });

  it('reads the preconditions that need no second look', () => {
    const form = (lines: string) => contents(scanText(lines))[0]?.form;
    deepEqual(form('PUT {{base}}\nIf-Match: "v1"'), { method: 'PUT', condition: { field: 'if-match', value: 'tag' } });
    deepEqual(form('PUT {{base}}\nif-none-match:*'), {
      method: 'PUT',
      condition: { field: 'if-none-match', value: '*' },
    });
    deepEqual(form('GET {{base}}'), { method: 'GET', condition: undefined });
  });

  it('finds the names given to requests', () => {
    const { given, text, traits } = scanText(usual(1) + usual(2));
    deepEqual([given[0], text.slice(given[1], given[2]), given[3], text.slice(given[4], given[5])], [0, 'n1', 1, 'n2']);
    ok(traits.every((each) => (each & NAMED) !== 0));
  });
});

describe('a document that is typed in', () => {
  const blocks = ({ blocks: all }: HttpDocument) => all.map(({ start, block }) => [start, block.text]);

  it('keeps its rows few, whichever blocks are edited', () => {
    let document = parse(numbers(400).map(usual).join(''));
    const before = document.rows.length;
    for (let at = 0; at < 400; at += 1) {
      const start = document.text.indexOf(`GET {{base}}/${at % 7}`, document.text.indexOf(`### ${at}\n`));
      document = update(document, [{ start, end: start, newText: '\n' }]);
    }
    deepEqual(blocks(document), blocks(parse(document.text)));
    ok(document.rows.length < before + 64, `${document.rows.length} rows`);
  });
});
