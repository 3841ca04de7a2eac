import { join } from 'node:path';
import { folderStorage, type Subject } from '../subject.ts';
import {
  freePort,
  isRoot,
  makeHome,
  openFolder,
  type Program,
  type Running,
  startServer,
  versionOf,
} from './program.ts';

const modules = [
  'mpm_event',
  'unixd',
  'authz_core',
  'mime',
  'alias',
  'headers',
  'filter',
  'deflate',
  'setenvif',
  'dav',
  'dav_fs',
];

/** A module may be built in, and then loading it again is an error: hence the question around each. */
const loading = (folder: string): string =>
  modules
    .map((name) => `<IfModule !${name}_module>\nLoadModule ${name}_module "${folder}/mod_${name}.so"\n</IfModule>`)
    .join('\n');

const configuration = (home: string, program: Program, port: number, etag: string): string => `
ServerRoot "${home}"
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile "${home}/httpd.pid"
DefaultRuntimeDir "${home}"
ErrorLog "${home}/error.log"
${loading(program.modules)}
${isRoot() ? 'User nobody\nGroup #65534' : ''}
TypesConfig /dev/null
AddType application/json .json
AddType text/plain .txt
DocumentRoot "${home}/docroot"
DavLockDB "${home}/locks/db"
FileETag ${etag}
Redirect 307 /moved/ /dav/
<Directory "${home}/docroot">
  Require all granted
</Directory>
<Location "/dav">
  Dav On
</Location>
<Location "/deflated">
  Dav On
  SetOutputFilter DEFLATE
</Location>
`;

export interface ApacheLab extends Running {
  readonly url: string;
  readonly version: string;
  readonly plain: Subject;
  readonly deflated: Subject;
}

/** Apache with mod_dav, at `/dav/` plain, at `/deflated/` behind mod_deflate; `/moved/` redirects to `/dav/`. */
export async function startApacheLab(program: Program, etag = 'MTime Size'): Promise<ApacheLab> {
  const home = await makeHome('apache');
  const plain = await openFolder(home, 'docroot', 'dav');
  const deflated = await openFolder(home, 'docroot', 'deflated');
  await openFolder(home, 'locks');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const args = ['-f', join(home, 'server.conf'), '-D', 'FOREGROUND'];
  const running = await startServer(program, args, {
    home,
    url,
    configuration: configuration(home, program, port, etag),
  });
  const version = versionOf(program, ['-v'], /Apache\/([\d.]+)/);
  return {
    ...running,
    url,
    version,
    plain: {
      id: 'apache',
      name: 'Apache mod_dav',
      version,
      coding: 'identity',
      dav: 'yes',
      ...folderStorage(plain, `${url}/dav`),
    },
    deflated: {
      id: 'apache-deflate',
      name: 'Apache mod_dav + mod_deflate',
      version,
      coding: 'gzip',
      dav: 'yes',
      ...folderStorage(deflated, `${url}/deflated`),
    },
  };
}
