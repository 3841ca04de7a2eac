/**
 * From a fresh clone to the product on the screen: what is missing is fetched, the extension is
 * built, packed and installed as a user has it, and VS Code opens on a copy of the samples with
 * the demo origin behind them. PRECONDITION_EDITOR=server prefers the browser to an installed VS
 * Code. `--no-open` starts all of it, checks that it answers, and ends.
 */
import { randomBytes } from 'node:crypto';
import { buildVsix } from './lib/build.mjs';
import { startDemoOrigin } from './lib/demoOrigin.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { desktopEditor, openDesktop } from './lib/desktop.mjs';
import { startEditor } from './lib/editorServer.mjs';
import { inScratch, vsix } from './lib/paths.mjs';
import { main } from './lib/problem.mjs';
import { stopAll } from './lib/programs.mjs';
import { copySamples, demoPort } from './lib/samples.mjs';

/** VS Code's own name for the folder appears in its title and explorer. */
const workspace = inScratch('try', 'samples');

async function openServer() {
  const folder = inScratch('try', 'profile');
  const token = randomBytes(16).toString('hex');
  const editor = await startEditor({ name: 'start', folder, vsix, workspace, token, keep: true });
  return `${editor.url}&folder=${encodeURIComponent(workspace)}`;
}

async function openEditor() {
  const code = process.env.PRECONDITION_EDITOR === 'server' ? undefined : desktopEditor();
  if (!code) return ['Open VS Code with Precondition in a browser:', await openServer()];
  await openDesktop(code, { vsix, workspace });
  return ['VS Code opens in a window of its own, with a profile of its own, on', workspace];
}

await main(async (flags) => {
  await ensureDependencies();
  await buildVsix({ anySize: true });
  const origin = await startDemoOrigin(demoPort);
  await copySamples(workspace, origin);
  const [sentence, place] = await openEditor();
  if (flags.includes('--no-open')) {
    await stopAll();
    return console.log(`\nThe demo origin and VS Code answered, at ${origin} and at ${place}; both are stopped again.`);
  }
  console.log(`\nThe demo origin answers at ${origin}; Ctrl+C ends everything.\n${sentence}\n\n    ${place}`);
  await new Promise(() => {});
});
