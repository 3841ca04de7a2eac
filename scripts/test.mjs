/**
 * Everything, at all levels, with all that it takes: dependencies, types, bundles, the package, a
 * VS Code, a browser, an Apache, the servers of the lab. `--only pure,wire` and `--grep text` narrow it; the set-up then
 * shrinks to what the chosen suites need. `--launcher desktop` runs the extension-host suite in a
 * desktop VS Code. The last line is the outcome.
 */
import { packAccounts } from './lib/accountsVsix.mjs';
import { ensureApache } from './lib/apache.mjs';
import { testArguments } from './lib/arguments.mjs';
import { browserOptions } from './lib/browser.mjs';
import { build, buildVsix } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { ensureEditor } from './lib/editorFiles.mjs';
import { startEditor } from './lib/editorServer.mjs';
import { runGrammar } from './lib/grammarSuite.mjs';
import { hostDesktop } from './lib/hostDesktop.mjs';
import { hostServer } from './lib/hostServer.mjs';
import { runInHost } from './lib/hostSuite.mjs';
import { ensureLabServers } from './lib/labServers.mjs';
import { ensureNetworkServers } from './lib/networkServers.mjs';
import { inScratch, vsix } from './lib/paths.mjs';
import { describe, main } from './lib/problem.mjs';
import { claimRunFolder, leaveRunFolder } from './lib/runFolder.mjs';
import { failure, runInNode } from './lib/suite.mjs';
import { Tally } from './lib/tally.mjs';
import { compile } from './lib/typeCheck.mjs';

const suites = ['pure', 'house', 'grammar', 'wire', 'lab', 'host', 'e2e'];
const launchers = { server: hostServer, desktop: hostDesktop };

const inEnvironment = (tools) => ({ PRECONDITION_TOOLS: JSON.stringify(tools) });

async function setUp({ chosen, launcher }) {
  const some = (...names) => names.some((name) => chosen.includes(name));
  const server = some('e2e') || (some('host') && launcher === 'server');
  await ensureDependencies();
  await compile();
  await (some('e2e') ? buildVsix({ anySize: true }) : build('--any-size'));
  const tools = {};
  if (server) {
    await ensureEditor();
    tools.chromium = await browserOptions();
  }
  if (some('wire', 'e2e')) tools.apache = await ensureApache();
  if (some('wire')) tools.network = await ensureNetworkServers();
  if (some('lab')) tools.lab = await ensureLabServers();
  return tools;
}

/** The packaged extension in a fresh profile, as somebody has it who has just installed it. */
async function endToEnd(tools, grep) {
  const vsixes = [vsix, await packAccounts()];
  const { url, stop } = await startEditor({ name: 'e2e', folder: inScratch('e2e', 'profile'), vsix: vsixes });
  try {
    const env = inEnvironment({ ...tools, editor: url });
    return await runInNode('e2e', { timeout: 120_000, grep, env });
  } finally {
    await stop();
  }
}

/** Suite by suite, each with its rows in the tally: the host suite has two, one for each pass. */
const runs = ({ grep, launcher }, tools) => {
  const env = inEnvironment(tools);
  const inHost = (pass) => () => runInHost(launchers[launcher], pass, { grep });
  return {
    pure: { pure: () => runInNode('pure', { timeout: 60_000, grep, env }) },
    house: { house: () => runInNode('house', { timeout: 60_000, grep, env }) },
    grammar: { grammar: () => runGrammar({ grep }) },
    wire: { wire: () => runInNode('wire', { timeout: 20_000, grep, env }) },
    lab: { lab: () => runInNode('lab', { timeout: 30_000, grep, env }) },
    host: { host: inHost('trusted'), 'host, restricted': inHost('restricted') },
    e2e: { e2e: () => endToEnd(tools, grep) },
  };
};

await main(async (args) => {
  const asked = testArguments(args, { suites, launchers: Object.keys(launchers) });
  const tally = new Tally();
  await claimRunFolder();
  const tools = await setUp(asked).catch((error) => tally.add('set-up', failure(describe(error))));
  for (const name of tools ? asked.chosen : []) {
    for (const [row, run] of Object.entries(runs(asked, tools)[name])) await tally.suite(row, run);
  }
  const failures = tally.finish();
  await leaveRunFolder(failures);
  return failures;
});
