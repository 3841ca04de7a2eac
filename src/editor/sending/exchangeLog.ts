import { EventEmitter, type Uri } from 'vscode';
import type { Exchange } from '../../core/http/exchange.ts';
import { blockSymbols } from '../../core/service/documentSymbol.ts';
import type { HttpDocument, Row } from '../../core/syntax/ast.ts';
import type { SentOutcome } from '../../exchange/sending/sendRequest.ts';

/** A request in a file, by its number there, counted from 0. */
export interface RequestAddress {
  readonly uri: Uri;
  readonly index: number;
}

/** How many exchanges serve as evidence. */
const keptExchanges = 50;

/** A send under way. `startedAt` is epoch milliseconds. */
export interface InFlight {
  readonly title: string;
  readonly startedAt: number;
  readonly cancel: () => void;
  /** How far it has come, once that is known: `1.2 MB of 8.4 MB · 3.1 MB/s · 2 s left`, `503 · attempt 2 of 4 in 3 s`. */
  progress?: () => string;
}

/**
 * What became of each request in this window: at most the last outcome, and the send under way. Requests are told
 * apart by name or request line, so that an edit above does not mix them up.
 */
export class ExchangeLog {
  readonly #outcomes = new Map<string, SentOutcome>();
  readonly #sent: SentOutcome[] = [];
  readonly #inFlight = new Map<string, InFlight>();
  readonly #changed = new EventEmitter<'begun' | 'ended'>();
  readonly onDidChange = this.#changed.event;

  outcome(key: string): SentOutcome | undefined {
    return this.#outcomes.get(key);
  }

  inFlight(key: string): InFlight | undefined {
    return this.#inFlight.get(key);
  }

  /** Whether anything is known of any request of the file. */
  knows(uri: Uri): boolean {
    const start = `${uri.toString()}#`;
    return [...this.#outcomes.keys(), ...this.#inFlight.keys()].some((key) => key.startsWith(start));
  }

  get running(): readonly InFlight[] {
    return [...this.#inFlight.values()];
  }

  /** The exchanges of this window, the oldest first: evidence for explanations. */
  get all(): readonly Exchange[] {
    return this.#sent.map(({ exchange }) => exchange);
  }

  /** The same with what was predicted and explained. */
  get outcomes(): readonly SentOutcome[] {
    return this.#sent;
  }

  begin(key: string, flight: InFlight): void {
    this.#inFlight.get(key)?.cancel();
    this.#inFlight.set(key, flight);
    this.#changed.fire('begun');
  }

  end(key: string, flight: InFlight): void {
    if (this.#inFlight.get(key) === flight) this.#inFlight.delete(key);
    this.#changed.fire('ended');
  }

  /** Keeps what came of a request. */
  record(key: string, outcome: SentOutcome): void {
    this.#outcomes.set(key, outcome);
    this.#sent.push(outcome);
    if (this.#sent.length > keptExchanges) this.#sent.shift();
    this.#changed.fire('ended');
  }

  /** What became of requests of one name or title is there under another too. */
  rename(uri: Uri, from: string, to: string): void {
    const start = `${uri.toString()}#${from}#`;
    for (const [key, outcome] of [...this.#outcomes]) {
      if (key.startsWith(start)) this.#outcomes.set(`${uri.toString()}#${to}#${key.slice(start.length)}`, outcome);
    }
  }

  /** Cancels every send, and resolves when each has come to its end. */
  async close(): Promise<void> {
    for (const flight of this.running) flight.cancel();
    if (this.#inFlight.size === 0) return;
    await new Promise<void>((resolve) => {
      this.onDidChange(() => this.#inFlight.size === 0 && resolve());
    });
  }

  dispose(): void {
    for (const flight of this.#inFlight.values()) flight.cancel();
    this.#changed.dispose();
  }
}

/** The key of a request in the log: its file, its name or request line, and which of several alike it is. */
export function requestKey(uri: Uri, document: HttpDocument, index: number): string {
  const rows = document.rows.map(({ row }) => titlesIn(row));
  let last = 0;
  let left = index;
  for (; left >= (rows[last]?.length ?? Number.POSITIVE_INFINITY); last += 1) left -= rows[last]?.length ?? 0;
  const own = rows[last]?.[left] ?? '';
  const alike = (titles: readonly string[]): number => titles.filter((title) => title === own).length;
  const before = rows.slice(0, last).reduce((count, titles) => count + alike(titles), 0);
  return `${uri.toString()}#${own}#${before + alike(rows[last]?.slice(0, left) ?? [])}`;
}

const known = new WeakMap<Row, readonly string[]>();

/** The name of each request, else its title or its method and target: as in the outline. An edit renews few rows. */
function titlesIn(row: Row): readonly string[] {
  const before = known.get(row);
  if (before !== undefined) return before;
  const symbols = row.blocks.flatMap(({ block }) => blockSymbols(block));
  const titles = symbols.filter(({ kind }) => kind === 'request').map(({ name }) => name);
  known.set(row, titles);
  return titles;
}
