import { randomBytes } from 'node:crypto';
import { type Disposable, env, Uri, type Webview, type WebviewPanel, window, workspace } from 'vscode';
import type { RepairId } from '../core/conditional/explanation.ts';
import { type Repaired, repair } from '../exchange/repair.ts';
import { lookUpOutcome, type SentOutcome } from '../exchange/sendRequest.ts';
import type { Page } from '../panel/page.ts';
import { type FromPanel, readFromPanel } from '../panel/protocol.ts';
import { answerColumn, explanationType } from './beside.ts';
import { toWorkspaceEdit } from './convert.ts';
import type { RequestAddress } from './exchangeLog.ts';
import { inFlight, openRequest, send, sendingOf, showOutcome, trusted, type Views } from './sender.ts';
import type { Session } from './session.ts';

/** What the page is about. `earlier` is the page that a repair started from. */
interface Subject {
  readonly address: RequestAddress;
  readonly outcome: SentOutcome;
  readonly notice: string | undefined;
  readonly next: 'send-again' | undefined;
  readonly earlier: Page | undefined;
}

/** The explanation, as one webview that is used again. Its buttons do what the quick fixes do. */
export class ExplanationPage implements Disposable {
  readonly #session: Session;
  readonly #media: Uri;
  readonly #code: Uri;
  readonly #views: Views;
  #panel: WebviewPanel | undefined;
  #subject: Subject | undefined;
  #page: Page | undefined;

  constructor(session: Session, extension: Uri, views: Omit<Views, 'page'>) {
    this.#session = session;
    this.#media = Uri.joinPath(extension, 'media');
    this.#code = Uri.joinPath(extension, 'dist');
    this.#views = { ...views, page: this };
  }

  /** Makes the outcome what `show` is about; a page that is open turns to it. */
  async remember(address: RequestAddress, outcome: SentOutcome): Promise<void> {
    this.#subject = { address, outcome, notice: undefined, next: undefined, earlier: undefined };
    if (this.#panel !== undefined) await this.#render(this.#panel.webview);
  }

  /** Opens the page beside the request. */
  async show(): Promise<void> {
    if (this.#subject === undefined) {
      return void window.showInformationMessage('Nothing was sent yet. Send a request first, then ask why.');
    }
    this.#panel ??= this.#open(this.#subject.address.uri);
    await this.#render(this.#panel.webview);
    this.#panel.reveal(undefined, false);
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #open(request: Uri): WebviewPanel {
    const panel = window.createWebviewPanel(
      explanationType,
      'Explanation',
      { viewColumn: answerColumn(request), preserveFocus: false },
      { enableScripts: true, localResourceRoots: [this.#media, this.#code] },
    );
    panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message));
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    return panel;
  }

  async #render(webview: Webview): Promise<void> {
    const subject = this.#subject;
    if (subject === undefined) return;
    const { pageOf } = await import('../panel/page.ts');
    const { notice, next, earlier, outcome } = subject;
    this.#page = pageOf(outcome, { ...(notice && { notice }), ...(next && { next }) }, earlier);
    webview.html = this.#page.html({
      cspSource: webview.cspSource,
      nonce: randomBytes(16).toString('base64url'),
      styleUri: webview.asWebviewUri(Uri.joinPath(this.#media, 'explanation.css')).toString(),
      scriptUri: webview.asWebviewUri(Uri.joinPath(this.#code, 'panelClient.js')).toString(),
    });
  }

  async #receive(message: unknown): Promise<void> {
    const asked = readFromPanel(message);
    const subject = this.#subject;
    if (asked === undefined || subject === undefined) return;
    try {
      await this.#act(asked, subject);
    } finally {
      await this.#panel?.webview.postMessage({ type: 'idle', note: '' });
    }
  }

  async #act(asked: FromPanel, subject: Subject): Promise<void> {
    switch (asked.type) {
      case 'repair':
        return this.#repair(subject, asked.id as RepairId);
      case 'look-up':
        return this.#lookUp(subject);
      case 'send-again':
        return void (await send(this.#session, this.#views, subject.address));
      case 'open-request':
        return openRequest(this.#session, subject.address);
      case 'copy-report':
        await env.clipboard.writeText(this.#page?.report() ?? '');
        return this.#views.statusBar.say('report copied', 'The report is on the clipboard, as Markdown.');
    }
  }

  async #lookUp(subject: Subject): Promise<void> {
    if (!trusted()) return;
    const { address, outcome } = subject;
    const document = await workspace.openTextDocument(address.uri);
    const sending = sendingOf(this.#session, document, address.index);
    const fresh = await inFlight(this.#session, this.#views, document, address, (signal) =>
      lookUpOutcome(this.#session.ports(address.uri), sending, outcome, signal),
    );
    await this.#turn({ ...subject, outcome: fresh });
  }

  async #repair(subject: Subject, id: RepairId): Promise<void> {
    if (!trusted()) return;
    const { address, outcome } = subject;
    const document = await workspace.openTextDocument(address.uri);
    const version = document.version;
    const sending = sendingOf(this.#session, document, address.index);
    const repaired = await inFlight(this.#session, this.#views, document, address, (signal) =>
      repair(this.#session.ports(address.uri), sending, outcome, id, signal),
    );
    if (repaired.kind === 'not-repaired') return this.#turn({ ...subject, notice: repaired.why });
    const unchanged = document.version === version;
    if (unchanged) await workspace.applyEdit(toWorkspaceEdit(document, repaired.edits));
    const notice = unchanged ? repaired.summary : 'The file changed meanwhile, so it was left as it is.';
    await this.#settle(subject, { ...repaired, summary: notice });
  }

  async #settle(subject: Subject, { outcome, summary }: Extract<Repaired, { kind: 'repaired' }>): Promise<void> {
    if (outcome === undefined) return this.#turn({ ...subject, notice: summary, next: 'send-again' });
    if (outcome.kind === 'refused') {
      return this.#turn({ ...subject, notice: outcome.faults.map(({ message }) => message).join(' ') });
    }
    const document = await workspace.openTextDocument(subject.address.uri);
    const earlier = this.#page;
    await showOutcome(this.#session, this.#views, subject.address, document, outcome);
    await this.#turn({ address: subject.address, outcome, notice: summary, next: undefined, earlier });
    this.#panel?.reveal(undefined, false);
  }

  async #turn(subject: Subject): Promise<void> {
    this.#subject = subject;
    if (this.#panel !== undefined) await this.#render(this.#panel.webview);
  }
}
