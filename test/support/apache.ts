import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { tool } from './tools.ts';

export interface Apache {
  /** Without a slash at the end. Everything below `/dav/` is a WebDAV folder. */
  readonly url: string;
  /** The folder behind `/dav/`, for a somebody else who does not use HTTP. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** What a test wants besides: modules by name, and lines of configuration. */
export interface ApacheExtras {
  readonly modules: readonly string[];
  /** Files by name, put beside the configuration. */
  readonly files: Readonly<Record<string, string>>;
  lines(home: string): string;
}

const NO_EXTRAS: ApacheExtras = { modules: [], files: {}, lines: () => '' };

const wantedModules = [
  'mpm_event',
  'unixd',
  'authz_core',
  'mime',
  'headers',
  'filter',
  'deflate',
  'setenvif',
  'dav',
  'dav_fs',
];

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Started by root, Apache will not serve as root and must be told as whom; else it stays who it is. */
const identity = (): string => (userInfo().uid === 0 ? 'User nobody\nGroup #65534' : '');

/** A module may be built in, and then loading it again is an error: hence the question around each. */
const loading = (modules: string, more: readonly string[]): string =>
  [...wantedModules, ...more]
    .map((name) => `<IfModule !${name}_module>\nLoadModule ${name}_module "${modules}/mod_${name}.so"\n</IfModule>`)
    .join('\n');

const configuration = (home: string, modules: string, port: number, extras: ApacheExtras): string => `
ServerRoot "${home}"
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile "${home}/httpd.pid"
DefaultRuntimeDir "${home}"
ErrorLog "${home}/error.log"
${loading(modules, extras.modules)}
${identity()}
TypesConfig /dev/null
AddType application/json .json
AddType text/plain .txt
DocumentRoot "${home}/docroot"
DavLockDB "${home}/locks/db"
<Directory "${home}/docroot">
  Require all granted
</Directory>
<Location "/dav">
  Dav On
</Location>
${extras.lines(home)}
`;

/** Folders that Apache writes to, as whoever it then is. */
async function layOut(home: string): Promise<void> {
  await chmod(home, 0o755);
  await mkdir(join(home, 'docroot', 'dav'), { recursive: true });
  await mkdir(join(home, 'locks'));
  await chmod(join(home, 'docroot', 'dav'), 0o777);
  await chmod(join(home, 'locks'), 0o777);
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
  throw new Error(`Apache did not start (exit code ${child.exitCode}).\n${log}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** Apache with mod_dav on a free port of the loopback interface, with nothing of the system's configuration. */
export async function startApache(extras: ApacheExtras = NO_EXTRAS): Promise<Apache> {
  const { program, modules } = tool('apache');
  const home = await mkdtemp(join(tmpdir(), 'precondition-apache-'));
  await layOut(home);
  const port = await freePort();
  const file = join(home, 'httpd.conf');
  for (const [name, content] of Object.entries(extras.files)) await writeFile(join(home, name), content);
  await writeFile(file, configuration(home, modules, port, extras));
  const child = spawn(program, ['-f', file, '-D', 'FOREGROUND'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  const stop = async () => {
    process.off('exit', killAtExit);
    await end(child);
    await rm(home, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  await answering(url, child, home).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { url, folder: join(home, 'docroot', 'dav'), stop };
}
