import {
  CodeLens,
  type Disposable,
  EventEmitter,
  languages,
  Range,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from 'vscode';
import { responseProblems } from '../core/service/responseProblems.ts';
import { responseText } from '../exchange/responseText.ts';
import type { SentOutcome } from '../exchange/sendRequest.ts';
import { answerColumn, responseScheme } from './beside.ts';
import type { RequestAddress } from './exchangeLog.ts';
import { ResponseDiagnostics } from './responseDiagnostics.ts';
import type { Session } from './session.ts';

/** How many responses stay readable in the window. */
const kept = 30;

/** A response that can still be read, and what it answered. */
interface Kept {
  readonly text: string;
  readonly outcome: SentOutcome;
  readonly address: RequestAddress;
}

/** Responses as read-only documents beside the request: VS Code colours, folds and searches them. */
export class Responses implements TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, Kept>();
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #session: Session;
  readonly #diagnostics = new ResponseDiagnostics();
  readonly #registrations: readonly Disposable[];
  #count = 0;

  constructor(session: Session) {
    this.#session = session;
    this.#registrations = [
      this.#diagnostics,
      workspace.registerTextDocumentContentProvider(responseScheme, this),
      languages.registerCodeLensProvider(
        { scheme: responseScheme },
        { provideCodeLenses: ({ uri }) => statusLenses(uri, this.kept(uri)) },
      ),
    ];
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.path)?.text ?? 'This response is no longer kept. Send the request again to see it.';
  }

  /** What the response document answered, while it is kept. */
  kept(uri: Uri): Kept | undefined {
    return this.#texts.get(uri.path);
  }

  /** Opens the outcome's response beside the request, without taking the focus. */
  async show(address: RequestAddress, outcome: SentOutcome): Promise<void> {
    const { fieldLines, text } = responseText(outcome.exchange, outcome);
    const uri = this.#keep(address, outcome, text);
    const document = await languages.setTextDocumentLanguage(await workspace.openTextDocument(uri), 'http-response');
    await window.showTextDocument(document, {
      viewColumn: answerColumn(address.uri),
      preserveFocus: true,
      preview: true,
    });
    const { severities } = this.#session.settings(address.uri);
    this.#diagnostics.show(document, responseProblems(outcome.exchange, outcome.before, severities), fieldLines);
  }

  dispose(): void {
    for (const registration of this.#registrations) registration.dispose();
    this.#changed.dispose();
  }

  #keep(address: RequestAddress, outcome: SentOutcome, text: string): Uri {
    this.#count += 1;
    const path = `/${this.#count}/${title(outcome)}`;
    this.#texts.set(path, { text, outcome, address });
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > kept && oldest !== undefined) this.#texts.delete(oldest);
    return Uri.from({ scheme: responseScheme, path });
  }
}

/** A tab's name: `PUT 412`. */
function title({ exchange }: SentOutcome): string {
  return `${exchange.request.method} ${exchange.response?.status ?? 'failed'}`;
}

/** Over the status line: the explanation, where there is one, and the whole content, where only its beginning is here. */
function statusLenses(uri: Uri, kept: Kept | undefined): CodeLens[] {
  const file = kept?.outcome.exchange.response?.bodyFile;
  const lens = (title: string, command: string, target: Uri) =>
    new CodeLens(new Range(0, 0, 0, 0), { title, command, arguments: [target] });
  return [
    ...(kept?.outcome.explanation === undefined ? [] : [lens('Explain', 'precondition.explain', uri)]),
    ...(file === undefined ? [] : [lens('Open the whole content', 'vscode.open', Uri.file(file))]),
  ];
}
