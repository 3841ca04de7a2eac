/**
 * Everything, at all levels, with all that it takes: dependencies, types, bundles, the package, a
 * VS Code, a browser, an Apache. `--only pure,wire` and `--grep text` narrow it; the set-up then
 * shrinks to what the chosen suites need. The last line is the outcome.
 */
import { rm } from 'node:fs/promises';
import { ensureApache } from './lib/apache.mjs';
import { testArguments } from './lib/arguments.mjs';
import { browserOptions } from './lib/browser.mjs';
import { build, buildVsix } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { ensureEditor } from './lib/editorFiles.mjs';
import { startEditor } from './lib/editorServer.mjs';
import { runGrammar } from './lib/grammarSuite.mjs';
import { hostServer } from './lib/hostServer.mjs';
import { runInHost } from './lib/hostSuite.mjs';
import { inScratch, vsix } from './lib/paths.mjs';
import { main } from './lib/problem.mjs';
import { runInNode } from './lib/suite.mjs';
import { Tally } from './lib/tally.mjs';
import { compile } from './lib/typeCheck.mjs';

const suites = ['pure', 'house', 'grammar', 'wire', 'host', 'restricted', 'e2e'];

const inEnvironment = (tools) => ({ PRECONDITION_TOOLS: JSON.stringify(tools) });

async function setUp(chosen) {
  const some = (...names) => names.some((name) => chosen.includes(name));
  await ensureDependencies();
  await compile();
  await (some('e2e') ? buildVsix() : build());
  const tools = {};
  if (some('host', 'restricted', 'e2e')) {
    await ensureEditor();
    tools.chromium = await browserOptions();
  }
  if (some('wire', 'e2e')) tools.apache = await ensureApache();
  return tools;
}

/** The packaged extension in a fresh profile, as somebody has it who has just installed it. */
async function endToEnd(tools, grep) {
  await rm(inScratch('e2e'), { recursive: true, force: true });
  const { url, stop } = await startEditor({ name: 'e2e', folder: inScratch('e2e', 'profile'), vsix });
  try {
    const env = inEnvironment({ ...tools, editor: url });
    return await runInNode('e2e', { timeout: 120_000, grep, env });
  } finally {
    await stop();
  }
}

await main(async (args) => {
  const { chosen, grep } = testArguments(args, suites);
  const tools = await setUp(chosen);
  const env = inEnvironment(tools);
  const runs = {
    pure: () => runInNode('pure', { timeout: 5_000, grep, env }),
    house: () => runInNode('house', { timeout: 60_000, grep, env }),
    grammar: () => runGrammar({ grep }),
    wire: () => runInNode('wire', { timeout: 20_000, grep, env }),
    host: () => runInHost(hostServer, 'trusted', { grep }),
    restricted: () => runInHost(hostServer, 'restricted', { grep }),
    e2e: () => endToEnd(tools, grep),
  };
  const tally = new Tally();
  for (const name of chosen) await tally.suite(name, runs[name]);
  return tally.finish();
});
