import { type ExtensionContext, languages, window } from 'vscode';
import { registerCommands } from './editor/commands.ts';
import { Demo } from './editor/demo.ts';
import { Diagnostics } from './editor/diagnostics.ts';
import { languageId } from './editor/documents.ts';
import { ExplanationPage } from './editor/explanationPage.ts';
import { folding } from './editor/folding.ts';
import { hovers } from './editor/hovers.ts';
import { Lenses } from './editor/lenses.ts';
import { outline } from './editor/outline.ts';
import { quickFixes, quickFixMetadata } from './editor/quickFixes.ts';
import { Responses } from './editor/responses.ts';
import { Session } from './editor/session.ts';
import { StatusBar } from './editor/statusBar.ts';

const selector = { language: languageId };

/** Constructs every part and hands each what it needs. Nothing is loaded that no open file wants. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('Precondition', { log: true });
  const session = new Session(context, log);
  const diagnostics = new Diagnostics(session);
  const lenses = new Lenses(session);
  const demo = new Demo();
  const shown = { responses: new Responses(), statusBar: new StatusBar() };
  const views = { ...shown, page: new ExplanationPage(session, context.extensionUri, shown) };
  context.subscriptions.push(
    log,
    diagnostics,
    lenses,
    demo,
    ...Object.values(views),
    languages.registerCodeLensProvider(selector, lenses),
    languages.registerCodeActionsProvider(selector, quickFixes(diagnostics), quickFixMetadata),
    languages.registerHoverProvider(selector, hovers(session)),
    languages.registerDocumentSymbolProvider(selector, outline(session.documents)),
    languages.registerFoldingRangeProvider(selector, folding(session.documents)),
    ...registerCommands(session, views, demo),
  );
}
