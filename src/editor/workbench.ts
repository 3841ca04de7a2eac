import {
  type CodeActionProvider,
  type CodeLensProvider,
  type DocumentPasteEditProvider,
  type ExtensionContext,
  window,
} from 'vscode';
import { ExchangeDocuments } from './answers/exchangeDocuments.ts';
import { ExplanationPage } from './answers/explanationPage.ts';
import { Previews } from './answers/previews.ts';
import { Responses } from './answers/responses.ts';
import { StatusBar } from './answers/statusBar.ts';
import type { CommandId } from './commandIds.ts';
import { commandTable } from './commands.ts';
import { Demo } from './demo.ts';
import { HistoryDocuments } from './history/historyDocuments.ts';
import { HistoryTree } from './history/historyTree.ts';
import { Diagnostics } from './language/diagnostics.ts';
import { Folds } from './language/folding.ts';
import { Hints } from './language/hints.ts';
import { type LanguageFeatures, languageFeatures } from './language/languageFeatures.ts';
import { Lenses } from './language/lenses.ts';
import { quickFixes } from './language/quickFixes.ts';
import { serveRulePages } from './language/rulePages.ts';
import type { Changes } from './registrations.ts';
import { Session } from './session.ts';

/** Everything the extension does, once something is asked of it. */
export interface Workbench {
  readonly lenses: CodeLensProvider;
  readonly quickFixes: CodeActionProvider;
  readonly language: LanguageFeatures;
  readonly history: HistoryTree;
  readonly pastes: DocumentPasteEditProvider;
  run(command: CommandId, args: readonly unknown[]): unknown;
  /** Cancels what is under way, and resolves when what came of it is written down. */
  close(): Promise<void>;
}

/** Constructs every part and hands each what it needs; `changes` are fired when what is shown reads differently. */
export function openWorkbench(context: ExtensionContext, changes: Changes): Workbench {
  const log = window.createOutputChannel('Precondition', { log: true });
  const session = new Session(context, log);
  const diagnostics = new Diagnostics(session);
  const lenses = new Lenses(session, changes.lenses);
  const hints = new Hints(session, changes.hints);
  const folding = new Folds(session, changes.folding);
  const demo = new Demo();
  const shown = {
    responses: new Responses(session),
    statusBar: new StatusBar(),
    exchanges: new ExchangeDocuments(),
    previews: new Previews(),
  };
  const page = new ExplanationPage(session, context.extensionUri, shown);
  context.subscriptions.push(session.onDidChangeKnowledge(() => changes.hints.fire()));
  context.subscriptions.push(log, diagnostics, lenses, hints, folding, demo, page, ...Object.values(shown));
  context.subscriptions.push(serveRulePages(context.extensionUri));
  const history = { tree: new HistoryTree(session.history, changes.history), documents: new HistoryDocuments() };
  context.subscriptions.push(history.documents);
  const commands = commandTable(session, { ...shown, page }, { demo, ...history });
  return {
    lenses,
    quickFixes: quickFixes(diagnostics),
    history: history.tree,
    language: languageFeatures(session, context.extensionUri, { folding, hints }),
    pastes: {
      provideDocumentPasteEdits: async (document, ranges, transfer) =>
        (await import('./interchange/interchange.ts')).interchange.pasteEdits(session, document, ranges, transfer),
    },
    run: (command, args) => commands[command](...args),
    close: async () => {
      await session.exchanges.close();
      await session.history?.settled();
    },
  };
}
