/** Runs the host suite in a desktop VS Code: the one PRECONDITION_VSCODE names, or a download. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanEnvironment, isProgram, run } from './command.mjs';
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

/**
 * The editor is started here and not by test-electron's runTests, which always turns workspace
 * trust off and so has no Restricted Mode.
 */
export async function hostDesktop({ workspace, profile, trust, extension, tests, signal }) {
  requireDisplay();
  const code = await executable(await import('@vscode/test-electron'));
  await rm(profile, { recursive: true, force: true });
  await mkdir(join(profile, 'User'), { recursive: true });
  await writeFile(join(profile, 'User', 'settings.json'), JSON.stringify(editorSettings({ trust })));
  const flags = ['--no-sandbox', '--disable-updates', '--disable-extensions', '--skip-welcome', '--skip-release-notes'];
  const folders = ['--user-data-dir', profile, '--extensions-dir', join(profile, 'extensions')];
  const suite = [`--extensionDevelopmentPath=${extension}`, `--extensionTestsPath=${tests}`];
  await run(code, [workspace, ...flags, ...folders, ...suite], { env: cleanEnvironment(), signal });
  return 'VS Code ended';
}
