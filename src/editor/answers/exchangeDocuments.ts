import { CodeLens, type Disposable, EventEmitter, languages, Range, Uri, window, workspace } from 'vscode';
import { timingText } from '../../exchange/answers/view/timing.ts';
import { wireText } from '../../exchange/answers/view/wireText.ts';
import { exchangeScheme } from './beside.ts';
import type { KeptResponse } from './responses.ts';

/** How many stay readable in the window. */
const most = 10;

interface Shown {
  readonly response: KeptResponse;
  readonly kind: 'wire' | 'timing';
  readonly secrets: 'hidden' | 'shown';
}

/** What there is to read of an exchange besides its response, as read-only documents: the wire, the time. */
export class ExchangeDocuments implements Disposable {
  readonly #shown = new Map<string, Shown>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #lenses = new EventEmitter<void>();
  readonly #registrations: readonly Disposable[];
  #count = 0;
  /** Asked once in a window; nothing of it is kept. */
  #consent: 'given' | 'not-asked' = 'not-asked';

  constructor() {
    this.#registrations = [
      workspace.registerTextDocumentContentProvider(exchangeScheme, {
        onDidChange: this.#changed.event,
        provideTextDocumentContent: ({ path }) => textOf(this.#shown.get(path)),
      }),
      languages.registerCodeLensProvider(
        { scheme: exchangeScheme },
        { onDidChangeCodeLenses: this.#lenses.event, provideCodeLenses: ({ uri }) => this.#lensesOf(uri) },
      ),
    ];
  }

  /** Opens the view over the response, where that is shown. */
  async show(kind: Shown['kind'], response: KeptResponse): Promise<void> {
    this.#count += 1;
    const { request, response: answer } = response.outcome.exchange;
    const name = kind === 'wire' ? 'Wire' : 'Timing';
    const path = `/${this.#count}/${name} ${request.method} ${answer?.status ?? 'failed'}`;
    this.#shown.set(path, { response, kind, secrets: 'hidden' });
    const [oldest] = this.#shown.keys();
    if (this.#shown.size > most && oldest !== undefined) this.#shown.delete(oldest);
    const opened = await workspace.openTextDocument(Uri.from({ scheme: exchangeScheme, path }));
    const document = kind === 'wire' ? await languages.setTextDocumentLanguage(opened, 'http-response') : opened;
    await window.showTextDocument(document, { preview: false });
  }

  /** Shows the secrets of a wire, or hides them again. The first time the user is asked. */
  async reveal(uri: Uri): Promise<void> {
    const shown = this.#shown.get(uri.path);
    if (shown === undefined) return;
    if (shown.secrets === 'hidden' && !(await this.#agreed())) return;
    this.#shown.set(uri.path, { ...shown, secrets: shown.secrets === 'hidden' ? 'shown' : 'hidden' });
    this.#changed.fire(uri);
    this.#lenses.fire();
  }

  dispose(): void {
    for (const registration of this.#registrations) registration.dispose();
    this.#changed.dispose();
    this.#lenses.dispose();
  }

  async #agreed(): Promise<boolean> {
    if (this.#consent === 'given') return true;
    const reveal = 'Reveal';
    const detail =
      'Credentials, cookies and secret variables will stand in the document until you hide them or close it.';
    const chosen = await window.showWarningMessage('Reveal the secrets on the wire?', { modal: true, detail }, reveal);
    if (chosen !== reveal) return false;
    this.#consent = 'given';
    return true;
  }

  #lensesOf(uri: Uri): CodeLens[] {
    const shown = this.#shown.get(uri.path);
    if (shown?.kind !== 'wire') return [];
    const title = shown.secrets === 'hidden' ? 'Reveal secrets' : 'Hide secrets';
    return [new CodeLens(new Range(1, 0, 1, 0), { title, command: 'precondition.revealSecrets', arguments: [uri] })];
  }
}

function textOf(shown: Shown | undefined): string {
  if (shown === undefined) return 'This exchange is no longer kept. Send the request again to see it.';
  const { outcome, secrets: values } = shown.response;
  return shown.kind === 'wire'
    ? wireText(outcome.exchange, { secrets: shown.secrets, values })
    : timingText(outcome.exchange);
}
