import { workspace } from 'vscode';
import type { Repaired } from '../../exchange/repairing/repair.ts';
import type { SentOutcome } from '../../exchange/sending/sendRequest.ts';
import { probeOutcome } from '../../exchange/validators/probe.ts';
import type { Page } from '../../panel/page.ts';
import type { RequestAddress } from '../sending/exchangeLog.ts';
import type { Merges, OpenMerge } from '../sending/merges.ts';
import { inFlight, sendingOf, type Views } from '../sending/sender.ts';
import type { Session } from '../session.ts';

/** What the page is about. `earlier` is the page that a repair started from. */
export interface Subject {
  readonly address: RequestAddress;
  readonly outcome: SentOutcome;
  readonly notice: string | undefined;
  readonly next: 'send-again' | 'take-content' | undefined;
  readonly earlier: Page | undefined;
  /** A merge that is under way. */
  readonly merge?: OpenMerge;
  /** Content that went out in place of the file's, which the user may take. */
  readonly content?: string;
}

/** What a button's deed has brought: an outcome to show, and a sentence. */
export type Settled = Pick<Extract<Repaired, { kind: 'repaired' }>, 'outcome' | 'summary'>;

/** What the deeds of the page's buttons need of it. */
export interface PageHost {
  readonly session: Session;
  readonly views: Views;
  readonly merges: Merges;
  /** What the page is about now. */
  current(): Subject | undefined;
  /** Shows the page anew. */
  turn(subject: Subject): Promise<void>;
  /** Shows what came of a send, and the page about it. */
  settle(subject: Subject, settled: Settled): Promise<void>;
  /** Says on the page what is on its way. */
  tell(note: string): void;
}

/** Runs the work as the request's send under way, with the request as the file now has it. */
export async function running<T>(
  { session, views }: PageHost,
  address: RequestAddress,
  work: (sending: ReturnType<typeof sendingOf>, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const document = await workspace.openTextDocument(address.uri);
  const sending = sendingOf(session, document, address.index);
  return inFlight(session, views, document, address, (signal) => work(sending, signal));
}

/** Asks the question that tells the causes apart; the page says which request is on its way. */
export async function probe(host: PageHost, subject: Subject): Promise<void> {
  const { address, outcome } = subject;
  const probed = await running(host, address, (sending, signal) =>
    probeOutcome(host.session.ports(address.uri), outcome, sending.options, signal, (at, of, method) =>
      host.tell(of === 1 ? `Asking by ${method} …` : `Asking by ${method}, ${at} of ${of} …`),
    ),
  );
  const notice = probed === outcome ? 'The question was cancelled; nothing new is known.' : undefined;
  await host.turn({ ...subject, outcome: probed, notice });
}
