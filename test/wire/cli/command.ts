import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The bundle that ships, as a user runs it. Suites run from the root of the checkout. */
const bundle = resolve('dist', 'cli.cjs');

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Circumstance {
  readonly stdin?: string | Uint8Array;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the command. */
export function start(args: readonly string[], { cwd, env }: Circumstance = {}): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [bundle, ...args], { cwd, env: { ...process.env, ...env } });
}

/** Runs the command to its end. */
export async function run(args: readonly string[], circumstance: Circumstance = {}): Promise<Ran> {
  const child = start(args, circumstance);
  child.stdin.end(circumstance.stdin);
  const [out, err, [status]] = await Promise.all([whole(child.stdout), whole(child.stderr), once(child, 'close')]);
  return { status: status as number | null, out, err };
}

async function whole(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** A new folder with these files. */
export async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'precondition-cli-'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

/** A running `precondition demo`. */
export interface Demo {
  readonly url: string;
  readonly child: ChildProcessWithoutNullStreams;
  stop(): Promise<number | null>;
}

/** Starts the demo origin by its command and waits for the first line. */
export async function startDemo(...args: readonly string[]): Promise<Demo> {
  const child = start(['demo', ...args]);
  let out = '';
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    out += String(chunk);
    if (out.includes('\n')) break;
  }
  const [url = ''] = out.split('\n');
  const stop = async (): Promise<number | null> => {
    const closed = once(child, 'exit');
    child.kill('SIGTERM');
    return (await closed)[0] as number | null;
  };
  return { url, child, stop };
}
