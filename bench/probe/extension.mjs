/**
 * Measures in the extension host that the measured extension runs in. Its orders lie in the workspace; what it finds
 * goes into the file that they name.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commands, languages, window, workspace } from 'vscode';
import { calm, now, quiet } from './clock.mjs';
import { measureKeys } from './keys.mjs';
import { profiling } from './profile.mjs';

/** Milliseconds to wait at most until the machine has nothing else to do, before a file is opened. */
const patience = 5_000;

/** Opens the file and waits until all that follows is done. */
async function open(file, profile) {
  await quiet();
  await calm(patience);
  const stop = await profiling(profile);
  const began = now();
  let problemsAt = began;
  const listener = languages.onDidChangeDiagnostics(({ uris }) => {
    if (uris.some(({ path }) => path.endsWith(file))) problemsAt = now();
  });
  const [{ uri }] = workspace.workspaceFolders;
  const document = await workspace.openTextDocument(uri.with({ path: `${uri.path}/${file}` }));
  const editor = await window.showTextDocument(document, { preview: false });
  await quiet();
  await stop();
  listener.dispose();
  const problems = languages.getDiagnostics(document.uri).length;
  return { editor, began, problemsAfter: problemsAt - began, problems };
}

async function follow({ first, second, places, warmUp, keys, profile }, before) {
  const asleep = await open(first, profile && `${profile}-asleep.cpuprofile`);
  await commands.executeCommand('workbench.action.closeAllEditors');
  const awake = await open(second, profile && `${profile}-awake.cpuprofile`);
  const typed = await measureKeys(awake.editor, { places, warmUp, keys }, before);
  const told = ({ began, problemsAfter, problems }) => ({ began, problemsAfter, problems });
  return { asleep: told(asleep), awake: told(awake), typed };
}

/** What VS Code calls once its window stands. */
export function activate({ subscriptions }) {
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (folder === undefined) return;
  // Told of a change before the measured extension is, which is not awake yet.
  const before = { at: 0 };
  subscriptions.push(
    workspace.onDidChangeTextDocument(() => {
      before.at = performance.now();
    }),
  );
  void (async () => {
    const orders = JSON.parse(await readFile(join(folder, '.vscode', 'orders.json'), 'utf8'));
    const found = await follow(orders, before).catch((error) => ({ error: error.stack }));
    await writeFile(`${orders.results}.draft`, JSON.stringify(found));
    await rename(`${orders.results}.draft`, orders.results);
  })();
}
