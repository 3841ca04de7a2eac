import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from 'vscode';
import { type RunOptions, runMocha } from '../support/mochaEvents.ts';

/** The editor calls this in its extension host; the orders lie in the folder it was told to open. */
export async function run(): Promise<void> {
  const [folder] = workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('The launcher opened no folder.');
  const orders = readFileSync(join(folder.uri.fsPath, '.vscode', 'precondition-run.json'), 'utf8');
  const failures = await runMocha(JSON.parse(orders) as RunOptions);
  if (failures > 0) throw new Error(`${failures} failed`);
}
