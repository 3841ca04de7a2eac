import { type QuickPickItem, window } from 'vscode';
import type { HistoryEntry } from '../../exchange/history/historyEntry.ts';
import { clockTime } from '../answers/clockTime.ts';
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
