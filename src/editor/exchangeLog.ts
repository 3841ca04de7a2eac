import { EventEmitter, type Uri } from 'vscode';
import type { HttpDocument } from '../core/syntax/ast.ts';
import { documentRequests } from '../core/syntax/locate.ts';
import type { SentOutcome } from '../exchange/sendRequest.ts';

/** A request in a file, by its number there, counted from 0. */
export interface RequestAddress {
  readonly uri: Uri;
  readonly index: number;
}

/** A send under way. `startedAt` is epoch milliseconds. */
export interface InFlight {
  readonly startedAt: number;
  readonly cancel: () => void;
}

/**
 * What became of each request in this window: at most the last outcome, and the send under way. Requests are told
 * apart by name or request line, so that an edit above does not mix them up.
 */
export class ExchangeLog {
  readonly #outcomes = new Map<string, SentOutcome>();
  readonly #inFlight = new Map<string, InFlight>();
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  outcome(key: string): SentOutcome | undefined {
    return this.#outcomes.get(key);
  }

  inFlight(key: string): InFlight | undefined {
    return this.#inFlight.get(key);
  }

  get running(): readonly InFlight[] {
    return [...this.#inFlight.values()];
  }

  begin(key: string, flight: InFlight): void {
    this.#inFlight.get(key)?.cancel();
    this.#inFlight.set(key, flight);
    this.#changed.fire();
  }

  end(key: string, flight: InFlight, outcome: SentOutcome | undefined): void {
    if (this.#inFlight.get(key) === flight) this.#inFlight.delete(key);
    if (outcome !== undefined) this.#outcomes.set(key, outcome);
    this.#changed.fire();
  }

  dispose(): void {
    for (const flight of this.#inFlight.values()) flight.cancel();
    this.#changed.dispose();
  }
}

/** The key of a request in the log: its file, its name or request line, and which of several alike it is. */
export function requestKey(uri: Uri, document: HttpDocument, index: number): string {
  const identities = documentRequests(document).map(
    ({ node }) => node.name?.text ?? `${node.method?.text ?? 'GET'} ${node.target.text}`,
  );
  const own = identities[index] ?? '';
  const nth = identities.slice(0, index).filter((identity) => identity === own).length;
  return `${uri.toString()}#${own}#${nth}`;
}
