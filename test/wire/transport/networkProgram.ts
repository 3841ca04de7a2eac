import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** The program's path, as `npm test` has found it, or as it is usually called; undefined and told where there is none. */
export function programPath(name: string): string | undefined {
  const given = (JSON.parse(process.env['PRECONDITION_TOOLS'] ?? '{}') as { network?: Record<string, string> }).network;
  const usual = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin'];
  const found = given?.[name] ?? usual.map((folder) => `${folder}/${name}`).find((path) => existsSync(path));
  if (found === undefined) {
    process.stdout.write(
      `      skipped, ${name} is not here: sudo apt-get install -y --no-install-recommends ${name}\n`,
    );
  }
  return found;
}

/** Starts the program and waits until it listens there. */
export async function serving(path: string, args: readonly string[], port: number): Promise<ChildProcess> {
  const child = spawn(path, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      said += String(chunk);
    });
  }
  const until = Date.now() + 15_000;
  while (child.exitCode === null && Date.now() < until) {
    if (await listens(port)) return child;
    await wait(50);
  }
  child.kill('SIGKILL');
  throw new Error(`${path} does not listen: ${said}`);
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const settle = (is: boolean): void => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });

/** Runs a program to its end; throws with what it said where it fails. */
export function ran(path: string, args: readonly string[], cwd: string): void {
  const { status, stderr } = spawnSync(path, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${path} ${args.join(' ')}: ${stderr}`);
}
