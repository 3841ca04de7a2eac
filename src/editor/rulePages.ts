import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { commands, type Disposable, Uri, window, workspace } from 'vscode';

const scheme = 'precondition-rule';
const index = 'README.md';

/**
 * The pages of docs/rules, served out of the package as Markdown documents. There is no public site, and a page has to
 * be readable without a network.
 */
export function serveRulePages(extension: Uri): Disposable {
  let pages: Promise<Readonly<Record<string, string>>> | undefined;
  return workspace.registerTextDocumentContentProvider(scheme, {
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

/** Opens the page of a rule, rendered where VS Code's Markdown preview is there; the index without an id. */
export async function openRulePage(id: unknown): Promise<void> {
  const name = typeof id === 'string' && /^[a-z0-9-]{3,60}$/.test(id) ? `${id}.md` : index;
  const uri = Uri.from({ scheme, path: `/${name}` });
  const known = await commands.getCommands(true);
  if (known.includes('markdown.showPreview')) await commands.executeCommand('markdown.showPreview', uri);
  else await window.showTextDocument(uri, { preview: true });
}
