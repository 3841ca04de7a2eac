import {
  CompletionItem,
  CompletionItemKind,
  type CompletionItemProvider,
  CompletionList,
  CompletionTriggerKind,
  FileSystemError,
  FileType,
  MarkdownString,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode';
import type { Completion, CompletionKind } from '../../core/service/completion/completion.ts';
import type { ListFolder } from '../../core/service/completion/paths.ts';
import { complete, completeFile } from '../../core/service/languageService.ts';
import { toRange } from '../convert.ts';
import { fileUri } from '../files/fileUri.ts';
import type { Session } from '../session.ts';
import type { Snippets } from './snippets.ts';

/** A list of so many may have left some out, so it is asked for again as more is typed. */
const manyItems = 800;

/** Where a blank begins a value or an argument; elsewhere it is only a blank. */
const afterBlank: ReadonlySet<CompletionKind> = new Set(['method', 'field']);

/** What can be written at the caret, files of the workspace included. */
export function completions(session: Session, snippets: Snippets): CompletionItemProvider {
  return {
    provideCompletionItems: async (document, position, _token, { triggerKind, triggerCharacter }) => {
      const tree = session.documents.at(document, position);
      if (tree === undefined) return undefined;
      const offset = document.offsetAt(position);
      const offered = complete(tree, offset, session.context(document));
      const found = offered.length > 0 ? offered : await completeFile(tree, offset, folders(document));
      const blank = triggerKind === CompletionTriggerKind.TriggerCharacter && triggerCharacter === ' ';
      if (blank && found.some(({ kind }) => afterBlank.has(kind))) return undefined;
      const items = found.map((each, index) => toItem(document, each, index));
      const [first] = found;
      if (first !== undefined && beginsRequest(first)) items.push(...(await snippets(toRange(document, first.edit))));
      return new CompletionList(items, items.length >= manyItems);
    },
  };
}

/** Whether the caret is on a line that has nothing but, perhaps, the beginning of a method. */
function beginsRequest({ kind, edit }: Completion): boolean {
  return kind === 'method' && edit.newText.endsWith(' ');
}

function folders(document: TextDocument): ListFolder {
  return async (path) => {
    try {
      const folder = path === '' ? Uri.joinPath(document.uri, '..') : fileUri(document.uri, path);
      const entries = await workspace.fs.readDirectory(folder);
      return entries.map(([name, type]) => ({ name, kind: (type & FileType.Directory) === 0 ? 'file' : 'folder' }));
    } catch (error) {
      if (error instanceof FileSystemError) return undefined;
      throw error;
    }
  };
}

function toItem(document: TextDocument, found: Completion, index: number): CompletionItem {
  const { label, description, edit, filterText, documentation, continues, preferred } = found;
  const item = new CompletionItem(description === '' ? label : { label, description }, kindOf(found.kind));
  item.range = toRange(document, edit);
  item.insertText = edit.newText;
  item.filterText = filterText;
  item.sortText = String(index).padStart(5, '0');
  item.preselect = preferred === 'yes';
  if (documentation !== '') item.documentation = new MarkdownString(documentation);
  if (continues === 'yes') item.command = { title: 'Go on', command: 'editor.action.triggerSuggest' };
  return item;
}

function kindOf(kind: CompletionKind): CompletionItemKind {
  switch (kind) {
    case 'method':
      return CompletionItemKind.Method;
    case 'target':
      return CompletionItemKind.Reference;
    case 'field':
      return CompletionItemKind.Field;
    case 'tag':
    case 'date':
      return CompletionItemKind.Constant;
    case 'value':
      return CompletionItemKind.Value;
    case 'variable':
      return CompletionItemKind.Variable;
    case 'dynamic':
      return CompletionItemKind.Function;
    case 'request':
      return CompletionItemKind.Interface;
    case 'path':
      return CompletionItemKind.Property;
    case 'directive':
      return CompletionItemKind.Keyword;
    case 'file':
      return CompletionItemKind.File;
    case 'folder':
      return CompletionItemKind.Folder;
  }
}
