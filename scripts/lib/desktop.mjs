/** The VS Code somebody has installed, opened with a profile that is not theirs. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onPath, run } from './command.mjs';
import { editorSettings } from './editorSettings.mjs';
import { inScratch } from './paths.mjs';
import { step } from './progress.mjs';

export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** The command of an installed VS Code, when there is one and a screen to show it on. */
export const desktopEditor = () => (hasDisplay() ? onPath('code', 'code-insiders', 'codium') : undefined);

export async function openDesktop(code, { vsix, workspace }) {
  const user = inScratch('desktop', 'user');
  const profile = ['--user-data-dir', user, '--extensions-dir', inScratch('desktop', 'extensions')];
  const options = { shell: process.platform === 'win32' };
  await mkdir(join(user, 'User'), { recursive: true });
  await writeFile(join(user, 'User', 'settings.json'), JSON.stringify(editorSettings(), undefined, 2));
  await step('Installing the extension into VS Code', () =>
    run(code, [...profile, '--install-extension', vsix, '--force'], options),
  );
  await run(code, [...profile, '--new-window', workspace], options);
}
