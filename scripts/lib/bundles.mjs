/** What is bundled into what, and how large it may become. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';

/** Loaded on first use, each a file of its own beside the bundle that asks for it. */
export const lazyEntries = [
  { source: 'src/editor/workbench.ts', output: 'workbench.cjs' },
  { source: 'src/transport/send.ts', output: 'transport.cjs' },
  { source: 'src/transport/auth/answerChallenges.ts', output: 'auth.cjs' },
  { source: 'src/transport/auth/oauth.ts', output: 'oauth.cjs' },
  { source: 'src/transport/cookies/openCookieJar.ts', output: 'cookies.cjs' },
  { source: 'src/demo/origin.ts', output: 'demo.cjs' },
];

/** Run by Node: the editor's extension host, or a terminal. */
export const nodeEntries = [
  { source: 'src/extension.ts', output: 'extension.cjs' },
  { source: 'src/cli/main.ts', output: 'cli.cjs' },
  ...lazyEntries,
];

/** Run by the page of the explanation. */
export const browserEntries = [{ source: 'src/panel/client/main.ts', output: 'panelClient.js' }];

/**
 * The suite that runs inside the extension host, one bundle for each file that mocha loads. It is
 * bundled because the host loads CommonJS for certain and ES modules only in newer versions.
 */
export function hostTestEntries() {
  const files = readdirSync(inRoot('test', 'host'), { recursive: true }).filter((name) => /\.test\.ts$/.test(name));
  return ['index.ts', ...files].map((name) => ({
    source: join('test', 'host', name).replaceAll('\\', '/'),
    output: name.replaceAll('\\', '/').replace(/\.ts$/, '.cjs'),
  }));
}

/** What an editor loads at activation, and what a user downloads. */
const budgets = { 'dist/extension.cjs': 100_000, 'precondition.vsix': 500_000 };

/** One sentence when the file has outgrown its budget. */
export function overBudget(name, bytes) {
  const allowed = budgets[name];
  if (allowed === undefined || bytes <= allowed) return undefined;
  return `${name} has grown to ${kilobytes(bytes)}; its budget is ${kilobytes(allowed)}. Load something on first use (lazyEntries in scripts/lib/bundles.mjs) or leave it out.`;
}

export const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
