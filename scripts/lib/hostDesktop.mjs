/** Runs the host suite in a desktop VS Code: the one PRECONDITION_VSCODE names, or a download. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isProgram } from './command.mjs';
import { hasDisplay } from './desktop.mjs';
import { editorSettings } from './editorSettings.mjs';
import { inCache } from './paths.mjs';
import { Problem } from './problem.mjs';
import { step } from './progress.mjs';

const named = 'PRECONDITION_VSCODE=<path of the Code executable> npm run test:desktop';

async function executable({ downloadAndUnzipVSCode }) {
  const given = process.env.PRECONDITION_VSCODE;
  if (given && !isProgram(given)) throw new Problem(`PRECONDITION_VSCODE names ${given}, which is not a program.`);
  if (given) return given;
  try {
    return await step('Fetching VS Code', () => downloadAndUnzipVSCode({ version: 'stable', cachePath: inCache() }));
  } catch (error) {
    throw new Problem(`VS Code could not be downloaded (${error.message}). Name one that is installed:`, {
      command: named,
    });
  }
}

function requireDisplay() {
  if (hasDisplay()) return;
  throw new Problem('A desktop VS Code needs a display. A virtual one does (Debian: apt-get install xvfb):', {
    command: 'xvfb-run -a npm run test:desktop',
  });
}

export async function hostDesktop({ workspace, profile, trust, extension, tests }) {
  requireDisplay();
  const electron = await import('@vscode/test-electron');
  const vscodeExecutablePath = await executable(electron);
  await rm(profile, { recursive: true, force: true });
  await mkdir(join(profile, 'User'), { recursive: true });
  await writeFile(join(profile, 'User', 'settings.json'), JSON.stringify(editorSettings({ trust })));
  const launchArgs = [workspace, '--user-data-dir', profile, '--extensions-dir', join(profile, 'extensions')];
  await electron.runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: extension,
    extensionTestsPath: tests,
    launchArgs: [...launchArgs, '--disable-extensions', '--skip-welcome', '--skip-release-notes'],
  });
}
