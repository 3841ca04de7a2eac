import assert from 'node:assert/strict';
import axe from 'axe-core';
import { type Browser, chromium, type LaunchOptions, type Page } from 'playwright-core';
import { explanationView, repairedView } from '../../../src/panel/explanationView.ts';
import {
  conditionRequired,
  exchange,
  knownAfter,
  lostUpdate,
  notModified,
  refused,
  seen,
  success,
  told,
  zone,
} from '../../pure/panel/story.ts';
import { type PageServer, startPages } from './pageServer.ts';
import { themes } from './themes.ts';

const long = `"${'33a64df551425fcc55e4d42a148795d9f25f89d4-'.repeat(6)}"`;

const views = {
  refused: explanationView(refused, { zone }),
  'condition-required': explanationView(conditionRequired, { zone }),
  'not-modified': explanationView(notModified, { zone }),
  'lost-update': explanationView(lostUpdate, { zone }),
  edited: explanationView(refused, { zone, notice: 'If-Match was taken out.', next: 'send-again' }),
  'merge-clean': explanationView(refused, { zone, merge: { state: 'clean', conflicts: 0, theirs: '"v4"' } }),
  'merge-open': explanationView(refused, { zone, merge: { state: 'open', conflicts: 2, theirs: '"v4"' } }),
  probed: explanationView(
    {
      ...refused,
      probes: [{ kind: 'repeat', exchanges: [seen('"v4"', '09:41:21', 'HEAD'), seen('"v3"', '09:41:22', 'HEAD')] }],
    },
    { zone },
  ),
  sent: explanationView(success, { zone, next: 'take-content', notice: 'The merge with "v4" was sent.' }),
  repaired: repairedView(success, explanationView(refused, { zone }), { zone, notice: 'The file now holds "v4".' }),
  long: explanationView(
    told({
      exchange: exchange('PUT', [['If-Match', long]], { status: 412, reason: 'Precondition Failed' }, '09:41:20'),
      before: knownAfter(seen(long, '09:40:58')),
      fresh: exchange('HEAD', [], { status: 200, headers: [['ETag', long.replace('33', '44')]] }, '09:41:20.400'),
    }),
    { zone },
  ),
};

type Name = keyof typeof views;
const names = Object.keys(views) as Name[];
const themeNames = Object.keys(themes) as (keyof typeof themes)[];

describe('the explanation in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let server: PageServer;
  let page: Page;
  const complaints: string[] = [];

  before(async () => {
    const { browserOptions } = await import(new URL('../../../../scripts/lib/browser.mjs', import.meta.url).href);
    browser = await chromium.launch((await browserOptions()) as LaunchOptions);
    server = await startPages(views);
    page = await browser.newPage();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.addInitScript(() => {
      const posted: unknown[] = [];
      Object.assign(globalThis, {
        posted,
        acquireVsCodeApi: () => ({ postMessage: (message: unknown) => posted.push(message) }),
      });
    });
  });

  after(async () => {
    await browser?.close();
    await server?.close();
  });

  const open = async (name: Name, theme: keyof typeof themes = 'dark', width = 900) => {
    complaints.length = 0;
    await page.setViewportSize({ width, height: 800 });
    await page.goto(server.address(name, theme), { waitUntil: 'load' });
  };
  const posted = () => page.evaluate(() => (globalThis as unknown as { posted: unknown[] }).posted);
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');

  for (const theme of themeNames) {
    for (const name of names) {
      it(`${name} in ${theme} has nothing for axe to say, wide or narrow`, async () => {
        for (const width of [900, 420]) {
          await open(name, theme, width);
          await page.evaluate(axe.source);
          const found = await page.evaluate(async () => {
            const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
            return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
          });
          assert.deepEqual(found, []);
        }
      });
    }
  }

  for (const name of names) {
    for (const width of [1400, 900, 420, 320]) {
      it(`${name} fits into ${width} pixels`, async () => {
        await open(name, 'dark', width);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${overflow} pixels too wide`);
      });
    }
  }

  it('loads under its own policy without a complaint', async () => {
    await open('refused');
    assert.deepEqual(complaints, []);
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgba(0, 0, 0, 0)');
  });

  it('runs no script but its own', async () => {
    await open('refused');
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.ran = true';
      document.body.append(script);
    });
    assert.equal(await page.evaluate(() => 'ran' in globalThis), false);
    assert.match(complaints.join(), /Content Security Policy/);
  });

  it('does the preferred repair on Enter, at once', async () => {
    await open('refused');
    assert.equal(await focused(), 'Refresh and retry');
    await page.keyboard.press('Enter');
    assert.deepEqual(await posted(), [{ type: 'repair', id: 'refresh-and-retry' }]);
  });

  it('is walked through by Tab, buttons before the rest', async () => {
    await open('refused');
    const walked: string[] = [await focused()];
    for (let step = 0; step < 7; step += 1) {
      await page.keyboard.press('Tab');
      walked.push((await focused()).replace(/\s+/g, ' ').trim());
    }
    assert.deepEqual(walked, [
      'Refresh and retry',
      'Merge and retry',
      'Remove the condition',
      'Open the request',
      'Copy report',
      'RFC 9110 §13.2.2',
      'Someone else changed it likelihood high effort medium',
      'A proxy rewrote the tag likelihood low effort hard',
    ]);
  });

  it('opens a cause from the keyboard', async () => {
    await open('refused');
    const cause = page.locator('summary', { hasText: 'A proxy rewrote the tag' });
    await cause.focus();
    await page.keyboard.press('Enter');
    assert.ok(await page.getByText('No Via, no Age').isVisible());
  });

  it('does nothing more while a request is on its way, and says so', async () => {
    await open('refused');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    assert.equal((await posted()).length, 1);
    assert.equal(await page.getByRole('status').textContent(), 'Sending…');
    await page.evaluate(() => postMessage({ type: 'busy', note: 'Asking by HEAD, 2 of 3 …' }));
    await page.getByText('Asking by HEAD, 2 of 3 …').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    assert.deepEqual((await posted())[1], { type: 'cancel' });
    await page.evaluate(() => postMessage({ type: 'idle', note: 'The host could not be reached.' }));
    await page.getByText('The host could not be reached.').waitFor();
    assert.ok(!(await page.locator('#cancel').isVisible()));
    await page.getByRole('button', { name: 'Refresh and retry' }).press('Enter');
    assert.equal((await posted()).length, 3);
  });

  it('shows the picture where there is room, and the sentences where there is not', async () => {
    const picture = page.locator('svg.timeline');
    await open('refused', 'dark', 900);
    assert.ok(await picture.isVisible());
    await open('refused', 'dark', 420);
    assert.ok(!(await picture.isVisible()));
    const box = await page.getByText('Somebody else changed it to "v4".').boundingBox();
    assert.ok((box?.height ?? 0) > 10);
  });

  it('tells the story to a screen reader at any width', async () => {
    for (const width of [900, 420]) {
      await open('refused', 'dark', width);
      const snapshot = await page.locator('section[aria-labelledby="happened"]').ariaSnapshot();
      assert.match(snapshot, /Somebody else changed it to "v4"/);
    }
  });

  it('moves nothing where motion is not wanted', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open('refused');
    const moving = await page.evaluate(
      () =>
        document.querySelector('button') &&
        getComputedStyle(document.querySelector('button') as Element).transitionDuration,
    );
    assert.equal(moving, '0s');
    await page.emulateMedia({ reducedMotion: 'no-preference' });
  });
});
