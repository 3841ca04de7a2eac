import { window, workspace } from 'vscode';
import { versionPair } from '../../exchange/validators/versionPair.ts';
import type { RequestAddress } from '../sending/exchangeLog.ts';
import { inFlight, sendingOf, trusted, type Views } from '../sending/sender.ts';
import type { Session } from '../session.ts';
import type { HistoryDocuments } from './historyDocuments.ts';

/** Shows the version that the request names beside the one that the server has now. */
export async function compareVersions(
  session: Session,
  views: Views,
  documents: HistoryDocuments,
  address: RequestAddress,
): Promise<void> {
  if (!trusted()) return;
  const document = await workspace.openTextDocument(address.uri);
  const ports = session.ports(address.uri);
  const pair = await inFlight(session, views, document, address, (signal) =>
    versionPair(ports, sendingOf(session, document, address.index), signal),
  );
  if (pair.kind === 'none') return void window.showInformationMessage(pair.why);
  const { before, after, language } = pair;
  const title = `${before.label} ↔ ${after.label} (now)`;
  await documents.compareTexts(title, before.text, after.text, language);
}
