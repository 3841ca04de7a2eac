import {
  CodeActionKind,
  commands,
  type Disposable,
  DocumentDropOrPasteEditKind,
  type DocumentSelector,
  type EventEmitter,
  languages,
  SemanticTokensLegend,
} from 'vscode';
import { tokenModifiers, tokenTypes } from '../core/service/tokenLegend.ts';
import { commandIds } from './commandIds.ts';
import { markdownId, mayHoldFences } from './markdown.ts';
import type { Workbench } from './workbench.ts';

const selector: DocumentSelector = { language: 'http' };

/** Also Markdown, for the requests fenced in it. */
const fenced: DocumentSelector = [{ language: 'http' }, { language: markdownId }];

/** What is typed right before something can be completed. */
const completing = ['{', '.', '"', '@', '$', ':', ' ', '/', ',', '['];

/** Fired when what is shown in the file reads differently. */
export interface Changes {
  readonly lenses: EventEmitter<void>;
  readonly hints: EventEmitter<void>;
  readonly folding: EventEmitter<void>;
}

/** Gives the question to the workbench, which the first question loads. */
export type Ask = <T>(question: (workbench: Workbench) => T | PromiseLike<T>) => Promise<T>;

/** Registers every contribution; each waits for its first question. */
export function register(ask: Ask, changes: Changes): readonly Disposable[] {
  return [
    ...judgements(ask, changes),
    ...language(ask, changes),
    ...writing(ask),
    ...pasting(ask),
    ...names(ask),
    ...commandsOf(ask),
  ];
}

function judgements(ask: Ask, { lenses, hints }: Changes): readonly Disposable[] {
  return [
    languages.registerCodeLensProvider(fenced, {
      onDidChangeCodeLenses: lenses.event,
      provideCodeLenses: (document, token) =>
        mayHoldFences(document) ? ask((bench) => bench.lenses.provideCodeLenses(document, token)) : [],
    }),
    languages.registerCodeActionsProvider(
      selector,
      { provideCodeActions: (...asked) => ask((bench) => bench.quickFixes.provideCodeActions(...asked)) },
      { providedCodeActionKinds: [CodeActionKind.QuickFix] },
    ),
    languages.registerInlayHintsProvider(selector, {
      onDidChangeInlayHints: hints.event,
      provideInlayHints: (...asked) => ask(({ language }) => language.hints.provideInlayHints(...asked)),
    }),
  ];
}

function language(ask: Ask, { folding }: Changes): readonly Disposable[] {
  return [
    languages.registerHoverProvider(selector, {
      provideHover: (...asked) => ask(({ language }) => language.hovers.provideHover(...asked)),
    }),
    languages.registerDocumentSymbolProvider(selector, {
      provideDocumentSymbols: (...asked) => ask(({ language }) => language.outline.provideDocumentSymbols(...asked)),
    }),
    languages.registerFoldingRangeProvider(selector, {
      onDidChangeFoldingRanges: folding.event,
      provideFoldingRanges: (...asked) => ask(({ language }) => language.folding.provideFoldingRanges(...asked)),
    }),
    languages.registerDocumentLinkProvider(selector, {
      provideDocumentLinks: (...asked) => ask(({ language }) => language.links.provideDocumentLinks(...asked)),
    }),
    languages.registerSelectionRangeProvider(selector, {
      provideSelectionRanges: (...asked) => ask(({ language }) => language.selecting.provideSelectionRanges(...asked)),
    }),
    languages.registerDocumentRangeSemanticTokensProvider(
      selector,
      {
        provideDocumentRangeSemanticTokens: (...asked) =>
          ask(({ language }) => language.colours.provideDocumentRangeSemanticTokens(...asked)),
      },
      new SemanticTokensLegend([...tokenTypes], [...tokenModifiers]),
    ),
  ];
}

function writing(ask: Ask): readonly Disposable[] {
  return [
    languages.registerCompletionItemProvider(
      selector,
      {
        provideCompletionItems: (...asked) =>
          ask(({ language }) => language.completions.provideCompletionItems(...asked)),
      },
      ...completing,
    ),
    languages.registerSignatureHelpProvider(
      selector,
      { provideSignatureHelp: (...asked) => ask(({ language }) => language.signatures.provideSignatureHelp(...asked)) },
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
  return [
    languages.registerDefinitionProvider(selector, {
      provideDefinition: (...asked) => ask(({ language }) => language.definitions.provideDefinition(...asked)),
    }),
    languages.registerReferenceProvider(selector, {
      provideReferences: (...asked) => ask(({ language }) => language.usages.provideReferences(...asked)),
    }),
    languages.registerRenameProvider(selector, {
      prepareRename: (...asked) => ask(({ language }) => language.renaming.prepareRename?.(...asked)),
      provideRenameEdits: (...asked) => ask(({ language }) => language.renaming.provideRenameEdits(...asked)),
    }),
  ];
}

function commandsOf(ask: Ask): readonly Disposable[] {
  return commandIds.map((id) =>
    commands.registerCommand(id, (...args: unknown[]) => ask((bench) => bench.run(id, args))),
  );
}
