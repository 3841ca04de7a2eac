import { type EventEmitter, type TreeDataProvider, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { HistoryEntry } from '../../exchange/history/historyEntry.ts';
import { entryItem } from './entryItem.ts';
import type { KeptHistory } from './keptHistory.ts';

/** A line of the history's tree. */
export type HistoryNode =
  | { readonly kind: 'group'; readonly label: string; readonly entries: readonly HistoryEntry[] }
  | { readonly kind: 'entry'; readonly entry: HistoryEntry; readonly grouping: Grouping };

export type Grouping = 'day' | 'resource';

/** The exchanges of the workspace, the latest first, by day or by resource. */
export class HistoryTree implements TreeDataProvider<HistoryNode> {
  readonly #history: KeptHistory | undefined;
  readonly #changed: EventEmitter<void>;
  #grouping: Grouping = 'day';

  constructor(history: KeptHistory | undefined, changed: EventEmitter<void>) {
    this.#history = history;
    this.#changed = changed;
    history?.onDidChange(() => changed.fire());
  }

  /** By the other of the two. */
  regroup(): Grouping {
    this.#grouping = this.#grouping === 'day' ? 'resource' : 'day';
    this.#changed.fire();
    return this.#grouping;
  }

  async getChildren(node?: HistoryNode): Promise<HistoryNode[]> {
    const grouping = this.#grouping;
    if (node?.kind === 'group') return node.entries.map((entry) => ({ kind: 'entry', entry, grouping }));
    if (node !== undefined || this.#history === undefined) return [];
    const groups = new Map<string, HistoryEntry[]>();
    for (const entry of [...(await this.#history.entries())].reverse()) {
      const label = grouping === 'day' ? dayOf(entry) : resourceOf(entry);
      const own = groups.get(label) ?? [];
      own.push(entry);
      groups.set(label, own);
    }
    return [...groups].map(([label, entries]) => ({ kind: 'group', label, entries }));
  }

  getTreeItem(node: HistoryNode): TreeItem {
    return node.kind === 'group' ? groupItem(node) : entryItem(node.entry, node.grouping);
  }
}

function groupItem({ label, entries }: Extract<HistoryNode, { kind: 'group' }>): TreeItem {
  const item = new TreeItem(label, TreeItemCollapsibleState.Expanded);
  item.id = `group ${label}`;
  item.contextValue = 'group';
  item.description = String(entries.length);
  const count = entries.length === 1 ? 'one exchange' : `${entries.length} exchanges`;
  item.accessibilityInformation = { label: `${label}, ${count}` };
  return item;
}

function dayOf({ exchange: { startedAt } }: HistoryEntry): string {
  const day = new Date(startedAt);
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toDateString();
  if (day.toDateString() === daysAgo(0)) return 'Today';
  return day.toDateString() === daysAgo(1) ? 'Yesterday' : day.toLocaleDateString();
}

const resourceOf = ({ exchange: { request } }: HistoryEntry): string => request.url.replace(/^https?:\/\/|\?.*$/g, '');
