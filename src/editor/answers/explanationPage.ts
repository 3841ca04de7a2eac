import { randomBytes } from 'node:crypto';
import { type Disposable, env, Uri, type Webview, type WebviewPanel, window, workspace } from 'vscode';
import type { RepairId } from '../../core/conditional/explanation/explanation.ts';
import { repair } from '../../exchange/repairing/repair.ts';
import { lookUpOutcome, type SentOutcome } from '../../exchange/sending/sendRequest.ts';
import type { Page } from '../../panel/page.ts';
import { type FromPanel, readFromPanel } from '../../panel/protocol.ts';
import { toWorkspaceEdit } from '../convert.ts';
import { type RequestAddress, requestKey } from '../sending/exchangeLog.ts';
import { beginMerge, dropMerge, mergeSaved, mergeView, sendMerge, takeContent } from '../sending/mergeActs.ts';
import { Merges } from '../sending/merges.ts';
import { inFlight, openRequest, send, sendingOf, showOutcome, trusted, type Views } from '../sending/sender.ts';
import type { Session } from '../session.ts';
import { answerColumn, explanationType } from './beside.ts';
import { type PageHost, probe, running, type Settled, type Subject } from './pageHost.ts';

/** The explanation, as one webview that is used again. Its buttons do what the quick fixes do. */
export class ExplanationPage implements Disposable {
  readonly #session: Session;
  readonly #media: Uri;
  readonly #code: Uri;
  readonly #views: Views;
  readonly #merges = new Merges();
  readonly #saving: Disposable;
  readonly #host: PageHost;
  #panel: WebviewPanel | undefined;
  #subject: Subject | undefined;
  #page: Page | undefined;

  constructor(session: Session, extension: Uri, views: Omit<Views, 'page'>) {
    this.#session = session;
    this.#media = Uri.joinPath(extension, 'media');
    this.#code = Uri.joinPath(extension, 'dist');
    this.#views = { ...views, page: this };
    this.#host = {
      session,
      views: this.#views,
      merges: this.#merges,
      current: () => this.#subject,
      turn: (subject) => this.#turn(subject),
      settle: (subject, repaired) => this.#settle(subject, repaired),
      tell: (note) => void this.#panel?.webview.postMessage({ type: 'busy', note }),
    };
    this.#saving = this.#merges.onDidSave((open) => mergeSaved(this.#host, open));
  }

  /** Makes the outcome what `show` is about; a page that is open turns to it. */
  async remember(address: RequestAddress, outcome: SentOutcome): Promise<void> {
    const { merge } = this.#subject ?? {};
    if (merge !== undefined) await this.#merges.end(merge);
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
    this.#saving.dispose();
    this.#merges.dispose();
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
    const { pageOf } = await import('../../panel/page.ts');
    const { notice, next, earlier, outcome } = subject;
    const merge = subject.merge && mergeView(subject.merge, this.#merges);
    this.#page = pageOf(
      outcome,
      { ...(notice && { notice }), ...(next && { next }), ...(merge && { merge }) },
      earlier,
    );
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
        return this.#carryOut(subject, asked.id as RepairId);
      case 'cancel':
        return this.#cancel(subject.address);
      case 'merge-send':
        return sendMerge(this.#host, subject);
      case 'merge-show':
        return subject.merge && this.#merges.show(subject.merge);
      case 'merge-complete':
        return subject.merge && this.#merges.complete(subject.merge);
      case 'merge-discard':
        return dropMerge(this.#host, subject);
      case 'take-content':
        return takeContent(this.#host, subject);
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
    const fresh = await running(this.#host, address, (sending, signal) =>
      lookUpOutcome(this.#session.ports(address.uri), sending, outcome, signal),
    );
    await this.#turn({ ...subject, outcome: fresh });
  }

  async #carryOut(subject: Subject, id: RepairId): Promise<void> {
    if (!trusted()) return;
    switch (id) {
      case 'merge-and-retry':
        return beginMerge(this.#host, subject);
      case 'probe-server':
        return probe(this.#host, subject);
      default:
        return this.#repair(subject, id);
    }
  }

  #cancel({ uri, index }: RequestAddress): void {
    const document = workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
    if (document === undefined) return;
    this.#session.exchanges.inFlight(requestKey(uri, this.#session.documents.of(document), index))?.cancel();
  }

  async #repair(subject: Subject, id: RepairId): Promise<void> {
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

  async #settle(subject: Subject, { outcome, summary }: Settled): Promise<void> {
    if (outcome === undefined) return this.#turn({ ...subject, notice: summary, next: 'send-again' });
    if (outcome.kind === 'refused') {
      return this.#turn({ ...subject, notice: outcome.faults.map(({ message }) => message).join(' ') });
    }
    const document = await workspace.openTextDocument(subject.address.uri);
    const earlier = this.#page;
    await showOutcome(this.#session, this.#views, subject.address, document, outcome);
    const { address, content } = subject;
    const taken =
      content === undefined || outcome.explanation !== undefined ? {} : ({ content, next: 'take-content' } as const);
    await this.#turn({ address, outcome, notice: summary, next: undefined, earlier, ...taken });
    this.#panel?.reveal(undefined, false);
  }

  async #turn(subject: Subject): Promise<void> {
    this.#subject = subject;
    if (this.#panel !== undefined) await this.#render(this.#panel.webview);
  }
}
