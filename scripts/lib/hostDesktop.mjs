/** Runs the host suite in a desktop VS Code: the one PRECONDITION_VSCODE names, or a download. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { editorSettings } from './editorSettings.mjs';
import { inCache } from './paths.mjs';

export async function hostDesktop({ workspace, profile, trust, extension, tests }) {
  const { runTests } = await import('@vscode/test-electron');
  await rm(profile, { recursive: true, force: true });
  await mkdir(join(profile, 'User'), { recursive: true });
  await writeFile(join(profile, 'User', 'settings.json'), JSON.stringify(editorSettings({ trust })));
  await runTests({
    ...(process.env.PRECONDITION_VSCODE
      ? { vscodeExecutablePath: process.env.PRECONDITION_VSCODE }
      : { version: 'stable', cachePath: inCache() }),
    extensionDevelopmentPath: extension,
    extensionTestsPath: tests,
    launchArgs: [
      workspace,
      '--user-data-dir',
      profile,
      '--extensions-dir',
      join(profile, 'extensions'),
      '--disable-extensions',
      '--skip-welcome',
      ...(trust === 'off' ? ['--disable-workspace-trust'] : []),
    ],
  });
}
