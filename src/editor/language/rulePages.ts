import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { type Disposable, type Uri, workspace } from 'vscode';
import { rulePageScheme } from './rulePageLink.ts';

const index = 'README.md';

/**
 * The pages of docs/rules, served out of the package as Markdown documents. There is no public site, and a page has to
 * be readable without a network.
 */
export function serveRulePages(extension: Uri): Disposable {
  let pages: Promise<Readonly<Record<string, string>>> | undefined;
  return workspace.registerTextDocumentContentProvider(rulePageScheme, {
    provideTextDocumentContent: async ({ path }) => {
      pages ??= unpack(join(extension.fsPath, 'dist', 'rulePages.br'));
      const name = path.slice(1);
      const all = await pages;
      return all[name] ?? all[index] ?? '';
    },
  });
}

async function unpack(file: string): Promise<Readonly<Record<string, string>>> {
  const json = await promisify(brotliDecompress)(await readFile(file));
  return JSON.parse(json.toString('utf8'));
}
