import assert from 'node:assert/strict';
import { answerReference, answerValue } from '../../../src/core/syntax/values/answerValue.ts';
import { responseText } from '../../../src/exchange/answers/responseText.ts';
import { StreamedText } from '../../../src/exchange/answers/view/streamedText.ts';
import { answered } from './answers.ts';

const words = 'Grüße aus Köln';
const latin = Buffer.from(words, 'latin1');
const wide = Buffer.from(words, 'utf16le');
const wideJson = Buffer.from(`{"name":"${words}"}`, 'utf16le');

const cases: readonly (readonly [what: string, type: string, body: Uint8Array, text?: string])[] = [
  ['UTF-8', 'text/plain; charset=utf-8', Buffer.from(words)],
  ['ISO-8859-1', 'text/plain; charset="ISO-8859-1"', latin],
  ['ISO-8859-15', 'text/plain; charset=iso-8859-15', Buffer.from([0xa4]), '€'],
  ['UTF-16LE', 'text/plain; charset=utf-16le', wide],
  ['UTF-16 by its mark', 'text/plain', Buffer.concat([Buffer.from([0xff, 0xfe]), wide])],
  [
    'UTF-16BE by its mark',
    'text/plain; charset=utf-16',
    Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(wide).swap16()]),
  ],
  ['windows-1252 where nobody says what', 'text/plain', latin],
  ['Shift_JIS', 'text/plain; charset=shift_jis', Buffer.from([0x93, 0xfa]), '日'],
  ['what an HTML meta says', 'text/html', Buffer.from('<meta charset=koi8-r>\xc1', 'latin1'), '<meta charset=koi8-r>а'],
  [
    'what an XML declaration says',
    'application/xml',
    Buffer.from('<?xml version="1.0" encoding="koi8-r"?><a>\xc1</a>', 'latin1'),
    '<?xml version="1.0" encoding="koi8-r"?><a>а</a>',
  ],
  ['a charset that nobody knows', 'text/plain; charset=klingon', Buffer.from(words)],
];

const reading = (expression: string, exchange: ReturnType<typeof answered>) => {
  const reference = answerReference(expression, new Set());
  return reference === undefined ? assert.fail() : answerValue(reference, exchange);
};

describe('a content read by a variable', () => {
  for (const [what, type, body, text = words] of cases) {
    it(`is what the response shows: ${what}`, () => {
      const exchange = answered({ headers: [['Content-Type', type]], body });
      assert.deepEqual(reading('read.response.body', exchange), { value: text });
      const shown = responseText(exchange);
      assert.equal(shown.text.slice(shown.bodyStart).replace('?>\n<', '?><'), text);
    });
  }

  it('has its members found whatever the charset', () => {
    const exchange = answered({ headers: [['Content-Type', 'application/json; charset=utf-16le']], body: wideJson });
    assert.deepEqual(reading('read.response.body.$.name', exchange), { value: words });
  });

  for (const [what, type, body] of cases.slice(0, 6)) {
    it(`is what shows while it comes: ${what}`, () => {
      const { response } = answered({ headers: [['Content-Type', type]] });
      if (response === undefined) return assert.fail();
      const streamed = new StreamedText(response, 1000);
      for (let at = 0; at < body.length; at += 5) streamed.add(body.subarray(at, at + 5));
      assert.equal(
        streamed.text().split('\n\n')[1],
        responseText(answered({ headers: [['Content-Type', type]], body })).text.split('\n\n')[1],
      );
    });
  }
});
