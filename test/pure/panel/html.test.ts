import assert from 'node:assert/strict';
import fc from 'fast-check';
import { html, markupOf } from '../../../src/panel/html.ts';

const markup = (...args: Parameters<typeof html>) => markupOf(html(...args));

describe('html', () => {
  it('escapes text for content and quoted attributes', () => {
    assert.equal(
      markup`<p title="${`"><b>&'\``}">${'<i>'}</p>`,
      '<p title="&quot;&gt;&lt;b&gt;&amp;&#39;&#96;">&lt;i&gt;</p>',
    );
  });

  it('keeps markup of its own', () => assert.equal(markup`<p>${html`<b>${'<'}</b>`}</p>`, '<p><b>&lt;</b></p>'));
  it('joins lists', () => assert.equal(markup`${['<', html`<br>`, 3]}`, '&lt;<br>3'));
  it('puts nothing in for undefined', () => assert.equal(markup`a${undefined}b`, 'ab'));

  it('takes an object that poses as markup for none', () => {
    const posing = { markup: '<script>', toString: () => '<script>' } as never;
    assert.equal(markup`${posing}`, '');
  });

  it('shows control characters by their picture', () => assert.equal(markup`${'a\u0000\u001b'}`, 'a\u2400\u241b'));

  it('lets no text become a tag or leave an attribute', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => !/[<>"'`]/.test(markup`${text}`)));
  });
});
