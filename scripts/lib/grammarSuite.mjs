import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './command.mjs';
import { inRoot, root } from './paths.mjs';
import { describe } from './problem.mjs';
import { runInNode, testFiles } from './suite.mjs';

const annotated = /\.(http|rest)$/;

async function check(file) {
  const tester = inRoot('node_modules', 'vscode-tmgrammar-test', 'dist', 'unit.js');
  try {
    await run(process.execPath, [tester, '--compact', join('test', 'grammar', file)], { cwd: root });
    return { passed: 1, failed: 0 };
  } catch (error) {
    console.log(`    FAILED  ${file}\n${describe(error)}`);
    return { passed: 0, failed: 1 };
  }
}

/** Files whose comments say which scopes the line above has, one test each; and mocha files, if any. */
export async function runGrammar({ grep }) {
  const names = (await readdir(inRoot('test', 'grammar'), { recursive: true })).filter((name) => annotated.test(name));
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const name of names.filter((each) => grep === undefined || each.includes(grep)).sort()) {
    const { passed, failed } = await check(name);
    total.passed += passed;
    total.failed += failed;
  }
  const files = await testFiles('grammar');
  if (files.length === 0 && names.length > 0) return total;
  const mocha = await runInNode('grammar', { timeout: 10_000, grep, files });
  return { ...mocha, passed: total.passed + mocha.passed, failed: total.failed + mocha.failed };
}
