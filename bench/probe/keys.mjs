import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { commands, languages, Position, Range, TextEditorRevealType, workspace } from 'vscode';
import { calm, quiet } from './clock.mjs';

/** As many lenses as a window shows are resolved with the question for them. */
const resolved = 20;
/** VS Code asks for lenses, folds and the outline again up to a second after a key. */
const aftermath = 900;
/** How long a key waits at most until the machine has nothing else to do. */
const calmness = 1_500;
/** A file without any event of diagnostics fails, rather than that it waits for ever. */
const patience = 60_000;

function diagnosticsOf(uri) {
  let listener;
  const event = new Promise((resolve, reject) => {
    const given = setTimeout(() => reject(new Error('no diagnostics came')), patience);
    listener = languages.onDidChangeDiagnostics(({ uris }) => {
      if (!uris.some((each) => each.toString() === uri.toString())) return;
      clearTimeout(given);
      resolve(performance.now());
    });
  });
  return event.finally(() => listener.dispose());
}

async function typeOne(editor, [line, character], key) {
  const { document } = editor;
  const at = new Position(line, character);
  const change = (edit) => (key % 2 === 0 ? edit.insert(at, 'x') : edit.delete(new Range(at, at.translate(0, 1))));
  const diagnostics = diagnosticsOf(document.uri);
  const began = performance.now();
  const accepted = await editor.edit(change, { undoStopBefore: false, undoStopAfter: false });
  if (!accepted) throw new Error('VS Code did not take the edit.');
  const edited = performance.now() - began;
  const lenses = await commands.executeCommand('vscode.executeCodeLensProvider', document.uri, resolved);
  const answered = performance.now() - began;
  return { edited, lenses: answered, lensCount: lenses.length, diagnostics: (await diagnostics) - began };
}

/**
 * Types a character, takes it back, and so on, place after place. Milliseconds from the edit to what came of it; how
 * long the extension host did not answer at the longest (`stall`), and its processor time (`cpu`); and how long its
 * other listeners took over the change (`handlers`).
 */
export async function measureKeys(editor, { places, warmUp, keys }, before) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let handlers = 0;
  const last = workspace.onDidChangeTextDocument(() => {
    handlers = performance.now() - before.at;
  });
  const [[line]] = places;
  editor.revealRange(new Range(line, 0, line, 0), TextEditorRevealType.InCenter);
  await quiet();
  const typed = [];
  delay.enable();
  for (let key = 0; key < warmUp + keys; key += 1) {
    await calm(calmness);
    delay.reset();
    const cpu = process.cpuUsage();
    const measured = await typeOne(editor, places[(key >> 1) % places.length], key);
    await wait(aftermath);
    const { user, system } = process.cpuUsage(cpu);
    if (key >= warmUp) typed.push({ ...measured, handlers, stall: delay.max / 1e6, cpu: (user + system) / 1000 });
  }
  delay.disable();
  last.dispose();
  return typed;
}
