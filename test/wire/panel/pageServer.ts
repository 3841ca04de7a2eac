import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import type { ExplanationView } from '../../../src/panel/explanationView.ts';
import { renderExplanation } from '../../../src/panel/render.ts';
import { themes } from './themes.ts';

const root = new URL('../../../../', import.meta.url);

export interface PageServer {
  /** The address of a page in a theme. */
  address(page: string, theme: keyof typeof themes): string;
  close(): Promise<void>;
}

/** Serves the pages as the editor's webview does: the real style sheet and script, under the page's own policy. */
export async function startPages(pages: Readonly<Record<string, ExplanationView>>): Promise<PageServer> {
  const style = await readFile(new URL('media/explanation.css', root));
  const script = await bundle();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://page.test');
    const theme = themes[(searchParams.get('theme') ?? 'dark') as keyof typeof themes];
    const view = pages[pathname.slice(1)];
    const [type, content] =
      pathname === '/explanation.css'
        ? ['text/css', style]
        : pathname === '/theme.css'
          ? ['text/css', theme.css]
          : pathname === '/panelClient.js'
            ? ['text/javascript', script]
            : ['text/html', view === undefined ? '' : themed(view, `http://${request.headers.host}`, searchParams)];
    response.writeHead(view === undefined && type === 'text/html' ? 404 : 200, {
      'Content-Type': `${type}; charset=utf-8`,
    });
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address: (page, theme) => `${url}/${page}?theme=${theme}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The editor puts its theme's variables and a class on the page. */
function themed(view: ExplanationView, origin: string, parameters: URLSearchParams): string {
  const name = (parameters.get('theme') ?? 'dark') as keyof typeof themes;
  const resources = {
    cspSource: origin,
    nonce: 'n0nce',
    styleUri: `${origin}/explanation.css`,
    scriptUri: `${origin}/panelClient.js`,
  };
  return renderExplanation(view, resources)
    .replace('<link ', `<link rel="stylesheet" href="${origin}/theme.css?theme=${name}"><link `)
    .replace('<body>', `<body class="${themes[name].kind}">`);
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: new URL('.', root).pathname,
    entryPoints: ['src/panel/client/main.ts'],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
