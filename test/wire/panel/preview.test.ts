import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import axe from 'axe-core';
import { type Browser, chromium, type LaunchOptions, type Page } from 'playwright-core';
import { type Previewed, renderPreview } from '../../../src/panel/renderPreview.ts';
import { themes } from './themes.ts';

const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><circle cx="32" cy="32" r="30"/></svg>';
const title = 'GET http://a.test/page, inert: no scripts, no network';

const pages: Readonly<Record<string, Previewed>> = {
  page: { kind: 'page', source: '<!doctype html><title>T</title><h1>Hello</h1><p>Text</p>' },
  picture: { kind: 'picture', dataUrl: `data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}` },
};

/** Everything by which a page reaches out, calls home or takes over. `away` is where to. */
const hostile = (away: string): string => `<!doctype html><html onload="top.ran = 1"><head>
<base href="${away}/base/"><meta http-equiv="refresh" content="0;url=${away}/refresh">
<link rel="stylesheet" href="${away}/style.css"><link rel="prefetch" href="${away}/prefetch"><link rel="preconnect" href="${away}">
<style>@import "${away}/import.css"; body { background: url(${away}/background.png) } @font-face { font-family: f; src: url(${away}/font) } h1 { font-family: f }</style>
<script>top.ran = parent.ran = 1; document.body.textContent = 'RAN'; fetch('${away}/fetch')</script><script src="${away}/script.js"></script>
</head><body><h1>Hello</h1><img src="${away}/picture.png" onerror="top.ran = 1"><iframe src="${away}/frame"></iframe>
<iframe srcdoc="<script>top.ran = 1</script>"></iframe><object data="${away}/object"></object><embed src="${away}/embed">
<video src="${away}/video" autoplay poster="${away}/poster"></video><svg onload="top.ran = 1"><image href="${away}/image"/></svg>
<form id="f" action="${away}/form" target="_top"><button>Send it</button></form>
<a href="${away}/link">a link</a> <a href="${away}/top" target="_top">a link over everything</a> <a href="${away}/ping" ping="${away}/ping">p</a>
<a href="javascript:top.ran=1">a script</a></body></html>`;

describe('the preview in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let page: Page;
  let server: Server;
  let url = '';
  const asked: string[] = [];

  before(async () => {
    const { browserOptions } = await import(new URL('../../../../scripts/lib/browser.mjs', import.meta.url).href);
    browser = await chromium.launch((await browserOptions()) as LaunchOptions);
    page = await browser.newPage({ viewport: { width: 900, height: 700 } });
    server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://page.test');
      const theme = themes[(searchParams.get('theme') ?? 'dark') as keyof typeof themes];
      const away = url.replace('127.0.0.1', 'localhost');
      const previewed =
        pathname === '/hostile' ? ({ kind: 'page', source: hostile(away) } as const) : pages[pathname.slice(1)];
      if (previewed === undefined) asked.push(pathname);
      response.writeHead(previewed === undefined ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(previewed && themed(renderPreview(previewed, title), theme));
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  /** As the editor's webview has it: the theme's variables, a class, and colours for the body. */
  const themed = (html: string, { kind, css }: (typeof themes)[keyof typeof themes]): string =>
    html
      .replace(
        '<style>',
        `<style>${css} body { color: var(--vscode-foreground); background: var(--vscode-editor-background); font: 13px sans-serif }</style><style>`,
      )
      .replace('<body>', `<body class="${kind}">`);

  for (const theme of Object.keys(themes)) {
    for (const name of Object.keys(pages)) {
      it(`of a ${name} in ${theme} has nothing for axe to say`, async () => {
        await page.goto(`${url}/${name}?theme=${theme}`, { waitUntil: 'load' });
        await page.evaluate(axe.source);
        const found = await page.evaluate(async () => {
          const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
        });
        assert.deepEqual(found, []);
      });
    }
  }

  it('shows a page, and a picture on a ground on which black and white can be seen', async () => {
    await page.goto(`${url}/page`);
    assert.equal(await page.frameLocator('iframe').locator('h1').textContent(), 'Hello');
    await page.goto(`${url}/picture`);
    assert.match(await page.locator('img').evaluate((img) => getComputedStyle(img).backgroundImage), /conic/);
  });

  it('runs nothing, loads nothing and leads nowhere, whatever a page holds', async () => {
    asked.length = 0;
    await page.goto(`${url}/hostile`, { waitUntil: 'load' });
    const frame = page.frameLocator('main > iframe');
    assert.equal(await frame.locator('h1').textContent(), 'Hello');
    for (const name of ['a link', 'a link over everything', 'p', 'a script']) {
      await frame.getByRole('link', { name, exact: true }).click();
      await page.waitForTimeout(100);
      if (!page.url().endsWith('/hostile')) assert.fail(`${name} led away`);
      await page.goto(`${url}/hostile`, { waitUntil: 'load' });
    }
    await frame.getByRole('button', { name: 'Send it' }).click();
    await page.waitForTimeout(500);
    assert.equal(page.url(), `${url}/hostile`);
    assert.equal(await page.evaluate(() => 'ran' in globalThis), false);
    assert.deepEqual(asked, []);
  });
});
