import { ensureChromium } from './chromium.mjs';

/**
 * A quiet Chromium. The sandbox is off because it cannot work for root and in most containers, and
 * every page it sees is ours, on loopback. It must not call home, nor fall back to QUIC.
 */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  // Names of tests that only the browser knows, so that VS Code takes them for the outside.
  '--host-resolver-rules=MAP *.test 127.0.0.1',
];

/** How playwright-core starts it, here and in the tests. */
export const browserOptions = async () => ({ executablePath: await ensureChromium(), args: quiet, headless: true });

export async function openBrowser() {
  const options = await browserOptions();
  const { chromium } = await import('playwright-core');
  return chromium.launch(options);
}
