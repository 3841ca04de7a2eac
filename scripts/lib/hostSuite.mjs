/**
 * The mocha suite that runs inside the extension host, in two passes: with workspace trust out of
 * the way, and in Restricted Mode. Which editor runs it is the launcher's matter.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inRoot, inScratch, root } from './paths.mjs';
import { failure, followRun } from './suite.mjs';

const bundles = inRoot('out', 'host');

async function testBundles(restricted) {
  const names = await readdir(bundles, { recursive: true });
  const tests = names.filter((name) => name.endsWith('.test.cjs')).sort();
  return tests.filter((name) => /^restricted[\\/]/.test(name) === restricted).map((name) => join(bundles, name));
}

/**
 * The run's orders lie in the workspace: neither the variables nor the arguments of a launcher are
 * sure to reach the extension host, the folder it opens is. test/host/index.ts reads them.
 */
async function layOut(pass, orders) {
  const workspace = inScratch('host', pass, 'workspace');
  await rm(workspace, { recursive: true, force: true });
  await mkdir(join(workspace, '.vscode'), { recursive: true });
  await writeFile(join(workspace, '.vscode', 'precondition-run.json'), JSON.stringify(orders));
  return workspace;
}

export async function runInHost(launcher, pass, { grep }) {
  const files = await testBundles(pass === 'restricted');
  if (files.length === 0) return failure('there is no test for this pass in test/host');
  const launch = async (eventsFile, signal) => {
    const workspace = await layOut(pass, { files, eventsFile, timeout: 30_000, grep });
    return launcher({
      pass,
      signal,
      workspace,
      profile: inScratch('host', pass, 'profile'),
      trust: pass === 'restricted' ? 'on' : 'off',
      extension: root,
      tests: join(bundles, 'index.cjs'),
    });
  };
  return followRun(`host-${pass}`, launch, { silence: 90_000, mayBeEmpty: grep !== undefined });
}
