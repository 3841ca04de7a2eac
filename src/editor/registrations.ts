import {
  CodeActionKind,
  commands,
  type Disposable,
  DocumentDropOrPasteEditKind,
  type DocumentSelector,
  type EventEmitter,
  languages,
  SemanticTokensLegend,
  type TextDocument,
  window,
} from 'vscode';
import { tokenModifiers, tokenTypes } from '../core/service/tokenLegend.ts';
import { commandIds } from './commandIds.ts';
import type { HistoryNode } from './history/historyTree.ts';
import { mayHoldFences, proseIds } from './language/markdown.ts';
import type { Workbench } from './workbench.ts';

const selector: DocumentSelector = { language: 'http' };

/** Also Markdown and AsciiDoc, for the requests fenced in them. */
const fenced: DocumentSelector = [{ language: 'http' }, ...proseIds.map((language) => ({ language }))];

/** What is typed right before something can be completed. */
const completing = ['{', '.', '"', '@', '$', ':', ' ', '/', ',', '['];

/** Fired when what is shown in the file reads differently. */
export interface Changes {
  readonly lenses: EventEmitter<void>;
  readonly hints: EventEmitter<void>;
  readonly folding: EventEmitter<void>;
  readonly history: EventEmitter<void>;
}

/** Gives the question to the workbench, which the first question loads. */
export type Ask = <T>(question: (workbench: Workbench) => T | PromiseLike<T>) => Promise<T>;

/** Of Markdown without requests nothing is asked, so that nothing is loaded for it. */
type AskOf = <T>(
  document: TextDocument,
  question: (workbench: Workbench) => T | PromiseLike<T>,
) => Promise<T> | undefined;

const askingOf =
  (ask: Ask): AskOf =>
  (document, question) =>
    mayHoldFences(document) ? ask(question) : undefined;

/** Registers every contribution; each waits for its first question. */
export function register(ask: Ask, changes: Changes): readonly Disposable[] {
  return [
    ...judgements(ask, changes),
    ...language(ask, changes),
    ...writing(ask),
    ...pasting(ask),
    ...names(ask),
    ...commandsOf(ask),
    historyView(ask, changes),
  ];
}

function judgements(ask: Ask, { lenses, hints }: Changes): readonly Disposable[] {
  const askOf = askingOf(ask);
  return [
    languages.registerCodeLensProvider(fenced, {
      onDidChangeCodeLenses: lenses.event,
      provideCodeLenses: (document, token) =>
        askOf(document, (bench) => bench.lenses.provideCodeLenses(document, token)),
    }),
    languages.registerCodeActionsProvider(
      fenced,
      {
        provideCodeActions: (document, ...asked) =>
          askOf(document, (bench) => bench.quickFixes.provideCodeActions(document, ...asked)),
      },
      { providedCodeActionKinds: [CodeActionKind.QuickFix] },
    ),
    languages.registerInlayHintsProvider(fenced, {
      onDidChangeInlayHints: hints.event,
      provideInlayHints: (document, ...asked) =>
        askOf(document, ({ language }) => language.hints.provideInlayHints(document, ...asked)),
    }),
  ];
}

function language(ask: Ask, { folding }: Changes): readonly Disposable[] {
  const askOf = askingOf(ask);
  return [
    languages.registerHoverProvider(fenced, {
      provideHover: (document, ...asked) =>
        askOf(document, ({ language }) => language.hovers.provideHover(document, ...asked)),
    }),
    languages.registerDocumentSymbolProvider(
      fenced,
      {
        provideDocumentSymbols: (document, ...asked) =>
          askOf(document, ({ language }) => language.outline.provideDocumentSymbols(document, ...asked)),
      },
      { label: 'HTTP requests' },
    ),
    languages.registerFoldingRangeProvider(fenced, {
      onDidChangeFoldingRanges: folding.event,
      provideFoldingRanges: (document, ...asked) =>
        askOf(document, ({ language }) => language.folding.provideFoldingRanges(document, ...asked)),
    }),
    languages.registerDocumentLinkProvider(fenced, {
      provideDocumentLinks: (document, ...asked) =>
        askOf(document, ({ language }) => language.links.provideDocumentLinks(document, ...asked)),
    }),
    languages.registerSelectionRangeProvider(fenced, {
      provideSelectionRanges: (document, ...asked) =>
        askOf(document, ({ language }) => language.selecting.provideSelectionRanges(document, ...asked)),
    }),
    languages.registerDocumentRangeSemanticTokensProvider(
      fenced,
      {
        provideDocumentRangeSemanticTokens: (document, ...asked) =>
          askOf(document, ({ language }) => language.colours.provideDocumentRangeSemanticTokens(document, ...asked)),
      },
      new SemanticTokensLegend([...tokenTypes], [...tokenModifiers]),
    ),
  ];
}

