import { appendFileSync, mkdirSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type ElementHandle, type Frame, type FrameLocator, type Page } from 'playwright-core';
import * as acts from './editorActs.ts';
import { inScratch, scratchFolder } from './scratchFolder.ts';
import { tool } from './tools.ts';

export interface EditorOptions {
  /** The workspace's files by path; `sampleFiles` gives those of samples/. */
  readonly files: Readonly<Record<string, string>>;
  readonly settings?: Settings;
}

type Settings = Readonly<Record<string, unknown>>;

/** What a person does in VS Code's window, each act waiting for what that person would wait for. */
export interface EditorPage {
  readonly page: Page;
  readonly folder: string;
  /** Opens a file of the workspace and waits until its text shows. */
  openFile(name: string): Promise<void>;
  /** Goes to an editor that is open already, by the name on its tab. */
  focus(name: string): Promise<void>;
  /** Runs a command by its title in the palette. */
  command(title: string): Promise<void>;
  /** Selects the first place with this text in the active editor, scrolling to it. */
  select(text: string): Promise<void>;
  /** Types over the first place with this text. */
  replace(text: string, replacement: string): Promise<void>;
  /** Pastes at the caret. */
  paste(text: string): Promise<void>;
  /** The code lens with this text: the first, or the one over the line that holds `above`. */
  lens(text: string, above?: string): Promise<ElementHandle>;
  clickLens(text: string, above?: string): Promise<void>;
  /** What the hover at this text says. The hover stays open. */
  hoverText(text: string): Promise<string>;
  /** The titles that the light bulb offers at this text. */
  quickFixes(text: string): Promise<string[]>;
  quickFix(text: string, title: string): Promise<void>;
  /** The page inside the webview that shows; it survives the page's being drawn anew. */
  webviewFrame(): FrameLocator;
  webviewDocument(): Promise<Frame>;
  /** The lines that all editors show, in reading order. */
  shown(): Promise<string>;
  shows(text: string | RegExp, timeout?: number): Promise<void>;
  problems(): Promise<string[]>;
  statusBar(): Promise<string>;
  notifications(): Promise<string[]>;
  /** In the merge editor, takes one side at the first place that conflicts. */
  acceptSide(accept: string): Promise<void>;
  /** Saves the active editor, and gives the file as it then is on the disk. */
  save(name: string): Promise<string>;
  setTheme(theme: keyof typeof themes): Promise<void>;
  /** Changes settings of the workspace, on top of those it has. */
  set(settings: Settings): Promise<void>;
  /** Into out/screenshots/. */
  screenshot(name: string): Promise<void>;
  /** Reloads the window, as *Developer: Reload Window* does. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

const themes = {
  dark: { name: 'Dark Modern', shows: '.monaco-workbench.vs-dark' },
  light: { name: 'Light Modern', shows: '.monaco-workbench.vs' },
  hc: { name: 'Default High Contrast', shows: '.monaco-workbench.hc-black' },
  'hc-light': { name: 'Default High Contrast Light', shows: '.monaco-workbench.hc-light' },
} as const;

const screenshots = join('out', 'screenshots');
const open = new Set<EditorPage>();

/** What the windows show that are open now: a failed test leaves its pictures behind. */
export async function photographOpenEditors(name: string): Promise<void> {
  for (const [index, editor] of [...open].entries()) {
    await editor.screenshot(`failed/${name.replaceAll(/[^\w-]+/g, '-')}-${index + 1}`);
  }
}

/** VS Code tells its window's console why an extension did not load, and nobody else. */
function keepConsole(page: Page): void {
  mkdirSync(inScratch('logs'), { recursive: true });
  const file = join(inScratch('logs'), 'windows.log');
  page.on('console', (message) => appendFileSync(file, `${message.type()}: ${message.text()}\n`));
  page.on('pageerror', (error) => appendFileSync(file, `error: ${error.stack}\n`));
}

async function openWindow(folder: string): Promise<Page> {
  const browser = await chromium.launch(tool('chromium'));
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(30_000);
  keepConsole(page);
  page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
  const address = new URL(tool('editor'));
  address.searchParams.set('folder', folder);
  await page.goto(address.href);
  await acts.ready(page);
  return page;
}

/** The mark of an unsaved file comes a moment after the edit; one that never comes means nothing to save. */
async function save(page: Page, folder: string, name: string): Promise<string> {
  const unsaved = page.locator('.tab.active.dirty', { hasText: name });
  await unsaved.waitFor({ timeout: 2_000 }).catch(() => undefined);
  await page.keyboard.press('Control+s');
  await unsaved.waitFor({ state: 'detached' });
  return readFile(join(folder, name), 'utf8');
}

/**
 * Settings go into the workspace: the server reads its user's settings once and does not follow
 * that file, while the workspace is watched, and each window has its own.
 */
async function writeSettings(folder: string, settings: Settings): Promise<void> {
  await mkdir(join(folder, '.vscode'), { recursive: true });
  const hidden = { 'files.exclude': { '**/.vscode': true } };
  await writeFile(join(folder, '.vscode', 'settings.json'), JSON.stringify({ ...hidden, ...settings }));
}

async function screenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(screenshots, `${name}.png`), animations: 'disabled' });
}

/** A window of its own on a new workspace, in the editor that `npm test` has started. */
export async function openEditor({ files, settings }: EditorOptions): Promise<EditorPage> {
  const folder = await scratchFolder(files);
  let current: Settings = settings ?? {};
  const set = (changes: Settings) => {
    current = { ...current, ...changes };
    return writeSettings(folder, current);
  };
  await set({});
  const page = await openWindow(folder);
  const editor: EditorPage = {
    page,
    folder,
    openFile: (name) => acts.openFile(page, name),
    focus: (name) => acts.focus(page, name),
    command: (title) => acts.command(page, title),
    acceptSide: (accept) => acts.acceptSide(page, accept),
    select: (text) => acts.select(page, text),
    replace: (text, replacement) => acts.replace(page, text, replacement),
    paste: (text) => acts.paste(page, text),
    lens: (text, above) => acts.lens(page, text, above),
    clickLens: (text, above) => acts.clickLens(page, text, above),
    hoverText: (text) => acts.hoverText(page, text),
    quickFixes: (text) => acts.quickFixes(page, text),
    quickFix: (text, title) => acts.quickFix(page, text, title),
    webviewFrame: () => acts.webviewFrame(page),
    webviewDocument: () => acts.webviewDocument(page),
    shown: () => acts.shown(page),
    shows: (text, timeout) => acts.shows(page, text, timeout),
    problems: () => acts.problems(page),
    statusBar: () => acts.statusBar(page),
    notifications: () => acts.notifications(page),
    save: (name) => save(page, folder, name),
    set,
    setTheme: async (theme) => {
      await set({ 'workbench.colorTheme': themes[theme].name });
      await page.locator(themes[theme].shows).waitFor();
    },
    screenshot: (name) => screenshot(page, name),
    reload: async () => {
      await page.reload();
      await acts.ready(page);
    },
    close: async () => {
      open.delete(editor);
      await page.context().browser()?.close();
    },
  };
  open.add(editor);
  return editor;
}
