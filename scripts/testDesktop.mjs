/** The extension-host suite in a desktop VS Code; PRECONDITION_VSCODE names one that is installed. */
import { testArguments } from './lib/arguments.mjs';
import { build } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { hostDesktop } from './lib/hostDesktop.mjs';
import { runInHost } from './lib/hostSuite.mjs';
import { main } from './lib/problem.mjs';
import { Tally } from './lib/tally.mjs';
import { compile } from './lib/typeCheck.mjs';

await main(async (args) => {
  const { chosen, grep } = testArguments(args, ['host', 'restricted']);
  await ensureDependencies();
  await compile();
  await build();
  const tally = new Tally();
  for (const name of chosen) {
    const pass = name === 'host' ? 'trusted' : name;
    await tally.suite(name, () => runInHost(hostDesktop, pass, { grep }));
  }
  return tally.finish();
});
