/** An extension for the tests that signs in to accounts, packed as users get theirs. */
import { run } from './command.mjs';
import { inRoot, inScratch } from './paths.mjs';

export async function packAccounts() {
  const vsce = inRoot('node_modules', '@vscode', 'vsce', 'vsce');
  const out = inScratch('accounts.vsix');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', out];
  await run(process.execPath, [vsce, 'package', ...flags], { cwd: inRoot('test', 'support', 'accounts') });
  return out;
}
