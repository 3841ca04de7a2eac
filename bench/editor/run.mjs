/**
 * `npm run bench -- --editor`: generated files in the real VS Code, once with the packaged Precondition and once, in
 * windows between, with an extension that has the same answers ready. Prints what it finds and writes its part of
 * bench/README.md.
 */
import { openBrowser } from '../../scripts/lib/browser.mjs';
import { buildVsix } from '../../scripts/lib/build.mjs';
import { run } from '../../scripts/lib/command.mjs';
import { startEditor } from '../../scripts/lib/editorServer.mjs';
import { inRoot, inScratch, root, vsix } from '../../scripts/lib/paths.mjs';
import { Problem } from '../../scripts/lib/problem.mjs';
import { claimRunFolder, leaveRunFolder } from '../../scripts/lib/runFolder.mjs';
import { generate } from '../generate.mjs';
import { places } from '../keys.mjs';
import { writePart } from '../page.mjs';
import { packExtension } from './extensions.mjs';
import { report } from './report.mjs';
import { measureWindow } from './window.mjs';

/** Of each round's two windows the one comes first, then the other. */
const files = [
  { requests: 1000, rounds: 2, warmUp: 4, keys: 8 },
  { requests: 10_000, rounds: 4, warmUp: 4, keys: 8 },
];

const compiler = inRoot('node_modules', 'typescript', 'bin', 'tsc');

const say = (line) => process.stdout.write(`${line}\n`);

async function fileOf(requests) {
  const { answersFor } = await import('./answers.mjs');
  const text = generate(requests);
  const { position, lenses, diagnostics, outline } = answersFor(text);
  return {
    text,
    places: places(text).map(position),
    answers: { 'lenses.json': lenses, 'diagnostics.json': diagnostics, 'outline.json': outline },
  };
}

async function measureFile(browser, editors, { requests, rounds, profile, ...measure }) {
  const file = await fileOf(requests);
  const measured = { requests, ours: [], ideal: [] };
  for (let round = 0; round < rounds; round += 1) {
    const names = round % 2 === 0 ? ['ours', 'ideal'] : ['ideal', 'ours'];
    for (const name of names) {
      const figures = await measureWindow(browser, {
        name: `${name}-${requests}-${round}`,
        editor: editors[name],
        file,
        ...(profile && { profile: `${profile}-${name}-${round}` }),
        ...measure,
      });
      measured[name].push(figures);
      say(
        `${requests.toLocaleString('en')} requests, ${name}: lenses after ${Math.round(figures.awake.lenses)} ms, asleep ${Math.round(figures.asleep.lenses)} ms`,
      );
    }
  }
  return measured;
}

async function startBoth() {
  const ideal = await packExtension('ideal');
  const probe = await packExtension('probe');
  const start = (name, own) => startEditor({ name, folder: inScratch('bench', `profile-${name}`), vsix: [own, probe] });
  return { ours: await start('ours', vsix), ideal: await start('ideal', ideal) };
}

/** The number behind `--name`, or undefined. */
function numberOf(flags, name) {
  const at = flags.indexOf(`--${name}`);
  if (at === -1) return undefined;
  const value = Number(flags[at + 1]);
  if (!Number.isInteger(value) || value < 1) throw new Problem(`--${name} wants a number of ${name}.`);
  return value;
}

/** The files to measure: `--requests` picks one of them, `--rounds` says how often, `--brief` is the longest alone. */
function chosen(flags) {
  const requests = numberOf(flags, 'requests') ?? (flags.includes('--brief') ? files.at(-1).requests : undefined);
  const rounds = numberOf(flags, 'rounds');
  const picked = files.filter((file) => requests === undefined || file.requests === requests);
  if (picked.length === 0) throw new Problem(`--requests is one of ${files.map((file) => file.requests).join(', ')}.`);
  return picked.map((file) => ({ ...file, rounds: rounds ?? file.rounds }));
}

/**
 * Measures and prints; writes its part of the page when all files were measured. `--profile` keeps what the
 * extension host ran while each file was opened, for the developer tools of a browser.
 */
export async function measureInEditor(flags) {
  const picked = chosen(flags);
  await claimRunFolder();
  await run(process.execPath, [compiler, '-b', 'src/core'], { cwd: root });
  await buildVsix({ anySize: true });
  const editors = await startBoth();
  const browser = await openBrowser();
  try {
    const measured = [];
    for (const file of picked) {
      const profile = flags.includes('--profile') ? inRoot('out', 'bench', `opening-${file.requests}`) : undefined;
      measured.push(await measureFile(browser, editors, { ...file, profile }));
    }
    const page = report(measured);
    say(`\n${page.tables}`);
    if (picked.length === files.length) await writePart('editor', page.text);
    await leaveRunFolder(0);
  } finally {
    await browser.close();
    for (const { stop } of Object.values(editors)) await stop();
  }
}
