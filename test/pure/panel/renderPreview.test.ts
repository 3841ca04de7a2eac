import assert from 'node:assert/strict';
import { renderPreview } from '../../../src/panel/renderPreview.ts';

const hostile = '"></iframe><script>alert(1)</script>\r\n<meta http-equiv="refresh" content="0;url=http://evil.test/">';

describe('the preview of a server’s content', () => {
  const page = renderPreview({ kind: 'page', source: hostile }, '<b>GET /</b>');

  it('lets nothing run and nothing load', () => {
    assert.match(page, /Content-Security-Policy" content="default-src &#39;none&#39;;/);
    assert.ok(!/script-src|connect-src|https?:\/\//.test(page.replace(/srcdoc="[^"]*"/, '')));
  });

  it('gives the page a frame without any rights, out of which nothing breaks', () => {
    assert.equal(page.match(/<iframe/g)?.length, 1);
    assert.match(page, /sandbox="" srcdoc="&quot;&gt;&lt;\/iframe&gt;&lt;script&gt;/);
    assert.ok(!page.includes('<script') && !page.includes('<b>'));
  });

  it('shows a picture as an image', () => {
    const picture = renderPreview({ kind: 'picture', dataUrl: 'data:image/svg+xml;base64,PHN2Zy8+' }, 'GET /a.svg');
    assert.match(picture, /<img alt="GET \/a\.svg" src="data:image\/svg\+xml;base64,PHN2Zy8\+">/);
  });
});
