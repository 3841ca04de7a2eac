import {
  type CodeActionProvider,
  type CodeLensProvider,
  type DocumentPasteEditProvider,
  type ExtensionContext,
  window,
} from 'vscode';
import type { CommandId } from './commandIds.ts';
import { commandTable } from './commands.ts';
import { Demo } from './demo.ts';
import { Diagnostics } from './diagnostics.ts';
import { ExchangeDocuments } from './exchangeDocuments.ts';
import { ExplanationPage } from './explanationPage.ts';
import { Folds } from './folding.ts';
import { Hints } from './hints.ts';
import { HistoryDocuments } from './history/historyDocuments.ts';
import { HistoryTree } from './history/historyTree.ts';
import { type LanguageFeatures, languageFeatures } from './languageFeatures.ts';
import { Lenses } from './lenses.ts';
import { Previews } from './previews.ts';
import { quickFixes } from './quickFixes.ts';
import type { Changes } from './registrations.ts';
import { Responses } from './responses.ts';
import { serveRulePages } from './rulePages.ts';
import { Session } from './session.ts';
import { StatusBar } from './statusBar.ts';

/** Everything the extension does, once something is asked of it. */
export interface Workbench {
  readonly lenses: CodeLensProvider;
  readonly quickFixes: CodeActionProvider;
  readonly language: LanguageFeatures;
  readonly history: HistoryTree;
  readonly pastes: DocumentPasteEditProvider;
  run(command: CommandId, args: readonly unknown[]): unknown;
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
        (await import('./interchange.ts')).interchange.pasteEdits(session, document, ranges, transfer),
    },
    run: (command, args) => commands[command](...args),
  };
}
