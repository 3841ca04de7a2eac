import { deepEqual } from 'node:assert/strict';
import { check, lenses } from '../../../src/core/service/languageService.ts';
import { fencedBlocks, insideFence, parseMarkdown } from '../../../src/core/syntax/block/fences.ts';
import { requestAt } from '../../../src/core/syntax/locate.ts';
import { contextOf } from './world.ts';

const text =
  'Prose.\n\n```http\n@h = http://x.test\nGET {{h}}/1\n```\n\nMore.\n\n~~~rest x\nPUT {{h}}/2\nIf-Match: v1\n~~~\n';
const document = parseMarkdown(text);
const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);

describe('requests fenced in Markdown', () => {
  it('are the content of the fences of http and rest', () =>
    deepEqual(fencedBlocks(text).map(slice), ['@h = http://x.test\nGET {{h}}/1\n', 'PUT {{h}}/2\nIf-Match: v1\n']));
  it('have lenses where they stand', () => {
    const sends = lenses(document, contextOf()).filter(({ kind }) => kind === 'send');
    deepEqual(sends.map(slice), ['GET {{h}}/1', 'PUT {{h}}/2']);
  });
  it('have problems where they stand', () => {
    const found = check(document, contextOf()).filter(({ code }) => code === 'etag-unquoted');
    deepEqual(found.map(slice), ['v1']);
  });
  it('are found by the caret', () => {
    deepEqual(requestAt(document, text.indexOf('If-Match'))?.index, 1);
  });
  for (const [what, place, inside] of [
    ['in the prose before', 'Prose', false],
    ['on the line of the opening fence', '```http', false],
    ['where the content begins', '@h =', true],
    ['at the end of the last line', '\n```\n', true],
    ['on the line of the closing fence', '```\n\nMore', false],
    ['in the prose between', 'More', false],
    ['in the second fence', 'v1', true],
  ] as const)
    it(`are ${inside ? '' : 'not '}around the caret ${what}`, () =>
      deepEqual(insideFence(document, text.indexOf(place)), inside));
  it('are around the caret at the end of a fence that is not closed', () => {
    const open = 'Prose.\n```http\nGET ';
    deepEqual(insideFence(parseMarkdown(open), open.length), true);
    deepEqual(insideFence(parseMarkdown('Prose.\n'), 3), false);
  });
  for (const [what, other] of [
    ['another language', '```json\nGET /\n```\n'],
    ['a word that begins so', '```httpd\nGET /\n```\n'],
    ['four blanks before the fence', '    ```http\n    GET /\n    ```\n'],
    ['a fence of two', '``http\nGET /\n``\n'],
    ['a backtick in the language', '```http`\nGET /\n```\n'],
    ['an outer fence', '````md\n```http\nGET /\n```\n````\n'],
  ] as const) {
    it(`are none with ${what}`, () => deepEqual(fencedBlocks(other), []));
  }
  for (const opening of ['```http', '``` http', '```HTTP', '~~~~rest', '```{.http}', '```http {name=x}', '  ```http'])
    it(`may be fenced by ${opening}`, () => {
      const closing = opening.includes('~') ? '~~~~' : '```';
      const block = `${opening}\nGET /\n${closing}\n`;
      deepEqual(
        fencedBlocks(block).map(({ start, end }) => block.slice(start, end)),
        ['GET /\n'],
      );
    });
});
