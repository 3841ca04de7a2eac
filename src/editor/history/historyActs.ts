import { type QuickPickItem, type TextDocument, Uri, window, workspace } from 'vscode';
import type { HistoryEntry } from '../../exchange/history/historyEntry.ts';
import { resending } from '../../exchange/history/resend.ts';
import { sendRequest } from '../../exchange/sending/sendRequest.ts';
import { clockTime } from '../answers/clockTime.ts';
import { inFlight, sendingOf, showRefusal, trusted, type Views } from '../sending/sender.ts';
import type { Session } from '../session.ts';
import { outcomeWords } from './entryItem.ts';
import type { HistoryDocuments } from './historyDocuments.ts';
import type { HistoryNode } from './historyTree.ts';

/** The entries that a command means: those selected, else the one under the pointer. */
export function entriesOf(node: unknown, selected: unknown): readonly HistoryEntry[] {
  const nodes = Array.isArray(selected) && selected.length > 0 ? selected : [node];
  return (nodes as readonly (HistoryNode | undefined)[]).flatMap((each) => {
    if (each === undefined) return [];
    return each.kind === 'group' ? each.entries : [each.entry];
  });
}

/** Removes the entries; of several only after asking. */
export async function deleteEntries(session: Session, entries: readonly HistoryEntry[]): Promise<void> {
  if (entries.length > 1 && !(await agreed(`Delete ${entries.length} exchanges from the history?`, 'Delete'))) return;
  await session.history?.remove(entries.map(({ id }) => id));
}

/** Removes everything, after asking. */
export async function clearHistory(session: Session): Promise<void> {
  const count = (await session.history?.entries())?.length ?? 0;
  if (count === 0) return void window.showInformationMessage('The history of this workspace is empty.');
  const question = `Delete the history of this workspace (${count === 1 ? 'one exchange' : `${count} exchanges`})?`;
  if (await agreed(question, 'Delete All')) await session.history?.clear();
}

const agreed = async (question: string, yes: string): Promise<boolean> =>
  (await window.showWarningMessage(question, { modal: true }, yes)) === yes;

interface Item extends QuickPickItem {
  readonly entry: HistoryEntry;
}

/** Lists the exchanges, found by method, URL, status, tag, name or environment; the chosen one opens. */
export async function searchHistory(session: Session, documents: HistoryDocuments): Promise<void> {
  const entries = [...((await session.history?.entries()) ?? [])].reverse();
  if (entries.length === 0) return void window.showInformationMessage('The history of this workspace is empty.');
  const items = entries.map((entry): Item => {
    const { request, response, startedAt } = entry.exchange;
    const tag = response?.headers.find(([name]) => /^etag$/i.test(name))?.[1];
    const facts = [tag === undefined ? '' : `ETag ${tag}`, entry.name ?? '', entry.environment].filter(Boolean);
    return {
      entry,
      label: `${request.method} ${request.url}`,
      description: `${outcomeWords(entry)} · ${clockTime(startedAt)}`,
      detail: facts.join(' · '),
    };
  });
  const options = { title: 'Search the History', matchOnDescription: true, matchOnDetail: true };
  const chosen = await window.showQuickPick(items, options);
  if (chosen !== undefined) await documents.open(chosen.entry);
}

/** Sends the request as it was; its secrets are taken afresh or asked for. */
export async function resend(session: Session, views: Views, entry: HistoryEntry): Promise<void> {
  if (!trusted()) return;
  const document = entry.source === undefined ? undefined : await documentOf(entry.source);
  if (document === undefined) {
    return void window.showWarningMessage('Not sent. The file that this request was sent from is no longer there.');
  }
  await session.imports.load(document.uri);
  await session.environments.load(document.uri);
  const ports = session.ports(document.uri);
  const address = { uri: document.uri, index: 0 };
  const outcome = await inFlight(session, views, document, address, async (signal) => {
    const ready = await resending(ports, entry, sendingOf(session, document, 0), signal);
    if (ready.kind === 'ready') return sendRequest(ports, ready.sending, signal);
    void window.showWarningMessage(`Not sent. ${ready.why}`);
    return undefined;
  });
  if (outcome?.kind === 'refused') showRefusal(views, document, outcome.faults);
  if (outcome?.kind !== 'sent') return;
  views.statusBar.show(outcome);
  await views.responses.show(address, outcome);
}

async function documentOf(source: string): Promise<TextDocument | undefined> {
  try {
    return await workspace.openTextDocument(Uri.parse(source, true));
  } catch {
    // Closed, renamed or deleted: told by the caller.
    return undefined;
  }
}
