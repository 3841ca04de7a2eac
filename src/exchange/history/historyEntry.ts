import type { Exchange, HttpRequest, HttpVersion } from '../../core/http/exchange.ts';

/** What is kept of the content of a message. */
export type KeptContent =
  | { readonly kind: 'none' }
  /** As text, secrets hidden; `language` is a VS Code language id. */
  | { readonly kind: 'text'; readonly text: string; readonly language: string }
  /** `mark` is the same for equal contents, and undefined for very large ones. */
  | { readonly kind: 'left-out'; readonly why: LeftOut; readonly bytes: number; readonly mark: string | undefined };

export type LeftOut = 'binary' | 'too-large' | 'incomplete';

/** An exchange of some time ago, without secrets: what stands in it may be written to a disk and shown. */
export interface HistoryEntry {
  /** Letters, digits and hyphens; in the order of time. */
  readonly id: string;
  /** What the file calls the request. */
  readonly name: string | undefined;
  /** The URI of the file that it was sent from, and what tells the request apart there. */
  readonly source: string | undefined;
  readonly request: string | undefined;
  readonly environment: string;
  /** A salted hash of the credentials; '' for none. */
  readonly identity: string;
  /** Both bodies are empty here: their contents are beside it. */
  readonly exchange: Exchange;
  /** The request as it was asked for, where it did not go out so: before redirects, cookies and computed credentials. */
  readonly asked?: AskedRequest;
  /** How it was to be sent, in the words of the language without the `# @`: `no-redirect`, `timeout 5 s`. */
  readonly directives?: readonly string[];
  /** The version of HTTP that the request named. */
  readonly httpVersion?: HttpVersion;
  /** Which of several attempts of one send this was, both counted from 1. */
  readonly attempt?: { readonly number: number; readonly of: number };
  /** Set for a read that was sent to see whether a write had been carried out. */
  readonly lookUp?: true;
  readonly sent: KeptContent;
  readonly received: KeptContent;
}

export type AskedRequest = Pick<HttpRequest, 'method' | 'url' | 'headers' | 'target'>;

/** The request as it was asked for: before redirects, cookies of the jar and computed credentials. */
export const askedIn = ({ asked, exchange }: Pick<HistoryEntry, 'asked' | 'exchange'>): AskedRequest =>
  asked ?? exchange.request;

/** What makes two entries sends of the same: method and URL as they were asked for. */
export function targetOf(entry: HistoryEntry): string {
  const { method, url } = askedIn(entry);
  return `${method} ${url}`;
}

/** The status, or what took its place: `304`, `connection-reset`. */
export function outcomeOf({ exchange: { response, error } }: Pick<HistoryEntry, 'exchange'>): string {
  return response === undefined || error !== undefined ? (error?.code ?? 'unknown') : String(response.status);
}
