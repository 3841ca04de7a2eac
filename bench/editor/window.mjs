/** One window of the real VS Code: a workspace of its own, the probe's orders in it, and what came of them. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inScratch } from '../../scripts/lib/paths.mjs';
import { Problem } from '../../scripts/lib/problem.mjs';

const patience = 120_000;

async function layOut(folder, { text, answers, orders }) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, '.vscode'), { recursive: true });
  for (const name of [orders.first, orders.second]) await writeFile(join(folder, name), text);
  const hidden = { 'orders.json': orders, ...answers };
  for (const [name, value] of Object.entries(hidden))
    await writeFile(join(folder, '.vscode', name), JSON.stringify(value));
}

/** Runs in the page: when lenses came to be shown, and when they went. */
function watchLenses() {
  const seen = [];
  globalThis.lensesSeen = seen;
  const look = () => {
    const shown = document.querySelector('.codelens-decoration a') !== null;
    if (shown !== (seen.at(-1)?.shown ?? false)) seen.push({ shown, at: performance.timeOrigin + performance.now() });
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}

async function resultsIn(file) {
  for (let waited = 0; waited < patience; waited += 250) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) return JSON.parse(text);
    await wait(250);
  }
  throw new Problem(`The probe in VS Code did not report within ${patience / 1000} s.`);
}

async function measureOnce(browser, { name, editor, file, ...measure }) {
  const folder = inScratch('bench', name);
  const results = join(folder, '.vscode', 'results.json');
  const orders = { first: 'first.http', second: 'second.http', results, ...measure };
  await layOut(folder, { ...file, orders: { ...orders, places: file.places } });
  const address = new URL(editor.url);
  address.searchParams.set('folder', folder);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    await page.addInitScript(watchLenses);
    await page.goto(address.href);
    const { error, asleep, awake, typed } = await resultsIn(results);
    if (error !== undefined) throw new Problem('The probe in VS Code failed.', { detail: error });
    const seen = await page.evaluate(() => globalThis.lensesSeen);
    const shownAfter = ({ began }) => (seen.find(({ shown, at }) => shown && at > began)?.at ?? Number.NaN) - began;
    return {
      asleep: { ...asleep, lenses: shownAfter(asleep) },
      awake: { ...awake, lenses: shownAfter(awake) },
      typed,
    };
  } finally {
    await page.context().close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The figures of one window, milliseconds; from anew where the lenses of one file stayed until those of the other came. */
export async function measureWindow(browser, window) {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const figures = await measureOnce(browser, window);
    if (Number.isFinite(figures.asleep.lenses) && Number.isFinite(figures.awake.lenses)) return figures;
  }
  throw new Problem(`${window.name} showed no lenses.`);
}
