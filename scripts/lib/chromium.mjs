import { isProgram, onPath } from './command.mjs';
import { Problem } from './problem.mjs';
import { installSystemPackage } from './systemPackage.mjs';

const usualPlaces = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(Boolean)
    .map((folder) => `${folder}\\Google\\Chrome\\Application\\chrome.exe`),
};

function find() {
  const named = process.env.CHROME_PATH;
  if (named && !isProgram(named)) throw new Problem(`CHROME_PATH names ${named}, which is not a program.`);
  if (named) return named;
  const inPath = onPath('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome');
  return inPath ?? usualPlaces[process.platform]?.find(isProgram);
}

/** A Chrome or Chromium to drive; installed where that can be done without asking. */
export async function ensureChromium() {
  const present = find();
  if (present) return present;
  await installSystemPackage('chromium', {
    purpose: 'The tests in a real VS Code',
    elsewhere: 'Install Chrome or Chromium, or name one in CHROME_PATH.',
  });
  const installed = find();
  if (installed) return installed;
  throw new Problem('chromium was installed and cannot be found; name its program in CHROME_PATH.');
}
