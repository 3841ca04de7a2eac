import {
  commands,
  type Disposable,
  EventEmitter,
  TabInputText,
  TabInputTextDiff,
  type Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import type { Merging } from '../../exchange/repairing/merge.ts';
import { MergeFiles, mergeScheme } from './mergeFiles.ts';

/** VS Code's own command; where a version lacks it, or the user does without it, conflict markers in a document do. */
const mergeEditor = '_open.mergeEditor';
const acceptance = 'mergeEditor.acceptMerge';

/** A merge that is shown: its files, and how far it has come. */
export interface OpenMerge {
  readonly merging: Merging;
  /** `PUT /articles/1`. */
  readonly title: string;
  readonly folder: string;
  readonly theirs: Uri;
  readonly output: Uri;
  readonly settledIn: 'merge-editor' | 'text';
}

/** Shows merges in the editors that VS Code has for them: a difference, or the merge editor where places conflict. */
export class Merges implements Disposable {
  readonly #files = new MergeFiles();
  readonly #saved = new EventEmitter<OpenMerge>();
  readonly #open = new Map<string, OpenMerge>();
  readonly #listening: Disposable;
  /** Fires when the result was saved, as completing a merge does. */
  readonly onDidSave = this.#saved.event;
  #count = 0;

  constructor() {
    this.#listening = this.#files.onDidWrite((uri) => {
      const open = this.#open.get(uri.path);
      if (open !== undefined) this.#saved.fire(open);
    });
  }

  /** Keeps the versions as files and shows them. */
  async begin(merging: Merging, title: string): Promise<OpenMerge> {
    this.#count += 1;
    const folder = `/${this.#count}`;
    const { merge, versions, extension } = merging;
    const file = (name: string, text: string) => this.#files.put(`${folder}/${name}.${extension}`, text);
    const output = file('merged', merge.kind === 'merged' ? merge.text : merge.marked);
    const theirs = file('theirs', merge.kind === 'merged' ? versions.theirs : merge.sides.theirs);
    const open = { merging, title, folder, theirs, output, settledIn: await settlingPlace() };
    this.#open.set(output.path, open);
    if (merge.kind === 'conflicts') {
      file('base', merge.sides.base);
      file('yours', merge.sides.mine);
    }
    await this.show(open);
    return open;
  }

  /** Brings the merge into view: what it changes of the server's version, or the places to settle. */
  async show(open: OpenMerge): Promise<void> {
    if (open.merging.merge.kind === 'conflicts' && this.isUnsettled(open)) return this.#showConflicts(open);
    const { title, theirs, output, merging } = open;
    await commands.executeCommand('vscode.diff', theirs, output, `${title}: ${merging.theirs} ↔ merged`, {
      viewColumn: ViewColumn.One,
      preserveFocus: true,
    });
  }

  /**
   * Accepts the result as it stands in the merge editor, which asks where a place is not settled, and saves it. Only
   * Git may put a button for it into that editor.
   */
  async complete(open: OpenMerge): Promise<void> {
    await this.show(open);
    const known = open.settledIn === 'text' ? [] : await commands.getCommands(false);
    if (known.includes(acceptance)) return void (await commands.executeCommand(acceptance));
    await workspace.textDocuments.find(({ uri }) => uri.toString() === open.output.toString())?.save();
  }

  /** The result as it stands in its editor, saved or not. */
  text({ output }: OpenMerge): string {
    const shown = workspace.textDocuments.find(({ uri }) => uri.toString() === output.toString());
    return shown?.getText() ?? this.#files.text(output);
  }

  /** Whether places of it are still marked as conflicts. */
  isUnsettled(open: OpenMerge): boolean {
    return /^<{7} /m.test(this.#files.text(open.output));
  }

  /** Closes its editors and forgets its files. */
  async end({ folder, output }: OpenMerge): Promise<void> {
    this.#open.delete(output.path);
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs).filter(({ input }) => isBelow(input, folder));
    // A tab with changes would ask whether to keep them.
    const shown = workspace.textDocuments.find((each) => each.uri.toString() === output.toString());
    if (shown?.isDirty === true) await shown.save();
    await window.tabGroups.close(tabs);
    this.#files.drop(folder);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#saved.dispose();
    this.#files.dispose();
  }

  async #showConflicts({ merging, title, theirs, output, settledIn }: OpenMerge): Promise<void> {
    if (settledIn === 'text') {
      await window.showTextDocument(output, { viewColumn: ViewColumn.One });
      return;
    }
    // The merge editor opens in the active group; the page beside says what to do there.
    await commands.executeCommand('workbench.action.focusFirstEditorGroup');
    const beside = (name: string) => output.with({ path: output.path.replace(/merged(?=\.\w+$)/, name) });
    await commands.executeCommand(mergeEditor, {
      base: beside('base'),
      input1: { uri: theirs, title: 'The server’s', description: merging.theirs, detail: title },
      input2: { uri: beside('yours'), title: 'Yours', description: 'what was refused', detail: title },
      output,
    });
  }
}

/** Who has turned the merge editor off for Git wants markers here too; unless it was set, it is not off. */
async function settlingPlace(): Promise<OpenMerge['settledIn']> {
  const set = workspace.getConfiguration('git').inspect<boolean>('mergeEditor');
  const wanted = set?.workspaceFolderValue ?? set?.workspaceValue ?? set?.globalValue;
  if (wanted === false) return 'text';
  return (await commands.getCommands(false)).includes(mergeEditor) ? 'merge-editor' : 'text';
}

function isBelow(input: unknown, folder: string): boolean {
  if (input instanceof TabInputText) return isIn(input.uri, folder);
  return input instanceof TabInputTextDiff && isIn(input.modified, folder);
}

function isIn({ scheme, path }: Uri, folder: string): boolean {
  return scheme === mergeScheme && path.startsWith(`${folder}/`);
}
