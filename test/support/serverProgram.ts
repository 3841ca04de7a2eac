import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A program of the system, or one unpacked beside it together with its libraries. */
export interface Program {
  readonly program: string;
  readonly modules: string;
  readonly libraries?: readonly string[];
}

export interface Running {
  stop(): Promise<void>;
}

/** Started by root, a server drops to somebody else, who must be able to write what it serves. */
export const isRoot = (): boolean => userInfo().uid === 0;

/** A port of the loopback interface that nobody uses just now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A folder of one server, that any user may enter. */
export async function makeHome(name: string): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), `precondition-${name}-`));
  await chmod(home, 0o755);
  return home;
}

/** A folder that any user may write to. */
export async function openFolder(...parts: readonly string[]): Promise<string> {
  const folder = join(...parts);
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o777);
  return folder;
}

function environmentOf({ libraries = [] }: Program): NodeJS.ProcessEnv {
  if (libraries.length === 0) return process.env;
  const known = process.env['LD_LIBRARY_PATH'];
  const path = [...libraries, ...(known === undefined ? [] : [known])].join(delimiter);
  return { ...process.env, LD_LIBRARY_PATH: path };
}

/** What the program says of its version, out of its own words. */
export function versionOf(program: Program, args: readonly string[], pattern: RegExp): string {
  const shell = execFileSync('/bin/sh', ['-c', '"$0" "$@" 2>&1', program.program, ...args], {
    encoding: 'utf8',
    env: environmentOf(program),
  });
  return pattern.exec(shell)?.[1] ?? 'of an unknown version';
}

/** Starts a server in its home with its configuration and waits until it answers. Stopped, it leaves nothing. */
export async function startServer(
  program: Program,
  args: readonly string[],
  { home, url, configuration }: { readonly home: string; readonly url: string; readonly configuration: string },
): Promise<Running> {
  await writeFile(join(home, 'server.conf'), configuration);
  const child = spawn(program.program, args, { stdio: ['ignore', 'ignore', 'inherit'], env: environmentOf(program) });
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  const stop = async () => {
    process.off('exit', killAtExit);
    await ended(child);
    await rm(home, { recursive: true, force: true });
  };
  await answering(url, child, home).catch(async (error: unknown) => {
    await stop();
    throw failure ?? error;
  });
  return { stop };
}

async function answering(url: string, child: ChildProcess, home: string): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (child.exitCode === null && Date.now() < deadline) {
    const up = await fetch(url).then(
      () => true,
      () => false,
    );
    if (up) return;
    await wait(50);
  }
  const log = await readFile(join(home, 'error.log'), 'utf8').catch(() => '');
  throw new Error(`${child.spawnfile} did not start (exit code ${child.exitCode}).\n${log}`);
}

/** Ends a program and waits for it; one that does not listen to reason is killed. */
export async function ended(child: ChildProcess | undefined): Promise<void> {
  if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 3000);
  await over;
  clearTimeout(late);
}