function writing(ask: Ask): readonly Disposable[] {
  const askOf = askingOf(ask);
  return [
    languages.registerCompletionItemProvider(
      fenced,
      {
        provideCompletionItems: (document, ...asked) =>
          askOf(document, ({ language }) => language.completions.provideCompletionItems(document, ...asked)),
      },
      ...completing,
    ),
    languages.registerSignatureHelpProvider(
      fenced,
      {
        provideSignatureHelp: (document, ...asked) =>
          askOf(document, ({ language }) => language.signatures.provideSignatureHelp(document, ...asked)),
      },
      ' ',
    ),
    languages.registerDocumentFormattingEditProvider(selector, {
      provideDocumentFormattingEdits: (...asked) =>
        ask(({ language }) => language.formatting.provideDocumentFormattingEdits(...asked)),
    }),
    languages.registerDocumentRangeFormattingEditProvider(selector, {
      provideDocumentRangeFormattingEdits: (...asked) =>
        ask(({ language }) => language.formatting.provideDocumentRangeFormattingEdits(...asked)),
    }),
  ];
}

function pasting(ask: Ask): readonly Disposable[] {
  return [
    languages.registerDocumentPasteEditProvider(
      selector,
      { provideDocumentPasteEdits: (...asked) => ask(({ pastes }) => pastes.provideDocumentPasteEdits?.(...asked)) },
      {
        providedPasteEditKinds: [DocumentDropOrPasteEditKind.Text.append('http', 'curl')],
        pasteMimeTypes: ['text/plain'],
      },
    ),
  ];
}

function names(ask: Ask): readonly Disposable[] {
  const askOf = askingOf(ask);
  return [
    languages.registerDefinitionProvider(fenced, {
      provideDefinition: (document, ...asked) =>
        askOf(document, ({ language }) => language.definitions.provideDefinition(document, ...asked)),
    }),
    languages.registerReferenceProvider(fenced, {
      provideReferences: (document, ...asked) =>
        askOf(document, ({ language }) => language.usages.provideReferences(document, ...asked)),
    }),
    languages.registerRenameProvider(fenced, {
      prepareRename: (document, ...asked) =>
        askOf(document, ({ language }) => language.renaming.prepareRename?.(document, ...asked)),
      provideRenameEdits: (document, ...asked) =>
        askOf(document, ({ language }) => language.renaming.provideRenameEdits(document, ...asked)),
    }),
  ];
}

/** The view is collapsed at first, so that nothing is loaded for it before it is looked at. */
function historyView(ask: Ask, { history }: Changes): Disposable {
  const view = window.createTreeView<HistoryNode>('precondition.history', {
    treeDataProvider: {
      onDidChangeTreeData: history.event,
      getChildren: (node) =>
        ask(async ({ history: tree }) => {
          const lines = await tree.getChildren(node);
          if (node === undefined) view.message = tree.message;
          return lines;
        }),
      getTreeItem: (node) => ask((bench) => bench.history.getTreeItem(node)),
    },
    canSelectMany: true,
    showCollapseAll: true,
  });
  view.onDidChangeSelection(({ selection }) =>
    ask(({ history: tree }) => {
      tree.selected = selection;
    }),
  );
  return view;
}

function commandsOf(ask: Ask): readonly Disposable[] {
  return commandIds.map((id) =>
    commands.registerCommand(id, (...args: unknown[]) => ask((bench) => bench.run(id, args))),
  );
}
