import { EventEmitter, type ExtensionContext, workspace } from 'vscode';
import { type Changes, register } from './editor/registrations.ts';
import type { Workbench } from './editor/workbench.ts';

/** In this window, once something was asked. */
let opened: Promise<Workbench> | undefined;

/**
 * Registers what the extension offers and loads it at the first question, so that waking up costs the other
 * extensions of the host next to nothing.
 */
export function activate(context: ExtensionContext): void {
  const changes: Changes = {
    lenses: new EventEmitter<void>(),
    hints: new EventEmitter<void>(),
    folding: new EventEmitter<void>(),
    history: new EventEmitter<void>(),
  };
  const workbench = (): Promise<Workbench> => {
    opened ??= import('./editor/workbench.ts').then(({ openWorkbench }) => openWorkbench(context, changes));
    return opened;
  };
  context.subscriptions.push(
    ...Object.values(changes),
    ...register(async (question) => question(await workbench()), changes),
  );
  // Diagnostics are asked for by nobody: the file that woke us is checked once the host has breathed. Markdown wakes
  // us too, and loads nothing unless requests are fenced in it.
  if (workspace.textDocuments.some(({ languageId }) => languageId === 'http')) setImmediate(() => void workbench());
}

/** The window closes: VS Code waits some seconds for sends under way to be cancelled, and for the history of them. */
export async function deactivate(): Promise<void> {
  await (await opened)?.close();
}
