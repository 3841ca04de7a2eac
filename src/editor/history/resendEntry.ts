import { type TextDocument, Uri, window, workspace } from 'vscode';
import type { HistoryEntry } from '../../exchange/history/historyEntry.ts';
import { requestOf, resending } from '../../exchange/history/resend.ts';
import { sendRequest } from '../../exchange/sending/sendRequest.ts';
import type { InFlight, RequestAddress } from '../sending/exchangeLog.ts';
import {
  inFlight,
  openRequest,
  sendingOf,
  showOutcome,
  showRefusal,
  trusted,
  type Views,
  watching,
} from '../sending/sender.ts';
import type { Session } from '../session.ts';

/**
 * Sends the request as it was; its secrets are taken afresh or asked for. What comes of it is shown as that of any
 * send, over the same request of its file where that is still there.
 */
export async function resendEntry(session: Session, views: Views, entry: HistoryEntry): Promise<void> {
  if (!trusted()) return;
  const document = entry.source === undefined ? undefined : await documentOf(entry.source);
  if (document === undefined) {
    return void window.showWarningMessage('Not sent. The file that this request was sent from is no longer there.');
  }
  await session.imports.load(document.uri);
  await session.environments.load(document.uri);
  const address = addressOf(session, document, entry);
  const resend = async (signal: AbortSignal, flight: InFlight) => {
    const ports = { ...session.ports(document.uri, entry.request), watcher: watching(session, views, flight) };
    const ready = await resending(ports, entry, sendingOf(session, document, address.index), signal);
    if (ready.kind === 'ready') return sendRequest(ports, ready.sending, signal);
    if (ready.kind === 'refused') offerFile(session, address, ready.why);
    return undefined;
  };
  const outcome = await inFlight(session, views, document, address, resend, entry.request);
  if (outcome?.kind === 'refused') showRefusal(views, document, outcome.faults);
  if (outcome?.kind === 'sent') await showOutcome(session, views, address, document, outcome);
}

/** Brings the request that an entry is an exchange of into view, as it stands now. */
export async function openRequestOf(session: Session, entry: HistoryEntry): Promise<void> {
  const document = entry.source === undefined ? undefined : await documentOf(entry.source);
  if (document !== undefined) return openRequest(session, addressOf(session, document, entry));
  void window.showWarningMessage('The file that this request was sent from is no longer there.');
}

/** No number of a request where the file has it no longer: what is done then concerns no other one. */
function addressOf(session: Session, document: TextDocument, entry: HistoryEntry): RequestAddress {
  return { uri: document.uri, index: requestOf(session.documents.of(document), entry)?.index ?? -1 };
}

function offerFile(session: Session, address: RequestAddress, why: string): void {
  const open = address.index < 0 ? 'Open the File' : 'Go to the Request';
  void window.showWarningMessage(`Not sent. ${why}`, open).then((chosen) => {
    if (chosen === open) void openRequest(session, address);
  });
}

async function documentOf(source: string): Promise<TextDocument | undefined> {
  try {
    return await workspace.openTextDocument(Uri.parse(source, true));
  } catch {
    // Closed, renamed or deleted: told by the caller.
    return undefined;
  }
}
