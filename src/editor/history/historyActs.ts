import { commands, type QuickPickItem, window } from 'vscode';
import { askedIn, type HistoryEntry } from '../../exchange/history/historyEntry.ts';
import { clockTime } from '../answers/clockTime.ts';
import type { Session } from '../session.ts';
import { outcomeWords } from './entryItem.ts';
import type { HistoryDocuments } from './historyDocuments.ts';
import type { HistoryFilter } from './historyFilter.ts';
import type { HistoryNode, HistoryTree } from './historyTree.ts';

/** The entries that a command means: those selected, else the one under the pointer. */
export function entriesOf(node: unknown, selected: unknown): readonly HistoryEntry[] {
  const nodes = Array.isArray(selected) && selected.length > 0 ? selected : [node];
  return (nodes as readonly (HistoryNode | undefined)[]).flatMap((each) => {
    if (each === undefined) return [];
    if (each.kind === 'more') return [];
    return each.kind === 'group' ? each.entries : [each.entry];
  });
}

/** Removes the entries; of several only after asking. */
export async function deleteEntries(session: Session, entries: readonly HistoryEntry[]): Promise<void> {
  if (entries.length === 0) return void window.showInformationMessage('Select an exchange of the history first.');
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

/** Asks which exchanges are to show: those in which every word stands. Nothing said shows all. */
export async function filterHistory(tree: HistoryTree): Promise<void> {
  const { filter } = tree;
  const text = await window.showInputBox({
    title: 'Filter the History',
    prompt: 'Method, URL, status, name or environment; several words narrow it down. Nothing shows all.',
    placeHolder: 'PUT 412 articles',
    value: filter?.kind === 'words' ? filter.text : (filter?.resource ?? ''),
  });
  if (text !== undefined) await showOnly(tree, text.trim() === '' ? undefined : { kind: 'words', text: text.trim() });
}

/** Shows what the filter lets through, everything without one. */
export async function showOnly(tree: HistoryTree, filter: HistoryFilter | undefined): Promise<void> {
  await commands.executeCommand('setContext', 'precondition.historyFiltered', filter !== undefined);
  tree.show(filter);
}

interface Item extends QuickPickItem {
  readonly entry: HistoryEntry;
}

/** Lists the exchanges, found by method, URL, status, tag, name or environment; the chosen one opens. */
export async function searchHistory(session: Session, documents: HistoryDocuments): Promise<void> {
  const entries = [...((await session.history?.entries()) ?? [])].reverse();
  if (entries.length === 0) return void window.showInformationMessage('The history of this workspace is empty.');
  const items = entries.map((entry): Item => {
    const { response, startedAt } = entry.exchange;
    const request = askedIn(entry);
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
