import assert from 'node:assert/strict';
import fc from 'fast-check';
import { layOutXml } from '../../../../src/exchange/answers/view/layOutXml.ts';

describe('XML laid out', () => {
  for (const { what, text, laid } of [
    {
      what: 'an element a line',
      text: '<a><b><c>1</c></b><d/></a>',
      laid: '<a>\n  <b>\n    <c>1</c>\n  </b>\n  <d/>\n</a>',
    },
    {
      what: 'the declaration, the document type and comments on lines of their own',
      text: '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "<>">]><!-- c --><a><b/><!-- d --></a>\n',
      laid: '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "<>">]>\n<!-- c -->\n<a>\n  <b/>\n  <!-- d -->\n</a>',
    },
    { what: 'what was laid out otherwise', text: '<a>\n\n\t<b/>\r\n</a>', laid: '<a>\n  <b/>\n</a>' },
    {
      what: 'mixed content as it came, with all in it',
      text: '<a><p>One <b>two</b><i><u/></i></p><q/></a>',
      laid: '<a>\n  <p>One <b>two</b><i><u/></i></p>\n  <q/>\n</a>',
    },
    {
      what: 'a space between two elements as it came',
      text: '<a><p><b>one</b> <i>two</i></p></a>',
      laid: '<a>\n  <p><b>one</b> <i>two</i></p>\n</a>',
    },
    {
      what: 'a CDATA section as it came',
      text: '<a><b><![CDATA[</b> <c>]]><d/></b></a>',
      laid: '<a>\n  <b><![CDATA[</b> <c>]]><d/></b>\n</a>',
    },
    { what: 'a reference as text', text: '<a><b>&#32;<c/></b></a>', laid: '<a>\n  <b>&#32;<c/></b>\n</a>' },
    {
      what: 'what is to be preserved as it came',
      text: '<a><b xml:space="preserve"><c><d/></c></b></a>',
      laid: '<a>\n  <b xml:space="preserve"><c><d/></c></b>\n</a>',
    },
    { what: 'white space alone as it came', text: '<a><b>  \n </b></a>', laid: '<a>\n  <b>  \n </b>\n</a>' },
    { what: 'an angle in a value', text: '<a><b c=">" d=\'/\'/></a>', laid: '<a>\n  <b c=">" d=\'/\'/>\n</a>' },
  ]) {
    it(`has ${what}`, () => assert.equal(layOutXml(text), laid));
  }

  for (const text of [
    '<a><b></a></b>',
    '<a>',
    '</a>',
    'text',
    '<a/>text',
    '<a><!-- ',
    '<a><![CDATA[ </a>',
    '<a b="></a>',
    '<a <b/></a>',
    `${'<a>'.repeat(200)}${'</a>'.repeat(200)}`,
  ]) {
    it(`is not had of ${JSON.stringify(text.slice(0, 40))}`, () => assert.equal(layOutXml(text), undefined));
  }

  it('takes hostile texts as fast as others', () => {
    for (const piece of [
      '<a>',
      '<',
      '<!--',
      '<![CDATA[',
      '<a b="',
      '<!DOCTYPE [',
      '"',
      '<a/>',
      '<?',
      '</a>',
      '<a b=\'"',
    ]) {
      const began = performance.now();
      layOutXml(piece.repeat(200_000));
      layOutXml(`<r>${piece.repeat(200_000)}</r>`);
      assert.ok(performance.now() - began < 5_000, piece);
    }
  });

  it('never outgrows the content by its indentation', () => {
    const text = `${'<r>'.repeat(99)}${'<a/>'.repeat(200_000)}${'</r>'.repeat(99)}`;
    assert.ok((layOutXml(text) ?? text).length < 10 * text.length);
  });

  it('changes nothing but white space between tags, and what it laid out not at all', () => {
    const leaf = fc.constantFrom('<x/>', 'text', ' ', '\n', '<![CDATA[ <y> ]]>', '<!-- c -->', '&amp;', '<?p i?>');
    const { element } = fc.letrec<{ element: string }>((tie) => ({
      element: fc
        .tuple(
          fc.constantFrom('a', 'b:c'),
          fc.array(fc.oneof({ depthSize: 'small' }, leaf, tie('element')), { maxLength: 5 }),
        )
        .map(([name, content]) => `<${name}>${content.join('')}</${name}>`),
    }));
    const squeezed = (text: string) => text.replaceAll(/>\s+</g, '><');
    fc.assert(
      fc.property(element, (text) => {
        const laid = layOutXml(text) ?? text;
        assert.equal(squeezed(laid), squeezed(text));
        assert.equal(layOutXml(laid) ?? laid, laid);
      }),
    );
  });
});
