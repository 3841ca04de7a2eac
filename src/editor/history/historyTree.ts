import { type EventEmitter, type TreeDataProvider, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { HistoryEntry } from '../../exchange/history/historyEntry.ts';
import { entryItem } from './entryItem.ts';
import { type HistoryFilter, isShown, resourceOf, wordFilter } from './historyFilter.ts';
import type { KeptHistory } from './keptHistory.ts';

/** A line of the history's tree. */
export type HistoryNode =
  | {
      readonly kind: 'group';
      readonly label: string;
      readonly entries: readonly HistoryEntry[];
      readonly open: boolean;
    }
  | { readonly kind: 'entry'; readonly entry: HistoryEntry; readonly grouping: Grouping }
  | { readonly kind: 'more'; readonly group: string; readonly left: number };

export type Grouping = 'day' | 'resource';

/** So many lines of a group show at first, and come with each wish for more: nobody reads a thousand. */
const PAGE = 100;

/** The exchanges of the workspace, the latest first, by day or by resource. */
export class HistoryTree implements TreeDataProvider<HistoryNode> {
  /** What is selected in the tree, for commands that are given nothing. */
  selected: readonly HistoryNode[] = [];
  readonly #history: KeptHistory | undefined;
  readonly #changed: EventEmitter<void>;
  /** How many lines of a group show, where more than usual. */
  readonly #shown = new Map<string, number>();
  #grouping: Grouping = 'day';
  #filter: HistoryFilter | undefined;
  #message = '';

  constructor(history: KeptHistory | undefined, changed: EventEmitter<void>) {
    this.#history = history;
    this.#changed = changed;
    history?.onDidChange(() => changed.fire());
  }

  /** What is to be said above the tree as it was last given; '' for nothing. */
  get message(): string {
    return this.#message;
  }

  get filter(): HistoryFilter | undefined {
    return this.#filter;
  }

  /** By the other of the two. */
  regroup(): Grouping {
    this.#grouping = this.#grouping === 'day' ? 'resource' : 'day';
    this.#changed.fire();
    return this.#grouping;
  }

  /** Only what the filter lets through; everything without one. */
  show(filter: HistoryFilter | undefined): void {
    this.#filter = filter;
    this.#shown.clear();
    this.#changed.fire();
  }

  /** More lines of the group. */
  showMore(group: string): void {
    this.#shown.set(group, (this.#shown.get(group) ?? PAGE) + PAGE);
    this.#changed.fire();
  }

  async getChildren(node?: HistoryNode): Promise<HistoryNode[]> {
    if (node?.kind === 'group') return this.#lines(node.label, node.entries);
    return node === undefined && this.#history !== undefined ? this.#groups(await this.#history.entries()) : [];
  }

  getTreeItem(node: HistoryNode): TreeItem {
    switch (node.kind) {
      case 'group':
        return groupItem(node);
      case 'entry':
        return entryItem(node.entry, node.grouping);
      case 'more':
        return moreItem(node);
    }
  }

  #groups(all: readonly HistoryEntry[]): HistoryNode[] {
    const filter = this.#filter;
    const wanted = filter === undefined ? all : all.filter((entry) => isShown(entry, filter));
    this.#message = filter === undefined || wanted.length === 0 ? '' : wordFilter(filter, wanted.length, all.length);
    const groups = new Map<string, HistoryEntry[]>();
    for (const entry of [...wanted].reverse()) {
      const label = this.#grouping === 'day' ? dayOf(entry) : resourceOf(entry);
      const own = groups.get(label) ?? [];
      own.push(entry);
      groups.set(label, own);
    }
    const few = wanted.length <= PAGE;
    return [...groups].map(([label, entries], at) => ({ kind: 'group', label, entries, open: few || at === 0 }));
  }

  #lines(group: string, entries: readonly HistoryEntry[]): HistoryNode[] {
    const grouping = this.#grouping;
    const most = this.#shown.get(group) ?? PAGE;
    const lines = entries.slice(0, most).map((entry): HistoryNode => ({ kind: 'entry', entry, grouping }));
    const left = entries.length - lines.length;
    return left === 0 ? lines : [...lines, { kind: 'more', group, left }];
  }
}

function groupItem({ label, entries, open }: Extract<HistoryNode, { kind: 'group' }>): TreeItem {
  const state = open ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
  const item = new TreeItem(label, state);
  item.id = `group ${label}`;
  item.contextValue = 'group';
  item.description = String(entries.length);
  const count = entries.length === 1 ? 'one exchange' : `${entries.length} exchanges`;
  item.accessibilityInformation = { label: `${label}, ${count}` };
  return item;
}

function moreItem({ group, left }: Extract<HistoryNode, { kind: 'more' }>): TreeItem {
  const item = new TreeItem(`Show ${Math.min(PAGE, left)} more`);
  item.id = `more ${group}`;
  item.description = left > PAGE ? `of ${left}` : '';
  item.command = { command: 'precondition.moreHistory', title: 'Show More', arguments: [group] };
  return item;
}

function dayOf({ exchange: { startedAt } }: HistoryEntry): string {
  const day = new Date(startedAt);
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toDateString();
  if (day.toDateString() === daysAgo(0)) return 'Today';
  return day.toDateString() === daysAgo(1) ? 'Yesterday' : day.toLocaleDateString();
}
