import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, LaunchOptions } from 'playwright-core';
import { chromium } from 'playwright-core';
import { scratchFolder } from './scratchFolder.ts';

/** One `fetch` of the page: `PUT /strong/1`, its fields, its content. `{etag}` is the tag last read by it. */
export interface Fetch {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Does the fetches in a page of the origin, in Chromium, and gives the HAR that the browser recorded. */
export async function recordHar(origin: string, fetches: readonly Fetch[]): Promise<string> {
  const { browserOptions } = await import(new URL('../../../scripts/lib/browser.mjs', import.meta.url).href);
  const path = join(await scratchFolder({}, 'har'), 'browser.har');
  const browser: Browser = await chromium.launch((await browserOptions()) as LaunchOptions);
  try {
    const context = await browser.newContext({ recordHar: { path, content: 'embed' } });
    const page = await context.newPage();
    await page.goto(origin);
    await page.evaluate(async (steps) => {
      let etag = '';
      for (const { method, path: target, headers = {}, body } of steps) {
        const fields = Object.entries(headers).map(([name, value]) => [name, value.replace('{etag}', etag)] as const);
        const init = { method, headers: Object.fromEntries(fields), cache: 'no-store' as const };
        const answer = await fetch(target, body === undefined ? init : { ...init, body });
        await answer.text();
        if (method === 'GET') etag = answer.headers.get('ETag') ?? etag;
      }
    }, fetches);
    await context.close();
    return await readFile(path, 'utf8');
  } finally {
    await browser.close();
  }
}
