import type {
  CodeActionProvider,
  CodeLensProvider,
  DocumentSymbolProvider,
  EventEmitter,
  ExtensionContext,
  FoldingRangeProvider,
  HoverProvider,
} from 'vscode';
import { window } from 'vscode';
import type { CommandId } from './commandIds.ts';
import { commandTable } from './commands.ts';
import { Demo } from './demo.ts';
import { Diagnostics } from './diagnostics.ts';
import { ExplanationPage } from './explanationPage.ts';
import { folding } from './folding.ts';
import { hovers } from './hovers.ts';
import { Lenses } from './lenses.ts';
import { outline } from './outline.ts';
import { quickFixes } from './quickFixes.ts';
import { Responses } from './responses.ts';
import { Session } from './session.ts';
import { StatusBar } from './statusBar.ts';

/** Everything the extension does, once something is asked of it. */
export interface Workbench {
  readonly lenses: CodeLensProvider;
  readonly quickFixes: CodeActionProvider;
  readonly hovers: HoverProvider;
  readonly outline: DocumentSymbolProvider;
  readonly folding: FoldingRangeProvider;
  run(command: CommandId, args: readonly unknown[]): unknown;
}

/** Constructs every part and hands each what it needs. `lensesChanged` is fired when lenses read differently. */
export function openWorkbench(context: ExtensionContext, lensesChanged: EventEmitter<void>): Workbench {
  const log = window.createOutputChannel('Precondition', { log: true });
  const session = new Session(context, log);
  const diagnostics = new Diagnostics(session);
  const lenses = new Lenses(session, lensesChanged);
  const demo = new Demo();
  const shown = { responses: new Responses(), statusBar: new StatusBar() };
  const page = new ExplanationPage(session, context.extensionUri, shown);
  context.subscriptions.push(log, diagnostics, lenses, demo, page, ...Object.values(shown));
  const commands = commandTable(session, { ...shown, page }, demo);
  return {
    lenses,
    quickFixes: quickFixes(diagnostics),
    hovers: hovers(session),
    outline: outline(session.documents),
    folding: folding(session.documents),
    run: (command, args) => commands[command](...args),
  };
}
