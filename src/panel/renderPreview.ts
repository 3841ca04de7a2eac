import { html, markupOf } from './html.ts';

/** What is shown: a page's source to be rendered, or a picture as a `data:` URL. */
export type Previewed =
  | { readonly kind: 'page'; readonly source: string }
  | { readonly kind: 'picture'; readonly dataUrl: string };

/**
 * A server's content on a page on which nothing runs, loads, is submitted or leads anywhere: no script, no network, a
 * page in a frame without any rights, a picture as an image, in which nothing runs either. `title` is plain text.
 */
export function renderPreview(previewed: Previewed, title: string): string {
  const policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";
  const content =
    previewed.kind === 'picture'
      ? html`<img alt="${title}" src="${previewed.dataUrl}">`
      : html`<iframe title="${title}" sandbox="" srcdoc="${previewed.source.replace(/\r\n?/g, '\n')}"></iframe>`;
  return markupOf(html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
body { margin: 0; padding: 0; display: flex; flex-direction: column; height: 100vh; }
h1 { margin: 0; padding: 6px 12px; font: inherit; overflow-wrap: anywhere; }
main { flex: 1; display: flex; min-height: 0; border-top: 1px solid var(--vscode-panel-border, #8884); }
iframe { flex: 1; border: 0; background: #fff; color-scheme: light; }
img { margin: auto; max-width: 100%; max-height: 100%; background: repeating-conic-gradient(#ddd 0 25%, #fff 0 50%) 0 0/16px 16px; }
</style>
</head>
<body>
<header><h1>${title}</h1></header>
<main>${content}</main>
</body>
</html>`);
}
