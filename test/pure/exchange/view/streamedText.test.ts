import assert from 'node:assert/strict';
import type { HeaderList } from '../../../../src/core/http/headerList.ts';
import { StreamedText, shownWhileComing } from '../../../../src/exchange/answers/view/streamedText.ts';

const part = (headers: HeaderList, status = 200) => ({ status, reason: 'OK', httpVersion: '1.1', headers });
const typed = (type: string, ...more: HeaderList) => part([['Content-Type', type], ...more]);

describe('a response that is still coming', () => {
  for (const [what, response, when] of [
    ['events', typed('text/event-stream; charset=utf-8', ['Content-Length', '9']), 'at-once'],
    ['text without a length', typed('text/plain'), 'after-a-while'],
    ['JSON without a length', typed('application/problem+json'), 'after-a-while'],
    ['lines of JSON', typed('application/x-ndjson'), 'after-a-while'],
    ['text of a known length', typed('text/plain', ['Content-Length', '9']), 'at-its-end'],
    ['an image', typed('image/png'), 'at-its-end'],
    ['a redirect', part([['Content-Type', 'text/event-stream']], 302), 'at-its-end'],
  ] as const) {
    it(`shows ${what} ${when.replaceAll('-', ' ')}`, () => assert.equal(shownWhileComing(response), when));
  }

  const coming = (limit: number, ...pieces: readonly Uint8Array[]) => {
    const text = new StreamedText(typed('text/event-stream'), limit);
    for (const piece of pieces) text.add(piece);
    return text.text().split('\n');
  };

  it('says that it is open and how much has come', () => {
    const [status, note, field, blank, ...content] = coming(100, Buffer.from('data: 1\n\n'));
    assert.equal(status, 'HTTP/1.1 200 OK · still open · 9 B');
    assert.match(note ?? '', /^# The response is still open/);
    assert.deepEqual([field, blank, content], ['Content-Type: text/event-stream', '', ['data: 1', '', '']]);
  });

  it('puts a character together that came in two pieces', () =>
    assert.equal(coming(100, new Uint8Array([0xc3]), new Uint8Array([0xa9])).at(-1), 'é'));

  it('shows no more than the limit, and says so', () => {
    const lines = coming(4, Buffer.from('abc'), Buffer.from('def'), Buffer.from('ghi'));
    assert.equal(lines.at(-1), 'abcd');
    assert.match(lines[1] ?? '', /the first 4 B are shown/);
    assert.match(lines[0] ?? '', /9 B$/);
  });

  it('goes on after it was read', () => {
    const text = new StreamedText(typed('text/plain'), 100);
    for (const piece of ['a', 'b']) {
      text.add(Buffer.from(piece));
      text.text();
    }
    assert.equal(text.text().split('\n').at(-1), 'ab');
  });
});
