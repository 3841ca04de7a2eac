import { Uri, window } from 'vscode';
import type { HistoryEntry } from '../../exchange/history/historyEntry.ts';
import type { CommandId } from '../commandIds.ts';
import type { Views } from '../sending/sender.ts';
import type { Session } from '../session.ts';
import { clearHistory, deleteEntries, entriesOf, filterHistory, searchHistory, showOnly } from './historyActs.ts';
import type { HistoryDocuments } from './historyDocuments.ts';
import { resourceOf } from './historyFilter.ts';
import type { HistoryTree } from './historyTree.ts';
import { openRequestOf, resendEntry } from './resendEntry.ts';

/** Whatever VS Code hands to a command. */
export type Command = (...args: readonly unknown[]) => unknown;

/** What of the history is shown. */
export interface HistoryParts {
  readonly tree: HistoryTree;
  readonly documents: HistoryDocuments;
}

type HistoryCommand = Extract<CommandId, `${string}History${string}` | 'precondition.compareWithPrevious'>;

/** The commands of the history. The tree passes the line under the pointer and those selected. */
export function historyCommands(
  session: Session,
  views: Views,
  { tree, documents }: HistoryParts,
): Readonly<Record<HistoryCommand, Command>> {
  // A key gives the command nothing.
  const meant = (node: unknown, selected: unknown) => entriesOf(node, node === undefined ? tree.selected : selected);
  const onFirst =
    (act: (entry: HistoryEntry) => Promise<void>): Command =>
    async (node, selected) => {
      const [entry] = meant(node, selected);
      if (entry !== undefined) await act(entry);
    };
  return {
    'precondition.openHistoryEntry': onFirst((entry) => documents.open(entry)),
    'precondition.resendHistoryEntry': (node) => onFirst((entry) => resendEntry(session, views, entry))(node),
    'precondition.openHistoryRequest': onFirst((entry) => openRequestOf(session, entry)),
    'precondition.compareHistoryEntries': async (node, selected) => {
      const [one, other] = meant(node, selected);
      if (one !== undefined && other !== undefined) await documents.compare(one, other);
    },
    'precondition.compareWithPrevious': (uri) => compareWithPrevious(views, documents, uri),
    'precondition.searchHistory': () => searchHistory(session, documents),
    'precondition.groupHistory': () => tree.regroup(),
    'precondition.filterHistory': () => filterHistory(tree),
    'precondition.filterHistoryToResource': onFirst((entry) =>
      showOnly(tree, { kind: 'resource', resource: resourceOf(entry) }),
    ),
    'precondition.showAllHistory': () => showOnly(tree, undefined),
    'precondition.moreHistory': (group) => tree.showMore(String(group)),
    'precondition.deleteHistoryEntry': (node, selected) => deleteEntries(session, meant(node, selected)),
    'precondition.clearHistory': () => clearHistory(session),
  };
}

/** The response in front beside the one before it. */
async function compareWithPrevious({ responses }: Views, documents: HistoryDocuments, given: unknown): Promise<void> {
  const uri = given instanceof Uri ? given : window.activeTextEditor?.document.uri;
  const historic = uri && responses.kept(uri)?.outcome.historic;
  if (historic?.previous !== undefined) return documents.compare(historic.previous, historic.entry);
  void window.showInformationMessage('There is no earlier response to the same request to compare this one with.');
}
