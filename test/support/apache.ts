import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, isRoot, makeHome, openFolder, type Program, type Running, startServer } from './serverProgram.ts';
import { tool } from './tools.ts';

export interface Apache extends Running {
  /** Without a slash at the end. Everything below `/dav/` is a WebDAV folder. */
  readonly url: string;
  /** The folder behind `/dav/`, for a somebody else who does not use HTTP. */
  readonly folder: string;
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

/** A module may be built in, and then loading it again is an error: hence the question around each. */
const loading = (modules: string, more: readonly string[]): string =>
  [...wantedModules, ...more]
    .map((name) => `<IfModule !${name}_module>\nLoadModule ${name}_module "${modules}/mod_${name}.so"\n</IfModule>`)
    .join('\n');

/** Where an Apache lives, and what its tests want of it besides WebDAV at `/dav/`. */
export interface ApacheWishes {
  readonly home: string;
  readonly port: number;
  readonly modules?: readonly string[];
  readonly lines: string;
}

/**
 * The configuration of an Apache with mod_dav, with nothing of the system's. Started by root it will not serve as root
 * and must be told as whom; else it stays who it is.
 */
export const apacheConfiguration = (program: Program, { home, port, modules = [], lines }: ApacheWishes): string => `
ServerRoot "${home}"
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile "${home}/httpd.pid"
DefaultRuntimeDir "${home}"
ErrorLog "${home}/error.log"
${loading(program.modules, modules)}
${isRoot() ? 'User nobody\nGroup #65534' : ''}
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
${lines}
`;

/** Apache as it is started in its home. */
export const apacheArguments = (home: string): readonly string[] => [
  '-f',
  join(home, 'server.conf'),
  '-D',
  'FOREGROUND',
];

/** Apache with mod_dav on a free port of the loopback interface. */
export async function startApache({ modules, files, lines }: ApacheExtras = NO_EXTRAS): Promise<Apache> {
  const program = tool('apache');
  const home = await makeHome('apache');
  const folder = await openFolder(home, 'docroot', 'dav');
  await openFolder(home, 'locks');
  for (const [name, content] of Object.entries(files)) await writeFile(join(home, name), content);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const configuration = apacheConfiguration(program, { home, port, modules, lines: lines(home) });
  const running = await startServer(program, apacheArguments(home), { home, url, configuration });
  return { ...running, url, folder };
}
