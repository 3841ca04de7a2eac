/** Starts and stops the VS Code server, each time with a profile of its own. */

import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanEnvironment, run } from './command.mjs';
import { ensureEditor } from './editorFiles.mjs';
import { editorSettings } from './editorSettings.mjs';
import { inScratch } from './paths.mjs';
import { Problem } from './problem.mjs';
import { startProgram } from './programs.mjs';
import { step } from './progress.mjs';

/**
 * The folders of one profile. The settings file is the one the server reads for its user; it
 * reads it once for each window and does not follow it.
 */
const profile = (folder) => ({
  settingsFile: join(folder, 'data', 'User', 'settings.json'),
  extensions: join(folder, 'extensions'),
  flags: ['--server-data-dir', folder, '--extensions-dir', join(folder, 'extensions'), '--accept-server-license-terms'],
});

async function installVsix({ node, entry }, { flags, extensions }, vsix) {
  await mkdir(extensions, { recursive: true });
  await step('Installing the extension into VS Code', () =>
    run(node, [entry, ...flags, '--install-extension', vsix, '--force'], { env: cleanEnvironment() }),
  );
}

async function answers(url) {
  const response = await fetch(new URL('version', url)).catch((error) => ({ ok: false, status: error.message }));
  if (!response.ok) throw new Problem(`The VS Code server started and does not answer: ${response.status}.`);
}

/**
 * @param {object} options
 * @param {string} options.folder where the profile lives; emptied first unless `keep`: then it is somebody's, stays as they left it, and waits for a
 *   browser that comes back
 * @param {string | string[]} [options.vsix] installed before the start
 * @param {string} [options.workspace] opened when the URL names no folder
 * @param {string} [options.token] asked of the browser; without one, whoever reaches the port is in
 * @param {boolean} [options.driver] honour the `payload` query, by which tests are run
 * @param {'off' | 'on'} [options.trust] workspace trust; on means Restricted Mode until trusted
 */
export async function startEditor({ name, folder, vsix, workspace, token, driver, trust, theme, keep, port = 0 }) {
  const editor = await ensureEditor();
  if (!keep) await rm(folder, { recursive: true, force: true });
  const own = profile(folder);
  await mkdir(join(folder, 'data', 'User'), { recursive: true });
  if (!existsSync(own.settingsFile))
    await writeFile(own.settingsFile, JSON.stringify(editorSettings({ trust, theme }), undefined, 2));
  for (const each of [vsix ?? []].flat()) await installVsix(editor, own, each);
  const access = token ? ['--connection-token', token] : ['--without-connection-token'];
  const optional = [
    !keep && ['--reconnection-grace-time', '10'],
    driver && ['--enable-smoke-test-driver'],
    workspace && ['--default-folder', workspace],
  ]
    .filter(Boolean)
    .flat();
  const server = startProgram(
    'The VS Code server',
    editor.node,
    [
      editor.entry,
      '--host',
      '127.0.0.1',
      '--port',
      `${port}`,
      ...access,
      ...own.flags,
      '--telemetry-level',
      'off',
      ...optional,
    ],
    { logFile: inScratch('logs', `editor-${name}.log`), env: cleanEnvironment() },
  );
  const [, bound] = await server.says(/listening on (\d+)/);
  const url = `http://127.0.0.1:${bound}/`;
  await answers(url);
  return {
    url: token ? `${url}?tkn=${token}` : url,
    authority: `127.0.0.1:${bound}`,
    output: server.output,
    exit: server.exit,
    stop: server.stop,
  };
}
