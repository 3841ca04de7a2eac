import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SnippetLanguage } from '../../../src/core/interchange/snippet/literal.ts';

/** How a language's program is checked and run on this machine. */
export interface Toolchain {
  readonly file: string;
  /** Asks for the version: whether the tool is here at all. */
  readonly present: readonly string[];
  readonly check: readonly string[];
  readonly run: readonly string[];
  /** Asks for what running needs besides. */
  readonly runs: readonly string[];
}

export const toolchains: Readonly<Record<SnippetLanguage, Toolchain>> = {
  javascript: {
    file: 'copied.mjs',
    present: [process.execPath, '--version'],
    check: [process.execPath, '--check', 'copied.mjs'],
    run: [process.execPath, 'copied.mjs'],
    runs: [process.execPath, '--version'],
  },
  python: {
    file: 'copied.py',
    present: ['python3', '--version'],
    check: ['python3', '-m', 'py_compile', 'copied.py'],
    run: ['python3', 'copied.py'],
    runs: ['python3', '-c', 'import requests'],
  },
  go: {
    file: 'copied.go',
    present: ['go', 'version'],
    check: ['go', 'vet', 'copied.go'],
    run: ['go', 'run', 'copied.go'],
    runs: ['go', 'version'],
  },
  java: {
    file: 'CopiedRequest.java',
    present: ['javac', '-version'],
    check: ['javac', '-encoding', 'UTF-8', '-Xlint:all', '-Werror', '-d', '.', 'CopiedRequest.java'],
    run: ['java', '-cp', '.', 'CopiedRequest'],
    runs: ['java', '-version'],
  },
  csharp: {
    file: 'copied.cs',
    present: ['mcs', '--version'],
    // Mono's compiler knows no asynchronous entry point, so it gets one of the old kind besides.
    check: 'mcs -langversion:latest -warnaserror -nowarn:28 -r:System.Net.Http -main:Entry copied.cs entry.cs'.split(
      ' ',
    ),
    run: ['mono', 'copied.exe'],
    runs: ['mono', '--version'],
  },
};

const entry = 'class Entry { static void Main() { CopiedRequest.Main().GetAwaiter().GetResult(); } }\n';

/** Whether the command can be started here; if not, the reason is printed. */
export function isHere([program = '', ...args]: readonly string[], why: string): boolean {
  const found = spawnSync(program, args, { stdio: 'ignore' }).status === 0;
  if (!found)
    process.stdout.write(`      skipped, ${why}: “${[program, ...args].join(' ')}” does not run on this machine\n`);
  return found;
}

/** A new folder with the program in it. */
export function folderWith(language: SnippetLanguage, code: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'precondition-copied-'));
  writeFileSync(join(folder, toolchains[language].file), code);
  if (language === 'csharp') writeFileSync(join(folder, 'entry.cs'), entry);
  return folder;
}

/** Runs the command to its end in the folder. */
export function runIn(folder: string, [program = '', ...args]: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync(program, args, { cwd: folder, encoding: 'utf8', env: environment(folder) });
}

/** The same without blocking this process, which serves what the program asks for. */
export async function ranIn(
  folder: string,
  [program = '', ...args]: readonly string[],
): Promise<{ readonly status: number | null; readonly out: string; readonly err: string }> {
  const child = spawn(program, args, { cwd: folder, env: environment(folder) });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    err += String(chunk);
  });
  const [status] = await once(child, 'close');
  return { status, out, err };
}

const environment = (folder: string) => ({
  ...process.env,
  GO111MODULE: 'off',
  GOCACHE: join(tmpdir(), 'precondition-go-cache'),
  GOPATH: folder,
  NO_PROXY: '127.0.0.1',
  no_proxy: '127.0.0.1',
});
