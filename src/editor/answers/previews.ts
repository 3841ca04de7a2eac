import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, type Disposable, env, Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import { contentText } from '../../core/http/content/decodeBody.ts';
import type { Exchange, HttpResponse } from '../../core/http/exchange.ts';
import { withoutUrlSecrets } from '../../core/http/secret.ts';
import { endingOf, mediaTypeOf, suggestedName } from '../../exchange/answers/view/savedResponse.ts';
import { type Previewed, renderPreview } from '../../panel/renderPreview.ts';
import type { KeptResponse } from './responses.ts';
import { saveBody } from './saveContent.ts';

/** How a content can be looked at besides as text. */
export type PreviewKind = 'image' | 'drawing' | 'page' | 'pdf';

/** How this response can be looked at besides as text; undefined where there is no other way. */
export function previewKind(response: HttpResponse | undefined): PreviewKind | undefined {
  if (response === undefined || response.body.length === 0) return undefined;
  const type = mediaTypeOf(response);
  if (type === 'image/svg+xml') return 'drawing';
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'page';
  if (type === 'application/pdf') return 'pdf';
  return type.startsWith('image/') ? 'image' : undefined;
}

/** Pictures in VS Code's own view, pages and drawings inert, PDF in the program that the user has for it. */
export class Previews implements Disposable {
  readonly #folders = new Set<string>();
  readonly #panels = new Set<WebviewPanel>();

  async show(kept: KeptResponse): Promise<void> {
    const { response } = kept.outcome.exchange;
    const kind = previewKind(response);
    if (response !== undefined && kind !== undefined) return this.#open(kind, kept, response);
    void window.showInformationMessage('This content is neither a picture nor a page: it is shown as it is.');
  }

  async #open(kind: PreviewKind, kept: KeptResponse, response: HttpResponse): Promise<void> {
    switch (kind) {
      case 'image':
        return this.#openImage(kept.outcome.exchange, response);
      case 'drawing':
        return this.#openPanel(kept, { kind: 'picture', dataUrl: dataUrl('image/svg+xml', await wholeOf(response)) });
      case 'page': {
        const source = contentText({ headers: response.headers, body: await wholeOf(response) });
        return this.#openPanel(kept, { kind: 'page', source });
      }
      case 'pdf':
        return savePdf(kept);
    }
  }

  dispose(): void {
    for (const panel of this.#panels) panel.dispose();
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
  }

  async #openImage({ request }: Pick<Exchange, 'request'>, response: HttpResponse): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'precondition-'));
    this.#folders.add(folder);
    const uri = Uri.file(join(folder, pictureName(request.url, response)));
    if (response.bodyFile === undefined) await workspace.fs.writeFile(uri, response.body);
    else await workspace.fs.copy(Uri.file(response.bodyFile), uri);
    await commands.executeCommand('vscode.open', uri, { viewColumn: ViewColumn.Active, preview: false });
  }

  #openPanel({ outcome }: KeptResponse, previewed: Previewed): void {
    const { request } = outcome.exchange;
    const title = `Preview ${request.method} ${new URL(request.url).pathname}`;
    const options = { enableScripts: false, enableForms: false, localResourceRoots: [] };
    const panel = window.createWebviewPanel('precondition.preview', title, ViewColumn.Active, options);
    this.#panels.add(panel);
    panel.onDidDispose(() => this.#panels.delete(panel));
    const shown = `${request.method} ${withoutUrlSecrets(request.url)}, inert: no scripts, no network`;
    panel.webview.html = renderPreview(previewed, shown);
  }
}

/** A page of more bytes than this is shown as far as the response is: no browser likes a larger one in one piece. */
const mostRendered = 16 * 1024 * 1024;

async function wholeOf({ body, bodyFile, bodyBytes }: HttpResponse): Promise<Uint8Array> {
  return bodyFile === undefined || bodyBytes > mostRendered ? body : workspace.fs.readFile(Uri.file(bodyFile));
}

/** VS Code chooses its view by the ending, which a URL may have another of. */
function pictureName(url: string, response: HttpResponse): string {
  const ending = `.${endingOf(mediaTypeOf(response))}`;
  const name = suggestedName(url, response);
  return name.toLowerCase().endsWith(ending) ? name : `${name}${ending}`;
}

const dataUrl = (type: string, bytes: Uint8Array): string =>
  `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;

async function savePdf(kept: KeptResponse): Promise<void> {
  const saved = await saveBody(kept);
  if (saved === undefined) return;
  const open = 'Open';
  const name = saved.path.split('/').at(-1) ?? '';
  const chosen = await window.showInformationMessage(`${name} is saved. Open it in the program you have for it?`, open);
  if (chosen === open) await env.openExternal(saved);
}
