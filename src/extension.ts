import { CodeActionKind, commands, EventEmitter, type ExtensionContext, languages } from 'vscode';
import { commandIds } from './editor/commandIds.ts';
import type { Workbench } from './editor/workbench.ts';

const selector = { language: 'http' };

/**
 * Registers what the extension offers and loads it at the first question, so that waking up costs the other
 * extensions of the host next to nothing.
 */
export function activate(context: ExtensionContext): void {
  const lensesChanged = new EventEmitter<void>();
  let opened: Promise<Workbench> | undefined;
  const workbench = (): Promise<Workbench> => {
    opened ??= import('./editor/workbench.ts').then(({ openWorkbench }) => openWorkbench(context, lensesChanged));
    return opened;
  };
  context.subscriptions.push(
    lensesChanged,
    languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: lensesChanged.event,
      provideCodeLenses: async (...asked) => (await workbench()).lenses.provideCodeLenses(...asked),
    }),
    languages.registerCodeActionsProvider(
      selector,
      { provideCodeActions: async (...asked) => (await workbench()).quickFixes.provideCodeActions(...asked) },
      { providedCodeActionKinds: [CodeActionKind.QuickFix] },
    ),
    languages.registerHoverProvider(selector, {
      provideHover: async (...asked) => (await workbench()).hovers.provideHover(...asked),
    }),
    languages.registerDocumentSymbolProvider(selector, {
      provideDocumentSymbols: async (...asked) => (await workbench()).outline.provideDocumentSymbols(...asked),
    }),
    languages.registerFoldingRangeProvider(selector, {
      provideFoldingRanges: async (...asked) => (await workbench()).folding.provideFoldingRanges(...asked),
    }),
    ...commandIds.map((id) =>
      commands.registerCommand(id, async (...args: unknown[]) => (await workbench()).run(id, args)),
    ),
  );
  // Diagnostics are asked for by nobody: the file that woke us is checked once the host has breathed.
  setImmediate(() => void workbench());
}
