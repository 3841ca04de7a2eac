import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** One violation: where it is planted, what it says, and the words the check must answer with. */
interface Violation {
  readonly what: string;
  readonly file: string;
  readonly text: string;
  readonly rule: string;
}

const use = (from: string, name = 'thing') => `import { ${name} } from '${from}';\nexport const planted = ${name};\n`;

/** Caught by Biome: the direction of imports, packages, cycles and the house style. */
const lint: readonly Violation[] = [
  {
    what: 'core/http imports a room above it',
    file: 'src/core/http/planted.ts',
    text: use('../service/problem.ts'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'core/http imports a node: module',
    file: 'src/core/http/planted2.ts',
    text: use('node:fs', 'readFileSync'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'core/syntax imports core/conditional',
    file: 'src/core/syntax/planted.ts',
    text: use('../conditional/record.ts'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'core/conditional imports core/syntax',
    file: 'src/core/conditional/planted.ts',
    text: use('../syntax/ast.ts'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'core/conditional imports the package that its merge may have',
    file: 'src/core/conditional/planted2.ts',
    text: use('node-diff3', 'diff3MergeRegions'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'the merge imports another package',
    file: 'src/core/conditional/merge/planted.ts',
    text: use('undici', 'request'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'core/service imports exchange',
    file: 'src/core/service/planted.ts',
    text: use('../../exchange/ports.ts'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'core imports vscode',
    file: 'src/core/service/planted2.ts',
    text: use('vscode', 'window'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'core imports a package',
    file: 'src/core/service/planted3.ts',
    text: use('undici', 'request'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'core/interchange imports core/service',
    file: 'src/core/interchange/planted.ts',
    text: use('../service/problem.ts'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'core/interchange imports a node: module',
    file: 'src/core/interchange/planted2.ts',
    text: use('node:fs', 'readFileSync'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'core/syntax imports core/interchange',
    file: 'src/core/syntax/planted2.ts',
    text: use('../interchange/importCurl.ts'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'core/service imports core/interchange',
    file: 'src/core/service/planted4.ts',
    text: use('../interchange/importCurl.ts'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'transport imports core/conditional',
    file: 'src/transport/planted.ts',
    text: use('../core/conditional/record.ts'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'transport imports vscode',
    file: 'src/transport/planted2.ts',
    text: use('vscode', 'window'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'demo imports transport',
    file: 'src/demo/planted.ts',
    text: use('../transport/send.ts'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'storage imports editor',
    file: 'src/storage/planted.ts',
    text: use('../editor/documents.ts'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'exchange imports storage',
    file: 'src/exchange/planted3.ts',
    text: use('../storage/memoryFolder.ts'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'exchange imports undici',
    file: 'src/exchange/planted.ts',
    text: use('undici', 'request'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'exchange imports transport',
    file: 'src/exchange/planted2.ts',
    text: use('../transport/send.ts'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'panel imports exchange',
    file: 'src/panel/planted.ts',
    text: use('../exchange/ports.ts'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'editor imports cli',
    file: 'src/editor/planted.ts',
    text: use('../cli/main.ts'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'editor imports undici',
    file: 'src/editor/planted2.ts',
    text: use('undici', 'request'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'cli imports editor',
    file: 'src/cli/planted.ts',
    text: use('../editor/documents.ts'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'cli imports vscode',
    file: 'src/cli/planted2.ts',
    text: use('vscode', 'window'),
    rule: 'noRestrictedImports',
  },
  {
    what: 'two files import each other',
    file: 'src/core/http/plantedCycle.ts',
    text: use('./plantedBack.ts', 'back'),
    rule: 'noImportCycles',
  },
  {
    what: 'two files import each other, seen from the second',
    file: 'src/core/http/plantedBack.ts',
    text: "import { planted } from './plantedCycle.ts';\nexport const back = () => planted;\n",
    rule: 'noImportCycles',
  },
  { what: 'a default export', file: 'src/core/http/planted4.ts', text: 'export default 1;\n', rule: 'noDefaultExport' },
  { what: 'an enum', file: 'src/core/http/planted5.ts', text: 'export enum Planted {\n  A = 1,\n}\n', rule: 'noEnum' },
  {
    what: 'a non-null assertion',
    file: 'src/core/http/planted6.ts',
    text: 'export const planted = (a?: number) => a!;\n',
    rule: 'noNonNullAssertion',
  },
  {
    what: 'the console in core',
    file: 'src/core/http/planted7.ts',
    text: "console.log('planted');\n",
    rule: 'noConsole',
  },
  {
    what: 'a forgotten promise',
    file: 'src/cli/planted3.ts',
    text: 'const work = async () => 1;\nexport const go = () => {\n  work();\n};\n',
    rule: 'noFloatingPromises',
  },
  {
    what: 'a function over 40 lines',
    file: 'src/core/http/planted8.ts',
    text: `export const planted = () => {\n${"  'line';\n".repeat(45)}};\n`,
    rule: 'noExcessiveLinesPerFunction',
  },
  {
    what: 'a file over 250 lines',
    file: 'src/core/http/planted9.ts',
    text: `export const planted = [\n${"  'line',\n".repeat(260)}];\n`,
    rule: 'noExcessiveLinesPerFile',
  },
];

/** Caught by the compiler: what core may not even name. */
const types: readonly Violation[] = [
  'process.exit(1)',
  "console.log('planted')",
  "fetch('http://a')",
  "Buffer.from('a')",
  'setTimeout(() => 0, 1)',
  'document.title',
].map((code, index) => ({
  what: `core uses ${code.split(/[.(]/)[0]}`,
  file: `src/core/http/plantedGlobal${index}.ts`,
  text: `export const planted = () => ${code};\n`,
  rule: 'TS2',
}));

const root = resolve(import.meta.dirname, '../../..');

function house(violations: readonly Violation[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'precondition-fences-'));
  for (const part of ['src', 'biome.json', 'tsconfig.base.json', 'package.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const { file, text } of violations) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

function run(folder: string, tool: string, args: readonly string[]): string {
  const bin = join(root, 'node_modules', ...tool.split('/'));
  const result = spawnSync(process.execPath, [bin, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return result.stdout + result.stderr;
}

describe('the fences of the house', function () {
  this.timeout(60_000);
  const folders: string[] = [];
  let linted = '';
  let compiled = '';

  before(() => {
    const forLinter = house(lint);
    // A folder of its own: an import planted for the linter would bring Node's types in and hide these.
    const forCompiler = house(types);
    folders.push(forLinter, forCompiler);
    linted = run(forLinter, '@biomejs/biome/bin/biome', [
      'lint',
      '--vcs-enabled=false',
      '--max-diagnostics=none',
      '--reporter=github',
      'src',
    ]);
    compiled = run(forCompiler, 'typescript/bin/tsc', ['-p', 'src/core', '--noEmit', '--pretty', 'false']);
  });

  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  for (const { what, file, rule } of lint) {
    it(`${what} fails the linter`, () => {
      const found = linted.split('\n').some((line) => line.includes(file) && line.includes(rule));
      assert.ok(found, `Biome did not report ${rule} for ${file}`);
    });
  }

  for (const { what, file, rule } of types) {
    it(`${what} fails the compiler`, () => {
      assert.ok(
        compiled.split('\n').some((line) => line.startsWith(file) && line.includes(rule)),
        `tsc did not report ${file}:\n${compiled}`,
      );
    });
  }

  it('the house itself, without the planted files, passes the linter', () => {
    const bin = join(root, 'node_modules/@biomejs/biome/bin/biome');
    execFileSync(process.execPath, [bin, 'lint', 'src'], { cwd: root, stdio: 'pipe' });
  });
});
