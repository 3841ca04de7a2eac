import {
  type Disposable,
  EventEmitter,
  languages,
  type TextDocument,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { Part } from '../../core/http/progress.ts';
import { responseProblems } from '../../core/service/responseProblems.ts';
import { type ResponseCircumstances, responseText } from '../../exchange/answers/responseText.ts';
import type { SentOutcome } from '../../exchange/sending/sendRequest.ts';
import { toldOf } from '../history/toldOf.ts';
import type { RequestAddress } from '../sending/exchangeLog.ts';
import { secretVariables } from '../sending/secretVariables.ts';
import type { Session } from '../session.ts';
import { answerColumn, responseScheme } from './beside.ts';
import { LiveResponse } from './liveResponse.ts';
import { ResponseDiagnostics } from './responseDiagnostics.ts';
import { responseHovers } from './responseHovers.ts';
import { ResponseLenses } from './responseLenses.ts';

/** How many responses stay readable in the window. */
const kept = 30;

/** Characters of a content that are shown first where it is long: what VS Code takes in a moment. */
const atOnce = 64 * 1024;
/** Milliseconds until the rest follows: megabytes on their way to the window would keep it from drawing. */
const drawing = 250;

/** A response that can still be read, and what it answered. */
export interface KeptResponse {
  readonly text: string;
  /** Where the content begins in it. */
  readonly bodyStart: number;
  readonly outcome: SentOutcome;
  readonly address: RequestAddress;
  /** The values of secret variables as they were when it was sent. */
  readonly secrets: readonly string[];
}

/** A response that is still coming, in its document. */
interface Open {
  readonly address: RequestAddress;
  readonly text: string;
}

/** Where a response shows before it is whole. */
export interface LiveDocument {
  /** Takes each piece of content as it comes. */
  readonly take: (part: Part) => void;
  /** Nothing more comes; gives the document, where one was opened. */
  end(): Promise<Uri | undefined>;
}

/** Responses as read-only documents beside the request: VS Code colours, folds and searches them. */
export class Responses implements TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, KeptResponse>();
  readonly #open = new Map<string, Open>();
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #session: Session;
  readonly #diagnostics = new ResponseDiagnostics();
  readonly #lenses = new ResponseLenses(this);
  readonly #registrations: readonly Disposable[];
  #count = 0;
  #newest: Uri | undefined;
  #showing: Promise<void> = Promise.resolve();

  constructor(session: Session) {
    this.#session = session;
    this.#registrations = [
      this.#diagnostics,
      this.#lenses,
      workspace.registerTextDocumentContentProvider(responseScheme, this),
      languages.registerCodeLensProvider({ scheme: responseScheme }, this.#lenses),
      languages.registerHoverProvider({ scheme: responseScheme }, responseHovers(session, this)),
    ];
  }

  provideTextDocumentContent(uri: Uri): string {
    const shown = this.#texts.get(uri.path) ?? this.#open.get(uri.path);
    return shown?.text ?? 'This response is no longer kept. Send the request again to see it.';
  }

  /** What the response document answered, while it is kept. */
  kept(uri: Uri): KeptResponse | undefined {
    return this.#texts.get(uri.path);
  }

  /** What the response that is still coming in the document answers. */
  coming(uri: Uri): RequestAddress | undefined {
    return this.#open.get(uri.path)?.address;
  }

  /** A document for what comes before the response is whole; it shows nothing until there is something to show. */
  live(address: RequestAddress, method: string, limit: number): LiveDocument {
    let uri: Uri | undefined;
    const show = async (text: string): Promise<void> => {
      uri ??= this.#newUri(method);
      const known = this.#open.get(uri.path);
      this.#open.set(uri.path, { address, text });
      if (known === undefined) await this.#present(address, uri);
      else this.#changed.fire(uri);
    };
    const response = new LiveResponse({ show }, limit);
    const end = async (): Promise<Uri | undefined> => {
      await response.end();
      if (uri !== undefined) this.#open.delete(uri.path);
      return uri;
    };
    return { take: response.take, end };
  }

  /** Opens the outcome's response beside the request, without taking the focus; in the document where it came. */
  async show(address: RequestAddress, outcome: SentOutcome, live?: Uri): Promise<void> {
    const uri = live ?? this.#newUri(title(outcome));
    const changed = live === undefined ? undefined : changeOf(live);
    const told = { ...outcome, told: toldOf(outcome) };
    // Where more than that shows already, it stays.
    const length = live === undefined ? atOnce : Number.POSITIVE_INFINITY;
    const { fieldLines, text, bodyStart, follows } = responseText(outcome.exchange, { ...told, length });
    const secrets = secretVariables(this.#session, address.uri);
    this.#keep(uri, { text, bodyStart, outcome, address, secrets });
    const document = await this.#present(address, uri);
    await changed;
    const { severities } = this.#session.settings(address.uri);
    this.#diagnostics.show(document, responseProblems(outcome.exchange, outcome.before, severities), fieldLines);
    if (follows === 'more') setTimeout(() => this.#complete(uri, told), drawing);
  }

  dispose(): void {
    for (const registration of this.#registrations) registration.dispose();
    this.#changed.dispose();
  }

  /** Shows the rest of a long content, while its begin is read already. */
  #complete(uri: Uri, told: ResponseCircumstances): void {
    const begun = this.#texts.get(uri.path);
    if (begun === undefined) return;
    this.#texts.set(uri.path, { ...begun, text: responseText(begun.outcome.exchange, told).text });
    this.#changed.fire(uri);
  }

  async #present({ uri: request }: RequestAddress, uri: Uri): Promise<TextDocument> {
    const document = await languages.setTextDocumentLanguage(await workspace.openTextDocument(uri), 'http-response');
    // Of many that come at once the last shows: VS Code fails to open what another takes the place of meanwhile.
    this.#newest = uri;
    const show = async (): Promise<void> => {
      if (this.#newest !== uri) return;
      await window.showTextDocument(document, {
        viewColumn: answerColumn(request),
        preserveFocus: true,
        preview: true,
      });
    };
    this.#showing = this.#showing.then(show, show);
    await this.#showing;
    return document;
  }

  #keep(uri: Uri, response: KeptResponse): void {
    this.#texts.set(uri.path, response);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > kept && oldest !== undefined) this.#texts.delete(oldest);
    this.#changed.fire(uri);
    this.#lenses.refresh();
  }

  #newUri(name: string): Uri {
    this.#count += 1;
    return Uri.from({ scheme: responseScheme, path: `/${this.#count}/${name}` });
  }
}

/** Until VS Code has asked for the document's text again, at most a second: problems are counted in its lines. */
function changeOf(uri: Uri): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    };
    const timer = setTimeout(done, 1000);
    const listener = workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.toString() === uri.toString()) done();
    });
  });
}

/** A tab's name: `PUT 412`. */
function title({ exchange }: SentOutcome): string {
  return `${exchange.request.method} ${exchange.response?.status ?? 'failed'}`;
}
