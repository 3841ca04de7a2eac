import type { ElementHandle, Frame, FrameLocator, Locator, Page } from 'playwright-core';
import { until } from './until.ts';

/**
 * The parts of VS Code's window, by the class names of its page. They are VS Code's inside and may
 * change with it: everything that knows them is in this file.
 */
const quickInput = '.quick-input-widget';
const findWidget = '.find-widget.visible';
const activeGroup = '.editor-group-container.active';
const codeLens = '.codelens-decoration a';
const action = '.action-widget .monaco-list-row.action';
const hover = '.monaco-hover:visible .hover-contents';

export async function ready(page: Page): Promise<void> {
  await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
}

/**
 * One widget for files, commands and places. A key pressed too early is lost, so it is pressed again. A command may
 * go on in the same widget, which then never hides.
 */
async function ask(page: Page, key: string, text: string, row: string): Promise<void> {
  const widget = page.locator(quickInput);
  await until(`the quick input to offer "${row}"`, async () => {
    if (!(await widget.isVisible())) await page.keyboard.press(key);
    await widget.locator('input').first().fill(text, { timeout: 2_000 });
    await widget.locator('.monaco-list-row', { hasText: row }).first().click({ timeout: 3_000 });
    return true;
  });
  const taken = widget.locator('.monaco-list-row', { hasText: row });
  await until('the quick input to take it', async () => !(await taken.first().isVisible()));
}

export const command = (page: Page, title: string): Promise<void> => ask(page, 'F1', `>${title}`, title);

const tab = (page: Page, name: string): Locator => page.locator('.tab', { hasText: name.split('/').at(-1) ?? name });

export async function openFile(page: Page, name: string): Promise<void> {
  await ask(page, 'Control+p', name, name.split('/').at(-1) ?? name);
  await tab(page, name).and(page.locator('.active')).first().waitFor();
  await page.locator(`${activeGroup} .view-line`).first().waitFor();
}

export const focus = (page: Page, name: string): Promise<void> => tab(page, name).first().click();

/** VS Code's own find does the scrolling, and leaves selected what it found. */
export async function select(page: Page, text: string): Promise<void> {
  const find = page.locator(`${activeGroup} ${findWidget}`);
  await page.locator(`${activeGroup} .tab.active`).click();
  await page.keyboard.press('Control+Home');
  await until(`"${text}" in the active editor`, async () => {
    if (!(await find.isVisible())) await page.keyboard.press('Control+f');
    await find.locator('textarea').first().fill(text, { timeout: 2_000 });
    return /^\S+ of [1-9]/.test((await find.locator('.matchesCount').textContent()) ?? '');
  });
  await page.keyboard.press('Escape');
  await until('the find widget to close for good', async () => (await isGone(find)) && isGone(find));
}

/** Asked for twice on a busy machine, the widget may come again after it has been closed. */
async function isGone(widget: Locator): Promise<boolean> {
  if (await widget.isVisible()) await widget.page().keyboard.press('Escape');
  await widget.page().waitForTimeout(50);
  return !(await widget.isVisible());
}

/** Pastes at the caret, as the browser does it: headless there is no clipboard to press Ctrl+V on. */
export function paste(page: Page, text: string): Promise<void> {
  return page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, text);
}

/** Types over the text: inserted as one, so that no quote or bracket is closed for us. */
export async function replace(page: Page, text: string, replacement: string): Promise<void> {
  await select(page, text);
  await page.keyboard.insertText(replacement);
}

interface LensPlace {
  readonly lenses: string;
  readonly lines: string;
  readonly text: string;
  readonly above: string | undefined;
}

/** Runs in the page, at one moment of it: lenses are redrawn and change places all the time. */
function lensIn({ lenses, lines, text, above }: LensPlace): Element | undefined {
  const showing = (selector: string, words: string): { element: Element; top: number }[] =>
    [...document.querySelectorAll(selector)]
      .filter(({ textContent }) => (textContent ?? '').replace(/\s+/g, ' ').includes(words))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.height > 0)
      .map(({ element, box }) => ({ element, top: box.top }))
      .sort((a, b) => a.top - b.top);
  const named = showing(lenses, text);
  if (above === undefined) return named[0]?.element;
  const [line] = showing(lines, above);
  if (line === undefined) return undefined;
  // While the lens of a request line is drawn anew, the closest one is its neighbour's.
  const isRequestLine = /^[A-Z]+\s/.test(line.element.textContent ?? '');
  const reach = isRequestLine ? line.element.getBoundingClientRect().height * 1.6 : Number.POSITIVE_INFINITY;
  const closest = named.findLast(({ top }) => top < line.top && line.top - top < reach)?.top;
  return named.find(({ top }) => top === closest)?.element;
}

