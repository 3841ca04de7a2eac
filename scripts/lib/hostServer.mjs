/** Runs the host suite in the extension host of the VS Code server, with a headless window before it. */
import { createWriteStream } from 'node:fs';
import { openBrowser } from './browser.mjs';
import { startEditor } from './editorServer.mjs';
import { inScratch } from './paths.mjs';
import { aborted } from './suite.mjs';

/** The page says why an extension or a test module did not load; the server does not. */
function keepConsole(page, pass) {
  const log = createWriteStream(inScratch('logs', `window-${pass}.log`));
  page.on('console', (message) => log.write(`${message.type()}: ${message.text()}\n`));
  page.on('pageerror', (error) => log.write(`error: ${error.stack}\n`));
}

export async function hostServer({ pass, workspace, profile, trust, extension, tests, signal }) {
  const editor = await startEditor({ name: pass, folder: profile, driver: true, trust });
  const browser = await openBrowser();
  try {
    const remote = (path) => `vscode-remote://${editor.authority}${path}`;
    const payload = [
      ['extensionDevelopmentPath', remote(extension)],
      ['extensionTestsPath', remote(tests)],
    ];
    const address = new URL(editor.url);
    address.searchParams.set('folder', workspace);
    address.searchParams.set('payload', JSON.stringify(payload));
    const page = await browser.newPage();
    keepConsole(page, pass);
    await page.goto(address.href);
    await Promise.race([aborted(signal), editor.exit]);
    return 'the VS Code server ended';
  } finally {
    await browser.close();
    await editor.stop();
  }
}
