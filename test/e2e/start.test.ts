import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { inScratch } from '../support/scratchFolder.ts';
import { tool } from '../support/tools.ts';
import { until } from '../support/until.ts';

interface Started {
  readonly process: ChildProcess;
  readonly address: URL;
  readonly origin: string;
  readonly output: () => string;
}

async function start(): Promise<Started> {
  const env = { ...process.env, PRECONDITION_EDITOR: 'server', PRECONDITION_SCRATCH: inScratch('start') };
  const child = spawn(process.execPath, ['scripts/start.mjs'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const lines = await until('npm start to print its address', async () => {
    assert.equal(child.exitCode, null, output);
    return /\?tkn=\S+\n/.test(output) && output.trimEnd().split('\n');
  });
  const origin = /demo origin answers at (\S+);/.exec(output)?.[1] ?? '';
  return { process: child, address: new URL(lines.at(-1)?.trim() ?? ''), origin, output: () => output };
}

const refuses = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => false,
    () => true,
  );

describe('npm start', () => {
  let started: Started;
  before(async function () {
    this.timeout(90_000);
    started = await start();
  });
  after(() => started?.process.kill('SIGKILL'));

  it('asks a browser for the token it prints', async () => {
    assert.equal((await fetch(started.address.origin)).status, 403);
    assert.equal((await fetch(started.address, { redirect: 'manual' })).status, 302);
  });

  it('has the demo origin running, and samples that name it', async () => {
    assert.equal((await fetch(`${started.origin}/strong/1`)).status, 200);
    assert.ok(new URL(started.origin).hostname === '127.0.0.1');
  });

  it('shows VS Code with the samples', async () => {
    const browser = await chromium.launch(tool('chromium'));
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.goto(started.address.href);
      const [first = ''] = (await readdir('samples')).filter((name) => name.endsWith('.http')).sort();
      await page.locator('.explorer-folders-view .monaco-list-row', { hasText: first }).dblclick({ timeout: 60_000 });
      await page.locator('.codelens-decoration a', { hasText: 'Send' }).first().waitFor({ timeout: 60_000 });
    } finally {
      await browser.close();
    }
  });

  it('ends with everything it started, also when it is told twice', async () => {
    const ended = new Promise<number | null>((resolve) => started.process.once('exit', resolve));
    started.process.kill('SIGINT');
    started.process.kill('SIGINT');
    assert.equal(await ended, 130);
    await until('the editor to be gone', () => refuses(started.address.origin));
    await until('the demo origin to be gone', () => refuses(started.origin));
  });
});