/** Among the lenses that show, the one closest above the line that holds `above`. */
export async function lens(page: Page, text: string, above?: string): Promise<ElementHandle> {
  if (above !== undefined) await select(page, above);
  const place: LensPlace = { lenses: codeLens, lines: `${activeGroup} .view-line`, text, above };
  return until(
    `the lens "${text}" above "${above}"`,
    async () => (await page.evaluateHandle(lensIn, place)).asElement() ?? undefined,
  );
}

/** A lens that is redrawn before the click is looked for again. */
export async function clickLens(page: Page, text: string, above?: string): Promise<void> {
  await until(`a click on the lens "${text}"`, async () => {
    await (await lens(page, text, above)).click({ timeout: 3_000 });
    return true;
  });
}

export async function hoverText(page: Page, text: string): Promise<string> {
  await select(page, text);
  let before = '';
  return until(`a hover at "${text}"`, async () => {
    if (!(await page.locator(hover).first().isVisible())) {
      await page.keyboard.press('Control+k');
      await page.keyboard.press('Control+i');
    }
    const now = (await page.locator(hover).allInnerTexts()).join('\n').trim();
    const settled = now !== '' && now === before && !now.includes('Loading...');
    before = now;
    return settled && now;
  });
}

export async function quickFixes(page: Page, text: string): Promise<string[]> {
  await select(page, text);
  const titles = await until(`a quick fix at "${text}"`, async () => {
    await page.keyboard.press('Control+.');
    await page.locator(action).first().waitFor({ timeout: 3_000 });
    return page.locator(action).allInnerTexts();
  });
  await page.keyboard.press('Escape');
  return titles;
}

export async function quickFix(page: Page, text: string, title: string): Promise<void> {
  await select(page, text);
  const wanted = page.locator(action, { hasText: title }).first();
  await until(`the quick fix "${title}" at "${text}"`, async () => {
    if (!(await page.locator(action).first().isVisible())) await page.keyboard.press('Control+.');
    try {
      await wanted.click({ timeout: 3_000 });
      return true;
    } catch (error) {
      await page.keyboard.press('Escape');
      throw error;
    }
  });
  await page.locator(action).first().waitFor({ state: 'hidden' });
}

/** A webview is a frame in a frame; the inner one is swapped with every new page. */
const innerFrame = (page: Page): Locator =>
  page.locator('iframe.webview.ready:visible').first().contentFrame().locator('#active-frame');

export const webviewFrame = (page: Page): FrameLocator => innerFrame(page).contentFrame();

/** The frame itself, for tools that want to put a script into it. */
export const webviewDocument = (page: Page): Promise<Frame> =>
  until('a webview', async () => (await (await innerFrame(page).elementHandle())?.contentFrame()) ?? undefined);

/** The lines that show, in the order they are read; VS Code keeps them in another. */
export async function shown(page: Page): Promise<string> {
  const editors = await page.locator('.monaco-editor:visible .view-lines').evaluateAll((all) =>
    all.map((lines) =>
      [...lines.querySelectorAll<HTMLElement>('.view-line')]
        .sort((one, other) => Number.parseFloat(one.style.top) - Number.parseFloat(other.style.top))
        .map((line) => line.textContent)
        .join('\n'),
    ),
  );
  return editors.join('\n\n').replaceAll('\u00a0', ' ');
}

export async function shows(page: Page, text: string | RegExp, timeout?: number): Promise<void> {
  let last = '';
  const holds = async () => {
    last = await shown(page);
    return typeof text === 'string' ? last.includes(text) : text.test(last);
  };
  await until(`the editors to show ${text}`, holds, timeout).catch((error: Error) => {
    throw new Error(`${error.message} They show:\n${last}`);
  });
}

/** The rows of the problems panel, which stays open. */
export async function problems(page: Page): Promise<string[]> {
  await command(page, 'Problems: Focus on Problems View');
  const rows = page.locator('.markers-panel .monaco-list-row', { hasText: '[Ln' });
  await rows.first().waitFor();
  return rows.allInnerTexts();
}

export const statusBar = async (page: Page): Promise<string> =>
  (await page.locator('.statusbar-item').allInnerTexts()).join(' | ');

export const notifications = (page: Page): Promise<string[]> =>
  page.locator('.notification-toast .notification-list-item-message').allInnerTexts();

/** In the merge editor, takes one side at the first place that conflicts. */
export async function acceptSide(page: Page, accept: string): Promise<void> {
  await page.locator('.merge-editor').getByText(accept, { exact: true }).first().click();
  await page.locator('.merge-editor').getByText('0 Conflicts Remaining').first().waitFor();
}
