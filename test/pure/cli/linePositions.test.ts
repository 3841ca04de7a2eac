import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { LinePositions } from '../../../src/cli/linePositions.ts';

const at = (text: string, offset: number): string => {
  const { line, character } = new LinePositions(text).at(offset);
  return `${line}:${character}`;
};

describe('positions', () => {
  it('count lines that end with LF, CRLF or CR', () => {
    assert.deepEqual(
      [0, 1, 2, 4, 6].map((offset) => at('a\nb\r\nc\rd', offset)),
      ['0:0', '0:1', '1:0', '1:2', '2:1'],
    );
    assert.equal(at('a\nb\r\nc\rd', 7), '3:0');
  });
  it('count UTF-16 code units', () => assert.equal(at('😀x', 2), '0:2'));
  it('reach the end of a text that ends a line', () => assert.equal(at('a\n', 2), '1:0'));
  it('keep the order of offsets', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '😀') });
    fc.assert(
      fc.property(texts, (text) => {
        const positions = new LinePositions(text);
        let last = { line: 0, character: -1 };
        for (let offset = 0; offset <= text.length; offset += 1) {
          const next = positions.at(offset);
          assert.ok(next.line > last.line || (next.line === last.line && next.character === last.character + 1));
          last = next;
        }
      }),
    );
  });
});
